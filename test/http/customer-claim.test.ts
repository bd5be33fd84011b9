import { afterEach, beforeEach, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import { numberKey } from '../../src/model/number-key.ts'
import type { Order } from '../../src/model/order.ts'
import { anyOrder } from '../support/builders.ts'
import { cookieOf, type Edge, get, openEdge, post, shopSite, visit } from './support.ts'

const mine = anyOrder({ orderNo: orderNo('2025-001'), buyerId: 'B1', phoneTail: '2107' })
const theirs = anyOrder({ orderNo: orderNo('2025-002'), buyerId: 'B2', phoneTail: '9999' })
const silent = anyOrder({ orderNo: orderNo('2025-003'), buyerId: 'B3' })
const nobodys = anyOrder({ orderNo: orderNo('2025-004'), buyerId: '', phoneTail: '1234' })
const all = [mine, theirs, silent, nobodys]

let edge: Edge
let isDown: boolean
beforeEach(async () => {
  isDown = false
  edge = await openEdge(() => ({
    config: {
      webDir: 'nowhere',
      trustProxy: true,
      demo: {
        shop: 'demo',
        logins: [],
        buyers: [{ buyerId: 'B1', name: '小周', phoneTail: '2107', hint: '杯子碎了' }],
      },
    },
    orders: {
      ofBuyer: async (id) => all.filter(({ buyerId }) => buyerId === id),
      async byNumber(text): Promise<Order | undefined> {
        if (isDown) throw new Error('down')
        return all.find((order) => numberKey(order.orderNo) === numberKey(text))
      },
    },
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

test('who knows an order and its phone is its buyer, on the counter’s own page by a cookie', async () => {
  const answer = await claim({ order: ' ２０２５００１ ' })
  expect(answer.status).toBe(200)
  expect(answer.body.customer).toEqual({ id: 'B1', name: '小周' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(await matters(cookie)).toEqual(['2025-001'])
  const again = await post(`${edge.url}/api/customer/session`, {
    headers: { cookie },
    body: { shop: 'demo' },
  })
  expect(again.body.customer.id).toBe('B1')
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
  expect(answer.body).toMatchObject({ customer: { id: 'B1' }, token: expect.stringMatching(/^v1/) })
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
  expect(await matters(headers.cookie)).toEqual(['2025-001'])
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
