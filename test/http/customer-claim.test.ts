import { createHmac, createSecretKey } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimMs, mintVisitor, readVisitor } from '../../src/channels/index.ts'
import { conversationId as idOf, orderNo, ticketId } from '../../src/model/ids.ts'
import { numberKey } from '../../src/model/number-key.ts'
import type { Order } from '../../src/model/order.ts'
import { withClaims } from '../../src/orders/index.ts'
import { aMessage, anyOrder, aTicket, aTurn } from '../support/builders.ts'
import { openSocket } from './socket-client.ts'
import {
  bearerFor,
  cookieOf,
  type Edge,
  get,
  openEdge,
  post,
  shopSite,
  visit,
  webSecret,
} from './support.ts'

const mine = anyOrder({ orderNo: orderNo('2025-001'), buyerId: 'B1', phoneTail: '2107' })
const theirs = anyOrder({ orderNo: orderNo('2025-002'), buyerId: 'B2', phoneTail: '9999' })
const silent = anyOrder({ orderNo: orderNo('2025-003'), buyerId: 'B3' })
const nobodys = anyOrder({ orderNo: orderNo('2025-004'), buyerId: '', phoneTail: '1234' })
const another = anyOrder({ orderNo: orderNo('2025-005'), buyerId: 'B1', phoneTail: '2107' })
const all = [mine, theirs, silent, nobodys, another]

let edge: Edge
let isDown: boolean
let asked: number
beforeEach(async () => {
  isDown = false
  asked = 0
  const source = {
    products: async () => [],
    ofBuyer: async (id: string) => all.filter(({ buyerId }) => buyerId === id),
    async byNumber(text: string): Promise<Order | undefined> {
      asked += 1
      if (isDown) throw new Error('down')
      return all.find((order) => numberKey(order.orderNo) === numberKey(text))
    },
  }
  edge = await openEdge(({ store }) => ({
    config: {
      webDir: 'nowhere',
      trustProxy: true,
      demo: {
        shop: 'demo',
        logins: [],
        buyers: [{ buyerId: 'B1', name: '小周', phoneTail: '2107', hint: '杯子碎了' }],
      },
    },
    orders: withClaims(source, store.orderClaims, () => edge.now() - claimMs),
    ordersForPeople: withClaims(source, store.orderClaims),
  }))
})
afterEach(() => edge.close())

interface Claim {
  readonly order?: string
  readonly tail?: string
  readonly shop?: string
  readonly headers?: Record<string, string>
}

async function claim({ order = '2025-001', tail = '2107', shop = 'demo', headers }: Claim = {}) {
  return post(`${edge.url}/api/customer/claim`, {
    headers: headers ?? { cookie: await visit(edge, { shop }) },
    body: { shop, order_no: order, phone_tail: tail },
  })
}

const wrong = [404, { code: 'not_found', message: '没有对上：请核对订单号，和收货手机的后四位' }]
const answerOf = ({ status, body }: Awaited<ReturnType<typeof claim>>) => [status, body]

async function matters(cookie: string, shop = 'demo') {
  const { body } = await get(`${edge.url}/api/customer/matters?shop=${shop}`, { cookie })
  return body.orders?.map((card: { order_no: string }) => card.order_no)
}

const setBy = (answer: { readonly headers: Headers }) =>
  answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''

const greeted = async (cookie: string, more = {}) => {
  const body = { shop: 'demo', ...more }
  const answer = await post(`${edge.url}/api/customer/session`, { headers: { cookie }, body })
  return { id: answer.body.customer.id as string, cookie: setBy(answer) }
}

test('who knows an order and its phone has that order, and stays who they were', async () => {
  const guest = await visit(edge)
  const { id } = await greeted(guest)
  const answer = await claim({ order: ' ２０２５００１ ', headers: { cookie: guest } })
  expect(answer.status).toBe(200)
  expect(answer.body.customer).toEqual({ id, name: null })
  const cookie = setBy(answer)
  expect(await matters(cookie)).toEqual(['2025-001'])
  expect((await greeted(cookie)).id).toBe(id)
})

test('nothing else of its buyer’s is shown: no other order, no line, no case of another order', async () => {
  const heard = aMessage({
    channel: 'web',
    account: 'demo',
    conversation: 'B1',
    customer: { id: 'B1' },
  })
  const [{ conversationId = idOf('') } = {}] = await edge.store.accept([heard], 1)
  const about = (no: string) => {
    const { state, amount, items, placedAt } = mine
    return { at: 2, state, amount, items, placedAt, orderNo: orderNo(no) }
  }
  await edge.store.runTurn({
    conversationId,
    at: 2,
    handle: async (work) => ({
      kind: 'commit',
      turn: aTurn(work, {
        tickets: [
          aTicket(work, { number: 'C1', order: about('2025-001') }),
          aTicket(work, {
            id: ticketId(conversationId, 2),
            number: 'C2',
            order: about('2025-005'),
          }),
        ],
      }),
    }),
  })
  const cookie = setBy(await claim())
  const { body } = await get(`${edge.url}/api/customer/matters?shop=demo`, { cookie })
  expect(body.orders.map((card: { order_no: string }) => card.order_no)).toEqual(['2025-001'])
  expect(body.cases.map((each: { number: string }) => each.number)).toEqual(['C1'])
  expect(body).toMatchObject({ may_claim: false, may_leave: true })
})

test('a claim ends after a day, and coming back does not prolong it', async () => {
  const cookie = setBy(await claim())
  const { id } = await greeted(cookie)
  edge.pass(23 * 3_600_000)
  expect((await greeted(cookie)).cookie).toBe('')
  edge.pass(2 * 3_600_000)
  expect(await matters(cookie)).toBeUndefined()
  expect((await greeted(cookie)).id).not.toBe(id)
})

test('a page that stays open loses it with the day, and not before', async () => {
  const cookie = setBy(await claim())
  const { id } = await greeted(cookie)
  // A line that says nothing for an hour is taken for dead: this one begins just before the end.
  edge.pass(claimMs - 5_000)
  const headers = { cookie, origin: edge.url }
  const socket = await openSocket(`${edge.url}/ws/customer?shop=demo`, { headers })
  socket.send({ type: 'message', id: 'm-1', parts: [{ type: 'text', text: '到哪了' }] })
  await socket.waitFor((frame) => frame.type === 'ack')
  expect(socket.socket.readyState).toBe(socket.socket.OPEN)
  expect(await socket.closed).toBe(4001)
  const since = edge.now() - claimMs
  const known = await edge.store.orderClaims.find(id, since)
  expect(known, 'the bot does not know it either').toBeUndefined()
})

test('people still have the order in front of them when it is shut for the customer', async () => {
  const cookie = setBy(await claim())
  const { id } = await greeted(cookie)
  const chat = { channel: 'web', account: 'demo', conversation: id, customer: { id } }
  const [receipt] = await edge.store.accept([aMessage(chat)], edge.now())
  edge.pass(claimMs + 1)
  expect(await matters(cookie)).toBeUndefined()
  const lin = await bearerFor(edge)
  const at = `${edge.url}/api/conversations/${receipt?.conversationId}`
  const { body } = await get(at, lin)
  expect(body.orders.map((card: { order_no: string }) => card.order_no)).toEqual(['2025-001'])
  expect((await get(`${at}/customer`, lin)).body.orders).toMatchObject({ count: 1 })
  const reply = { client_id: 'card', text: '', order: '2025-001' }
  expect((await post(`${at}/reply`, { headers: lin, body: reply })).status).toBe(200)
})

test('who leaves is somebody new, and finds nothing of it', async () => {
  const cookie = setBy(await claim())
  const { id } = await greeted(cookie)
  const left = await greeted(cookie, { anew: true })
  expect(left.id).not.toBe(id)
  expect(await matters(left.cookie)).toEqual([])
})

test('a token cannot be made into a claim, nor a claim into a token of the shop’s', async () => {
  const cookie = setBy(await claim())
  const signed = cookie.replace('=c1.', '=v1.')
  expect(signed).not.toBe(cookie)
  expect(await matters(signed)).toBeUndefined()
  const secret = createSecretKey(webSecret, 'utf8')
  const [body] = mintVisitor(
    { account: 'demo', customer: { id: 'v_1' }, issuedAt: Date.now(), order: '2025-001' },
    secret,
  )
    .split('.')
    .slice(1)
  const mac = createHmac('sha256', secret).update(`visitor.v1.${body}`).digest('base64url')
  const token = `v1.${body}.${mac}`
  expect(readVisitor(token, { account: 'demo', secret, at: Date.now() })).toMatchObject({
    visitor: { customer: { id: 'v_1' } },
  })
  expect(readVisitor(token, { account: 'demo', secret, at: Date.now() })).not.toHaveProperty(
    'visitor.order',
  )
})

test('who has claimed one order claims no other one', async () => {
  const cookie = setBy(await claim())
  const again = await claim({ order: '2025-002', tail: '9999', headers: { cookie } })
  expect(again.status).toBe(403)
  expect(await matters(cookie)).toEqual(['2025-001'])
})

test('on the shop’s own site by a token', async () => {
  const from = { origin: shopSite, 'sec-fetch-site': 'cross-site' }
  const session = await post(`${edge.url}/api/customer/session`, {
    headers: from,
    body: { shop: 'demo' },
  })
  const answer = await claim({
    headers: { ...from, authorization: `Bearer ${session.body.token}` },
  })
  expect(answer.body).toMatchObject({ token: expect.stringMatching(/^c1/) })
  expect(answer.headers.getSetCookie()).toEqual([])
})

test.each([
  ['no such order', { order: '2025-999' }],
  ['another phone', { tail: '0000' }],
  ['the phone of another order', { tail: '9999' }],
  ['the phone of another order, the other way round', { order: '2025-002' }],
  ['an order of which no phone is known', { order: '2025-003', tail: '0000' }],
  ['an order whose buyer is not known', { order: '2025-004', tail: '1234' }],
  ['a number that is none', { order: '../orders' }],
])('%s gets the same sentence, and nothing', async (_, asked) => {
  const answer = await claim(asked)
  expect(answerOf(answer)).toEqual(wrong)
  expect(cookieOf(answer as unknown as Response)).toBe('')
})

test.each([
  [{ tail: '' }],
  [{ tail: '210' }],
  [{ tail: '21070' }],
  [{ tail: '21o7' }],
  [{ order: '' }],
  [{ order: 'x'.repeat(65) }],
])('%j is no claim', async (asked) => {
  expect((await claim(asked)).status).toBe(400)
})

test('a shop that the counter does not have, and another site, get nothing', async () => {
  const cookie = await visit(edge)
  expect((await claim({ shop: 'nowhere', headers: { cookie } })).status).toBe(404)
  const foreign = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await claim({ headers: foreign })).status).toBe(403)
  expect((await claim({ headers: {} })).status).toBe(401)
})

test('a claim in one shop opens no door of another one', async () => {
  const answer = await claim({ shop: 'other' })
  expect(answer.status).toBe(200)
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(await matters(cookie)).toBeUndefined()
  const renamed = cookie.replace('visitor_other', 'visitor_demo')
  expect(await matters(renamed)).toBeUndefined()
})

test('whom the shop named stays that customer', async () => {
  const headers = { cookie: await visit(edge, { buyer: 'B1' }) }
  const answer = await claim({ order: '2025-002', tail: '9999', headers })
  expect(answer.status).toBe(403)
  expect(await matters(headers.cookie)).toEqual(['2025-001', '2025-005'])
})

test('of one order five tails may be tried in a day, by whomever and however it is written', async () => {
  const headers = (at: number) => ({ 'x-forwarded-for': `10.0.0.${at}` })
  const spellings = ['2025-001', '2025001', '2025 001', '２０２５－００１', ' 2025-001']
  for (const [at, order] of spellings.entries()) {
    const cookie = await visit(edge)
    const asked = { order, tail: `000${at}`, headers: { cookie, ...headers(at) } }
    expect(answerOf(await claim(asked))).toEqual(wrong)
  }
  const right = { headers: { cookie: await visit(edge), ...headers(9) } }
  const refused = await claim(right)
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_600)
  // Another order is another matter, and the next day another day.
  const other = await claim({ ...right, order: '2025-002', tail: '9999' })
  expect(other.status).toBe(200)
  edge.pass(24 * 3_600_000)
  expect((await claim({ headers: { cookie: await visit(edge) } })).status).toBe(200)
})

test('many at once count, too', async () => {
  const cookie = await visit(edge)
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, at) => claim({ tail: `100${at}`, headers: { cookie } })),
  )
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4)
})

test('one address cannot go through the orders', async () => {
  const cookie = await visit(edge)
  const statuses: number[] = []
  for (let at = 0; at < 24; at += 1) {
    const address = { 'x-forwarded-for': '10.1.1.1' }
    const asked = { order: `77${at}00`, headers: { cookie, ...address } }
    statuses.push((await claim(asked)).status)
  }
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404))
  expect(statuses.slice(20)).toEqual(Array(4).fill(429))
  // Who may not try is no reason to ask the shop's system.
  expect(asked).toBe(20)
})

test('an order system that does not answer costs nobody a try', async () => {
  const cookie = await visit(edge)
  isDown = true
  for (let at = 0; at < 6; at += 1) {
    const answer = await claim({ headers: { cookie } })
    expect([answer.status, answer.body.message]).toEqual([
      503,
      '订单系统这会儿没有回应，请稍后再试',
    ])
  }
  isDown = false
  expect((await claim({ headers: { cookie } })).status).toBe(200)
})
