import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { aMessage } from '../support/builders.ts'
import { openSocket, type SocketClient } from './socket-client.ts'
import { bearerFor, type Edge, get, hire, openEdge, post, visit } from './support.ts'

let edge: Edge
let lin: Record<string, string>
let chen: Record<string, string>
let id: ConversationId
beforeEach(async () => {
  edge = await openEdge()
  lin = await bearerFor(edge, 'lin')
  chen = await bearerFor(edge, 'chen')
  const [receipt] = await edge.store.accept([aMessage()], edge.now())
  if (!receipt) throw new Error('no receipt')
  id = receipt.conversationId
})
afterEach(() => edge.close())

async function console(headers: Record<string, string>): Promise<SocketClient> {
  const desk = await openSocket(`${edge.url}/ws/agent`, { headers })
  await desk.waitFor(({ type }) => type === 'ready')
  return desk
}
const lookers = (desk: SocketClient) => desk.frames.filter(({ type }) => type === 'lookers')
const names = (people: readonly { name: string }[]) => people.map(({ name }) => name)

test('colleagues see who looks at a conversation, and that they have gone', async () => {
  const mine = await console(lin)
  const theirs = await console(chen)
  mine.send({ type: 'viewing', conversation: id })
  expect(await theirs.waitFor(({ type }) => type === 'lookers')).toEqual({
    type: 'lookers',
    conversation: id,
    viewing: [{ id: 'lin', name: '小林' }],
    typing: [],
  })
  mine.close()
  await theirs.waitFor(({ type, viewing }) => type === 'lookers' && viewing.length === 0)
})

test('a repeated word is told once, and so is an agent with two consoles', async () => {
  const [one, two, theirs] = [await console(lin), await console(lin), await console(chen)]
  for (const desk of [one, two, one, two]) desk.send({ type: 'viewing', conversation: id })
  one.send({ type: 'typing', conversation: id, as: 'note' })
  await theirs.waitFor(({ typing }) => typing?.length > 0)
  expect(lookers(theirs).map(({ viewing, typing }) => [names(viewing), names(typing)])).toEqual([
    [['小林'], []],
    [['小林'], ['小林']],
  ])
  two.close()
  one.send({ type: 'typing', conversation: null, as: 'note' })
  await theirs.waitFor(() => lookers(theirs).length === 3)
  expect(lookers(theirs).at(-1)).toMatchObject({ viewing: [{ id: 'lin' }], typing: [] })
})

test('who moves on is at one place only', async () => {
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send({ type: 'viewing', conversation: id })
  mine.send({ type: 'viewing', conversation: 'c_2' })
  await theirs.waitFor(({ conversation }) => conversation === 'c_2')
  expect(lookers(theirs).at(-2)).toMatchObject({ conversation: id, viewing: [] })
})

test('what is not said again is over after six seconds', async () => {
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send({ type: 'typing', conversation: id, as: 'reply' })
  await theirs.waitFor(({ typing }) => typing?.length === 1)
  edge.pass(6_000)
  await theirs.waitFor(({ type, typing }) => type === 'lookers' && typing.length === 0)
})

test('a console that comes is told all that is done anywhere', async () => {
  const [mine, first] = [await console(lin), await console(chen)]
  mine.send({ type: 'viewing', conversation: id })
  await first.waitFor(({ type }) => type === 'lookers')
  const ready = (await console(chen)).frames.find(({ type }) => type === 'ready')
  expect(ready.lookers).toMatchObject([{ conversation: id, viewing: [{ id: 'lin' }] }])
})

test.each([
  '{}',
  'no json',
  { type: 'viewing' },
  { type: 'viewing', conversation: 1 },
  { type: 'typing', conversation: 'c', as: 'bot' },
  { type: 'typing', conversation: 'c', as: 'reply', agent: 'chen' },
])('a console that says %j goes on, unheard', async (frame) => {
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send(frame)
  mine.send({ type: 'viewing', conversation: id })
  await theirs.waitFor(({ type }) => type === 'lookers')
  expect(lookers(theirs)).toHaveLength(1)
})

test('who may not answer writes notes, and no reply', async () => {
  const [lawyer, theirs] = [
    await console(await hire(edge, 'gu', '顾法务', 'legal')),
    await console(chen),
  ]
  lawyer.send({ type: 'typing', conversation: id, as: 'reply' })
  lawyer.send({ type: 'typing', conversation: id, as: 'note' })
  expect(await theirs.waitFor(({ type }) => type === 'lookers')).toMatchObject({
    typing: [{ id: 'gu', as: 'note' }],
  })
})

const reply = (headers: Record<string, string>, more: object = {}) =>
  post(`${edge.url}/api/conversations/${id}/reply`, {
    headers,
    body: { client_id: 'r-1', text: '马上补发', ...more },
  })

test('while a colleague writes a reply, another is asked first', async () => {
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send({ type: 'typing', conversation: id, as: 'reply' })
  await theirs.waitFor(({ typing }) => typing?.length === 1)
  const refused = await reply(chen)
  expect([refused.status, refused.body]).toEqual([
    409,
    { code: 'conflict', message: '小林正在回复', typing: { id: 'lin', name: '小林' } },
  ])
  const english = await reply({ ...chen, 'accept-language': 'en' })
  expect(english.body.message).toBe('小林 is writing a reply')
  expect((await reply(chen, { anyway: true })).status).toBe(200)
})

test('nobody is kept from a reply by a note, by themselves, or in their own conversation', async () => {
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send({ type: 'typing', conversation: id, as: 'note' })
  await theirs.waitFor(({ typing }) => typing?.length === 1)
  expect((await reply(chen)).status).toBe(200)
  mine.send({ type: 'typing', conversation: id, as: 'reply' })
  await theirs.waitFor(({ typing }) => typing?.[0]?.as === 'reply')
  expect((await reply(chen, { client_id: 'r-2' })).status).toBe(200)
})

test('who has said it does not write any more', async () => {
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send({ type: 'typing', conversation: id, as: 'reply' })
  await theirs.waitFor(({ typing }) => typing?.length === 1)
  await reply(lin)
  await theirs.waitFor(({ type, typing }) => type === 'lookers' && typing.length === 0)
})

/** A customer at the web shop who has said something. */
async function customer() {
  const cookie = await visit(edge)
  const page = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
    headers: { cookie, origin: edge.url },
  })
  page.send({ type: 'hello', after: 0 })
  page.send({ type: 'message', id: 'm-1', parts: [{ type: 'text', text: '在吗' }] })
  const { line } = await page.waitFor(({ type }) => type === 'line')
  const [row] = await edge.store.read.conversations({ channel: 'web', limit: 1 })
  if (!row) throw new Error('no conversation')
  return { page, cookie, position: line.position as number, web: row.conversation.id }
}

test('agents see that a customer writes, and not what', async () => {
  const desk = await console(lin)
  const { page, web } = await customer()
  page.send({ type: 'typing', typing: true })
  page.send({ type: 'typing', typing: true })
  expect(await desk.waitFor(({ type }) => type === 'customer_typing')).toEqual({
    type: 'customer_typing',
    conversation: web,
    typing: true,
  })
  const ready = (await console(chen)).frames.find(({ type }) => type === 'ready')
  expect(ready.customers_typing).toEqual([web])
  page.send({ type: 'message', id: 'm-2', parts: [{ type: 'text', text: '还在吗' }] })
  await desk.waitFor(({ type, typing }) => type === 'customer_typing' && !typing)
  expect(desk.frames.filter(({ type }) => type === 'customer_typing')).toHaveLength(2)
})

test('a customer who leaves does not write any more, nor one who falls silent', async () => {
  const desk = await console(lin)
  const over = (count: number) =>
    desk.waitFor(
      () =>
        desk.frames.filter(({ type, typing }) => type === 'customer_typing' && !typing).length ===
        count,
    )
  const { page } = await customer()
  page.send({ type: 'typing', typing: true })
  await desk.waitFor(({ type }) => type === 'customer_typing')
  edge.pass(6_000)
  await over(1)
  page.send({ type: 'typing', typing: true })
  page.close()
  await over(2)
})

test('a customer sees that a person writes to them, and that it is over', async () => {
  const { page, web } = await customer()
  const mine = await console(lin)
  mine.send({ type: 'typing', conversation: web, as: 'note' })
  mine.send({ type: 'typing', conversation: id, as: 'reply' })
  mine.send({ type: 'typing', conversation: web, as: 'reply' })
  expect(await page.waitFor(({ type }) => type === 'typing')).toEqual({
    type: 'typing',
    typing: '对方正在输入…',
  })
  mine.close()
  await page.waitFor(({ type, typing }) => type === 'typing' && !typing)
  expect(page.frames.filter(({ type }) => type === 'typing')).toHaveLength(2)
})

test('a customer’s lines are read once the agent who has the conversation sees them', async () => {
  const { page, cookie, position, web } = await customer()
  const [mine, theirs] = [await console(lin), await console(chen)]
  mine.send({ type: 'viewing', conversation: web })
  await theirs.waitFor(({ type }) => type === 'lookers')
  await edge.enter(web, {
    kind: 'withAgent',
    by: { kind: 'agent', agent: agentId('lin'), name: '小林' },
    since: 1,
  })
  theirs.send({ type: 'viewing', conversation: web })
  await mine.waitFor(({ viewing }) => viewing?.length === 2)
  expect((await get(`${edge.url}/api/conversations/${web}`, lin)).body.read_by_shop).toBeNull()
  mine.send({ type: 'viewing', conversation: web })
  expect(await page.waitFor(({ type }) => type === 'read')).toEqual({
    type: 'read',
    read: position,
  })
  await theirs.waitFor(({ conversation }) => conversation?.read_by_shop === position)
  const later = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
    headers: { cookie, origin: edge.url },
  })
  later.send({ type: 'hello', after: 0 })
  await later.waitFor(({ type }) => type === 'ready')
  expect(later.frames.filter(({ type }) => type === 'read')).toEqual([
    { type: 'read', read: position },
  ])
})

test('agents see how far the customer has read', async () => {
  const { page, position, web } = await customer()
  const desk = await console(lin)
  page.send({ type: 'read', position: position + 1_000_000 })
  await desk.waitFor(({ conversation }) => conversation?.read_by_customer === position)
  const { body } = await get(`${edge.url}/api/conversations/${web}`, lin)
  expect([body.read_by_customer, body.read_by_shop]).toEqual([position, null])
  page.send({ type: 'read', position: -1 })
  expect(await page.waitFor(({ type }) => type === 'refused')).toMatchObject({
    code: 'bad_request',
  })
})
