import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import { aMessage, awaitingAgent } from '../support/builders.ts'
import { openSocket } from './socket-client.ts'
import { bearerFor, type Edge, get, openEdge, post, visit } from './support.ts'

let edge: Edge
let lin: { readonly authorization: string }
beforeEach(async () => {
  edge = await openEdge()
  lin = await bearerFor(edge)
})
afterEach(() => edge.close())

const presence = (body: unknown, headers: Readonly<Record<string, string>> = lin) =>
  post(`${edge.url}/api/me/presence`, { headers, body })
const known = async () => (await edge.store.people.presences()).find(({ agent }) => agent === 'lin')

test('an agent says whether they are there, and sees who is', async () => {
  const { status, body } = await presence({ presence: 'online' })
  expect(status).toBe(200)
  expect(body).toEqual((await get(`${edge.url}/api/desk`, lin)).body)
  expect(body).toMatchObject({ open: true, opens_at: null, wait_ms: null, unknown_logins: [] })
  expect(body.agents).toEqual([
    {
      id: 'chen',
      name: '小陈',
      role: 'agent',
      shops: [],
      presence: 'offline',
      here: false,
      chats: 0,
      capacity: 5,
    },
    {
      id: 'lin',
      name: '小林',
      role: 'agent',
      shops: [],
      presence: 'online',
      here: true,
      chats: 0,
      capacity: 5,
    },
  ])
  expect((await presence({ presence: 'break' })).body.agents[1]).toMatchObject({
    presence: 'break',
    here: false,
  })
})

test('who goes may hand back those who wait for them, and the customer sees a queue at once', async () => {
  const [receipt] = await edge.store.accept([aMessage()], 1_000)
  if (receipt === undefined) throw new Error('nothing was accepted')
  const id = receipt.conversationId
  await edge.enter(id, awaitingAgent())
  const phase = async () => (await get(`${edge.url}/api/conversations/${id}`, lin)).body.phase
  await post(`${edge.url}/api/conversations/${id}/take`, { headers: lin, body: {} })
  expect(await phase()).toBe('with_agent')
  await presence({ presence: 'break' })
  await presence({ presence: 'online', hand_back: true })
  expect(await phase()).toBe('with_agent')
  const left = await presence({ presence: 'offline', hand_back: true })
  expect(left.body.agents[1]).toMatchObject({ id: 'lin', presence: 'offline', chats: 0 })
  expect(await phase()).toBe('awaiting_agent')
})

test('nobody is online by logging in, and the last word is kept for the next time', async () => {
  expect(await known()).toBeUndefined()
  await presence({ presence: 'online' })
  await post(`${edge.url}/api/logout`, { headers: lin })
  await bearerFor(edge)
  expect(await known()).toMatchObject({ state: 'online' })
})

test.each([[{}], [{ presence: 'away' }], [{ presence: 'online', agent: 'chen' }]])(
  '%j is refused',
  async (body) => {
    expect((await presence(body)).status).toBe(400)
    expect(await known()).toBeUndefined()
  },
)

test('strangers neither see nor say anything', async () => {
  const cookie = await visit(edge)
  expect((await presence({ presence: 'online' }, {})).status).toBe(401)
  expect((await presence({ presence: 'online' }, { cookie, origin: edge.url })).status).toBe(401)
  expect((await get(`${edge.url}/api/desk`)).status).toBe(401)
})

test('an open console is seen when it comes and when it goes', async () => {
  await presence({ presence: 'online' })
  edge.pass(60_000)
  const before = (await known())?.seenAt ?? 0
  const console = await openSocket(`${edge.url}/ws/agent`, { headers: lin })
  await console.waitFor(({ type }) => type === 'ready')
  const came = (await known())?.seenAt ?? 0
  expect(came - before).toBeGreaterThanOrEqual(60_000)
  edge.pass(60_000)
  console.close()
  await vi.waitFor(async () => {
    expect(((await known())?.seenAt ?? 0) - came).toBeGreaterThanOrEqual(60_000)
  })
  edge.pass(2 * 60_000)
  const { agents } = (await get(`${edge.url}/api/desk`, await bearerFor(edge, 'chen'))).body
  expect(agents[1]).toMatchObject({ id: 'lin', presence: 'online', here: false })
})

test('a customer who waits is told how many come first, and when that has changed', async () => {
  const cookie = await visit(edge)
  const page = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
    headers: { cookie, origin: edge.url },
  })
  page.send({ type: 'hello', after: 0 })
  page.send({ type: 'message', id: 'm-1', parts: [{ type: 'text', text: '人工' }] })
  await page.waitFor(({ type }) => type === 'ack')
  const [mine] = await edge.store.read.conversations({ channel: 'web', limit: 1 })
  const [other] = await edge.store.accept([aMessage({ conversation: 'other' })], edge.now())
  if (!mine || !other) throw new Error('no conversations')
  await edge.enter(other.conversationId, awaitingAgent(edge.now() - 9_000))
  await edge.enter(mine.conversation.id, awaitingAgent(edge.now()))
  const waits = { type: 'status', with: 'queue', agent: null }
  expect(await page.waitFor(({ ahead }) => ahead !== undefined)).toEqual({ ...waits, ahead: 1 })
  await edge.enter(other.conversationId, { kind: 'closed', at: edge.now() })
  // Nothing happens in this conversation but another word of the customer's.
  page.send({ type: 'message', id: 'm-2', parts: [{ type: 'text', text: '在吗' }] })
  expect(await page.waitFor(({ ahead }) => ahead === 0)).toEqual({ ...waits, ahead: 0 })
})

test('the rows of the list tell what is urgent and how often nobody answered', async () => {
  const [receipt] = await edge.store.accept([aMessage()], edge.now())
  const phase = awaitingAgent(edge.now())
  if (!receipt || phase.kind !== 'awaitingAgent') throw new Error('no conversation')
  const passedBy = [agentId('chen'), agentId('lin')]
  await edge.enter(receipt.conversationId, {
    ...phase,
    handoff: { ...phase.handoff, reason: 'safety', passedBy },
  })
  const { body } = await get(`${edge.url}/api/conversations`, lin)
  expect(body.conversations).toMatchObject([{ urgent: true, passed_by: 2 }])
})
