import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationId } from '../../src/model/ids.ts'
import { aBridgeEvent, createBridgeClient, signed } from '../support/bridge-client.ts'
import { type Edge, openEdge, otherSecret, secret } from './support.ts'

let edge: Edge
beforeEach(async () => {
  edge = await openEdge()
})
afterEach(() => edge.close())

const client = (account = 'demo', key = secret) =>
  createBridgeClient({ baseUrl: edge.url, account, secret: key })

async function begin(account = 'demo', key = secret): Promise<ConversationId> {
  await client(account, key).post(aBridgeEvent({ conversation: `c-${account}` }))
  const [row] = await edge.store.read.conversations({ externalId: `c-${account}`, limit: 1 })
  if (!row) throw new Error('no conversation')
  return row.conversation.id
}

test('a waiting client hears of a reply when it is written, not when its wait is over', async () => {
  const conversation = await begin()
  const started = performance.now()
  const waiting = client().outbox({ wait: 20 })
  setTimeout(() => void edge.say(conversation, '非常抱歉', 'pull'), 150)
  const { status, body } = await waiting
  expect(status).toBe(200)
  expect(body.events).toMatchObject([
    {
      conversation: 'c-demo',
      author: 'bot',
      customer: { id: 'u-1' },
      parts: [{ type: 'text', text: '非常抱歉' }],
    },
  ])
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('the cursor moves on, and an acknowledged reply is not handed out again', async () => {
  const conversation = await begin()
  await edge.say(conversation, '第一句', 'pull')
  await edge.say(conversation, '第二句', 'pull')
  const first = await client().outbox()
  expect(first.body.events).toHaveLength(2)
  expect((await client().outbox({ after: first.body.cursor })).body).toEqual({
    events: [],
    cursor: first.body.cursor,
  })
  const [one, two] = first.body.events
  expect(await client().settle(one.id, { status: 'sent', platform_message_id: 'p-1' })).toEqual({
    status: 200,
    body: { id: one.id, status: 'sent' },
  })
  await client().settle(two.id, { status: 'failed', reason: '对方已拉黑' })
  expect((await client().outbox()).body.events).toEqual([])
  const lines = await edge.store.read.transcript(conversation, { limit: 10 })
  expect(lines.flatMap((line) => line.delivery ?? [])).toMatchObject([
    { status: 'sent' },
    { status: 'failed', reason: '对方已拉黑' },
  ])
})

test('an acknowledgement is of one reply: its signature settles no other', async () => {
  const conversation = await begin()
  await edge.say(conversation, '第一句', 'pull')
  await edge.say(conversation, '第二句', 'pull')
  const [one, two] = (await client().outbox()).body.events
  const body = JSON.stringify({ status: 'sent' })
  const headers = signed({ id: 'ack-1', body, secret, at: edge.now() })
  const settle = async (id: string, more: Record<string, string> = {}) => {
    const url = `${edge.url}/channels/bridge/demo/outbox/${encodeURIComponent(id)}`
    const answer = await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body })
    return [answer.status, ((await answer.json()) as { code?: string }).code]
  }
  expect(await settle('no-such-reply')).toEqual([404, 'not_found'])
  expect(await settle(one.id)).toEqual([200, undefined])
  expect(await settle(one.id)).toEqual([200, undefined])
  expect(await settle(two.id)).toEqual([401, 'bad_signature'])
  // Another spelling of the same signature is the same signature.
  const spelled = `v1,AAAA ${headers['webhook-signature']}`
  expect(await settle(two.id, { 'webhook-signature': spelled })).toEqual([401, 'bad_signature'])
  expect((await client().outbox()).body.events).toMatchObject([{ id: two.id }])
})

test('one signature may fetch again and again', async () => {
  const headers = signed({ id: 'poll', body: '', secret, at: edge.now() })
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(`${edge.url}/channels/bridge/demo/outbox`, { headers })
    expect(answer.status).toBe(200)
  }
})

test('an account neither sees nor settles the replies of another', async () => {
  const conversation = await begin('rival', otherSecret)
  await edge.say(conversation, '不是给你的', 'pull')
  const theirs = await client('rival', otherSecret).outbox()
  expect((await client().outbox()).body.events).toEqual([])
  const settled = await client().settle(theirs.body.events[0].id, { status: 'sent' })
  expect([settled.status, settled.body.code]).toEqual([404, 'not_found'])
  expect((await client().outbox({ after: 0, wait: 0 })).body.events).toEqual([])
  expect((await client('rival', otherSecret).outbox()).body.events).toHaveLength(1)
})

test('replies that are pushed cannot be fetched', async () => {
  expect(await client('pushed').outbox()).toEqual({
    status: 409,
    body: { code: 'conflict', message: expect.stringContaining('回调') },
  })
})

test.each([
  ['a wrong signature', 'demo', otherSecret, 401],
  ['no secret', 'shut', secret, 503],
  ['no such account', 'nobody', secret, 404],
])('%s fetches nothing', async (_, account, key, status) => {
  expect((await client(account, key).outbox()).status).toBe(status)
  expect((await client(account, key).settle('x', { status: 'sent' })).status).toBe(status)
})

test.each([{ status: 'maybe' }, {}, { status: 'sent', reason: 3 }, []])(
  'a verdict %j is refused',
  async (verdict) => {
    const conversation = await begin()
    await edge.say(conversation, '好', 'pull')
    const { body } = await client().outbox()
    expect((await client().settle(body.events[0].id, verdict)).status).toBe(400)
  },
)

test.each(['wait=26', 'wait=-1', 'after=x', 'after=-1'])('%s is refused', async (query) => {
  const answer = await fetch(`${edge.url}/channels/bridge/demo/outbox?${query}`)
  expect(answer.status).toBe(400)
})

test('closing lets waiting clients go at once', async () => {
  const waiting = client().outbox({ wait: 25 })
  await new Promise((resolve) => setTimeout(resolve, 150))
  const started = performance.now()
  await edge.http.close()
  expect((await waiting).body).toEqual({ events: [], cursor: 0 })
  expect(performance.now() - started).toBeLessThan(2_000)
})
