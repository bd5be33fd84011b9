import { afterAll, beforeAll, expect, test } from 'vitest'
import { conversationDetail, conversationRow } from '../../src/http/api/schemas/conversation.ts'
import { type ConversationId, orderNo } from '../../src/model/ids.ts'
import type { Order } from '../../src/model/order.ts'
import { aMessage, awaitingAgent } from '../support/builders.ts'
import { bearerFor, type Edge, get, openEdge, post } from './support.ts'

const order: Order = {
  orderNo: orderNo('2611220001'),
  buyerId: 'buyer-1',
  state: 'shipped',
  placedAt: 1_000,
  amount: { minor: 12_990, currency: 'CNY' },
  items: [
    {
      productId: 'p1',
      title: '陶瓷杯',
      sku: '白色',
      quantity: 2,
      price: { minor: 6_495, currency: 'CNY' },
    },
  ],
  parcels: [{ courier: '顺丰', trackingNo: 'SF1', events: [{ at: 2_000, text: '已揽收' }] }],
}

let edge: Edge
let lin: Record<string, string>
let chen: Record<string, string>
let isDown = false
beforeAll(async () => {
  edge = await openEdge(() => ({
    orders: {
      async ofBuyer() {
        if (isDown) throw new Error('no answer')
        return [order]
      },
      byNumber: async () => undefined,
    },
  }))
  lin = await bearerFor(edge, 'lin')
  chen = await bearerFor(edge, 'chen')
})
afterAll(() => edge.close())

let counted = 0
async function begin(): Promise<ConversationId> {
  const conversation = `chat-${++counted}`
  const [receipt] = await edge.store.accept(
    [aMessage({ conversation, sentAt: edge.now() })],
    edge.now(),
  )
  if (!receipt) throw new Error('no receipt')
  return receipt.conversationId
}
const at = (id: string) => `${edge.url}/api/conversations/${id}`

test('a long list goes small to whoever can read it, a short answer as it is', async () => {
  for (let chats = 0; chats < 12; chats += 1) await begin()
  const asked = (path: string, accepted: string) =>
    fetch(edge.url + path, { headers: { ...lin, 'accept-encoding': accepted } })
  const small = await asked('/api/conversations', 'gzip, br')
  expect(small.headers.get('content-encoding')).toBe('gzip')
  expect(small.headers.get('vary')).toContain('accept-encoding')
  const plain = await asked('/api/conversations', 'identity')
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await small.json()).toEqual(await plain.json())
  expect((await asked('/api/me', 'gzip')).headers.get('content-encoding')).toBeNull()
})

test('without a session every route of the console is closed', async () => {
  const id = await begin()
  for (const path of ['', `/${id}`])
    expect((await get(`${edge.url}/api/conversations${path}`)).status).toBe(401)
  for (const path of ['/api/playbook', '/api/me'])
    expect((await get(edge.url + path)).status).toBe(401)
  for (const verb of [
    'take',
    'return',
    'resolve',
    `drafts/${id}:0:0/send`,
    `drafts/${id}:0:0/discard`,
  ])
    expect([verb, (await post(`${at(id)}/${verb}`)).status]).toEqual([verb, 401])
  expect((await post(`${at(id)}/reply`, { body: { client_id: 'c', text: '好' } })).status).toBe(401)
})

test('the list has the rows that the wire describes, those who wait first', async () => {
  await begin()
  const waiting = await begin()
  await edge.enter(waiting, awaitingAgent(edge.now()))
  await begin()
  const { status, body } = await get(`${edge.url}/api/conversations`, lin)
  expect(status).toBe(200)
  for (const row of body.conversations) conversationRow.parse(row)
  expect(body.conversations[0]).toMatchObject({
    id: waiting,
    phase: 'awaiting_agent',
    owner: null,
    owner_id: null,
    handoff_reason: 'customer_request',
  })
  const only = await get(`${edge.url}/api/conversations?phase=awaiting_agent&limit=1`, lin)
  expect(only.body.conversations).toHaveLength(1)
  const one = await get(
    `${edge.url}/api/conversations?channel=simulator&account=demo&external_id=chat-1`,
    lin,
  )
  expect(one.body.conversations).toMatchObject([{ external_id: 'chat-1' }])
})

test.each(['phase=sleeping', 'limit=0', 'limit=201', 'limit=x', 'colour=red'])(
  'the list refuses ?%s',
  async (query) => {
    const answer = await get(`${edge.url}/api/conversations?${query}`, lin)
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
  },
)

test('a conversation comes with everything on the table', async () => {
  const id = await begin()
  await edge.say(id, '非常抱歉')
  await edge.send()
  const { status, body } = await get(at(id), lin)
  expect(status).toBe(200)
  conversationDetail.parse(body)
  expect(body.transcript).toMatchObject([
    { author: 'customer', parts: [{ kind: 'text', text: '收到就碎了' }] },
    { author: 'bot', delivery: { status: 'sent', reason: null } },
  ])
  expect(body.decisions).toMatchObject([{ because: '因为', playbook_revision: 'test' }])
  expect(body.orders).toMatchObject([
    {
      order_no: '2611220001',
      state: 'shipped',
      items: '陶瓷杯（白色）×2',
      amount: '¥129.90',
      placed_at: 1_000,
      courier: '顺丰',
      tracking_no: 'SF1',
      events: [{ at: 2_000, text: '已揽收' }],
    },
  ])
})

test('a chat opens even when the order system does not answer', async () => {
  const down = await openEdge(() => ({
    orders: { ofBuyer: () => Promise.reject(new Error('down')), byNumber: async () => undefined },
  }))
  const [receipt] = await down.store.accept([aMessage()], 1)
  const headers = await bearerFor(down)
  const { status, body } = await get(
    `${down.url}/api/conversations/${receipt?.conversationId}`,
    headers,
  )
  expect([status, body.orders]).toEqual([200, []])
  await down.close()
})

test.each(['nothing', 'c_0000000000000000', '__proto__', "'; DROP TABLE messages; --"])(
  'there is no conversation %s',
  async (id) => {
    expect((await get(at(encodeURIComponent(id)), lin)).status).toBe(404)
    const taken = await post(`${at(encodeURIComponent(id))}/take`, { headers: lin })
    expect([taken.status, taken.body.code]).toEqual([404, 'not_found'])
  },
)

test('taking, answering and resolving need no body, and tell the new state', async () => {
  const id = await begin()
  const taken = await post(`${at(id)}/take`, { headers: lin })
  expect(taken.body.conversation).toMatchObject({ phase: 'with_agent', owner: '小林' })
  const returned = await post(`${at(id)}/return`, { headers: lin, body: {} })
  expect(returned.body.conversation).toMatchObject({ phase: 'answering', owner: null })
  const empty = await fetch(`${at(id)}/resolve`, {
    method: 'POST',
    headers: { ...lin, 'content-type': 'application/json' },
  })
  expect(await empty.json()).toMatchObject({ conversation: { phase: 'closed' } })
})

test('the second agent is refused with the name of the first, in the language asked for', async () => {
  const id = await begin()
  await post(`${at(id)}/take`, { headers: lin })
  const second = await post(`${at(id)}/take`, { headers: chen })
  expect([second.status, second.body]).toEqual([
    409,
    { code: 'conflict', message: '小林 正在处理这个会话' },
  ])
  const reply = await post(`${at(id)}/reply`, {
    headers: { ...chen, 'accept-language': 'en' },
    body: { client_id: 'c-1', text: '我来' },
  })
  expect([reply.status, reply.body.message]).toEqual([409, '小林 has this conversation'])
})

test('a repeated reply is said once', async () => {
  const id = await begin()
  const body = { client_id: 'r-1', text: '马上为您补发' }
  const first = await post(`${at(id)}/reply`, { headers: lin, body })
  const again = await post(`${at(id)}/reply`, { headers: lin, body })
  expect(first.body.lines).toHaveLength(1)
  expect(again.body.lines).toEqual(first.body.lines)
  const lines = await edge.store.read.transcript(id, { limit: 10 })
  expect(lines.filter(({ author }) => author.kind === 'agent')).toHaveLength(1)
})

test.each([
  {},
  { text: '好' },
  { client_id: 'x', text: '' },
  { client_id: 'x', text: '  ' },
  { client_id: 'x', text: 'a'.repeat(4_001) },
  { client_id: 'x', text: '好', agent: 'chen' },
])('a reply %j is refused', async (body) => {
  const id = await begin()
  expect((await post(`${at(id)}/reply`, { headers: lin, body })).status).toBe(400)
})

test('whether an order is theirs is asked again when the order system did not answer', async () => {
  const id = await begin()
  const card = (order: string) =>
    post(`${at(id)}/reply`, { headers: lin, body: { client_id: 'card', text: '', order } })
  isDown = true
  const silent = await card('2611220001')
  isDown = false
  expect([silent.status, silent.body.code]).toEqual([503, 'store_busy'])
  expect((await card('nobodys')).status).toBe(404)
  expect((await card('2611220001')).status).toBe(200)
})

test('a reply longer than its channel takes is refused with both numbers', async () => {
  const { id } = await beginIn('bridge')
  await post(`${at(id)}/take`, { headers: lin })
  const reply = (text: string, headers = {}) =>
    post(`${at(id)}/reply`, { headers: { ...lin, ...headers }, body: { client_id: 'long', text } })
  const refused = await reply('长'.repeat(2_345))
  expect([refused.status, refused.body]).toEqual([
    400,
    { code: 'bad_request', message: '这条渠道一次最多 2000 字，现在 2345 字', path: 'text' },
  ])
  const english = await reply('长'.repeat(2_001), { 'accept-language': 'en' })
  expect(english.body.message).toBe('This channel takes at most 2000 characters at once, not 2001')
  // A character is one, however many bytes it has.
  expect((await reply('😀'.repeat(2_000))).status).toBe(200)
})

async function beginIn(channel: string) {
  const [receipt] = await edge.store.accept([aMessage({ channel, conversation: 'c-long' })], 1)
  if (!receipt) throw new Error('no receipt')
  return { id: receipt.conversationId }
}

test('a draft is sent or discarded once', async () => {
  const id = await begin()
  await edge.say(id, '草稿一', 'draft')
  const [draft] = (await edge.store.read.transcript(id, { limit: 1 })) ?? []
  const url = `${at(id)}/drafts/${encodeURIComponent(draft?.id ?? '')}`
  expect((await post(`${url}/eat`, { headers: lin })).status).toBe(400)
  expect((await post(`${url}/send`, { headers: lin })).status).toBe(200)
  expect((await post(`${url}/discard`, { headers: lin })).status).toBe(409)
  await edge.send()
  const lines = await edge.store.read.transcript(id, { limit: 1 })
  expect(lines[0]?.delivery?.status).toBe('sent')
})

test('a draft of one conversation is not found in another', async () => {
  const id = await begin()
  const other = await begin()
  await edge.say(other, '草稿', 'draft')
  const [draft] = await edge.store.read.transcript(other, { limit: 1 })
  const url = `${at(id)}/drafts/${encodeURIComponent(draft?.id ?? '')}/send`
  expect((await post(url, { headers: lin })).status).toBe(404)
  const [still] = await edge.store.read.transcript(other, { limit: 1 })
  expect(still?.delivery?.status).toBe('draft')
})

test('unknown paths are not found, as JSON, whatever they hold', async () => {
  for (const path of ['/api/agents', '/api/conversations/x/y/z', '/%ff', '/..%2f..%2fetc/passwd']) {
    const answer = await get(edge.url + path, lin)
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
    expect(answer.body.code).toMatch(/^(not_found|bad_request)$/)
  }
})
