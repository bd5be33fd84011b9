import { expect, test } from 'vitest'
import type { OrderState } from '../../src/model/order.ts'
import { createDemoOrders } from '../../src/orders/index.ts'
import {
  afternoon,
  dayMs,
  dir,
  everyOrder,
  hourMs,
  lastWords,
  moments,
  onlyOrderOf,
  ordersOf,
  shopAt,
} from './demo-shop.ts'

test('the shop has 40 products, 200 orders and 60 buyers', async () => {
  const shop = shopAt(afternoon)
  expect(await shop.products()).toHaveLength(40)
  expect(await everyOrder()).toHaveLength(200)
  expect(shop.buyers().map((buyer) => buyer.buyerId)).toEqual(
    Array.from({ length: 60 }, (_, at) => `demo-${at + 1}`),
  )
})

test('the shop tells its facts as flat strings', () => {
  const shop = shopAt(afternoon).shop()
  expect(shop).toMatchObject({ name: '一叶茶器', return_days: '7', price_protection_days: '15' })
  expect(shop).toHaveProperty('return_address')
  expect(shop).toHaveProperty('service_phone')
})

test('every state of an order is there', async () => {
  const states = new Set((await everyOrder()).map((order) => order.state))
  const expected: OrderState[] = [
    'unpaid',
    'paid',
    'shipped',
    'delivered',
    'completed',
    'cancelled',
  ]
  expect([...states].sort()).toEqual(expected.sort())
})

test('every kind of after-sale is there in every state', async () => {
  const orders = await everyOrder()
  const pairs = orders.flatMap(({ afterSale }) =>
    afterSale ? [`${afterSale.kind} ${afterSale.state}`] : [],
  )
  expect(new Set(pairs).size).toBe(4 * 9)
})

test.each([
  ['a guard', '门卫'],
  ['family', '家人'],
  ['a locker', '丰巢'],
  ['a station', '驿站'],
  ['the buyer', '本人'],
])('some parcel was signed for by %s', async (_who, word) => {
  const delivered = (await everyOrder()).filter((order) => order.state === 'delivered')
  expect(delivered.some((order) => lastWords(order).includes(word))).toBe(true)
})

test.each(['正在派', '取件码', '异常', '退回件已签收'])(
  'some parcel on its way says %s',
  async (words) => {
    const shipped = (await everyOrder()).filter((order) => order.state === 'shipped')
    expect(shipped.some((order) => lastWords(order).includes(words))).toBe(true)
  },
)

test('tracking numbers have the form of their courier', async () => {
  const forms: Record<string, RegExp> = {
    顺丰: /^SF\d{13}$/,
    中通: /^7[3568]\d{12}$/,
    圆通: /^YT\d{13}$/,
    韵达: /^4[36]\d{13}$/,
    申通: /^77\d{13}$/,
    京东: /^JD\d{13}$/,
    EMS: /^(?:E[A-Z]\d{9}CN|1\d{12})$/,
    极兔: /^JT\d{13}$/,
  }
  const parcels = (await everyOrder()).flatMap((order) => order.parcels)
  expect(new Set(parcels.map((parcel) => parcel.courier))).toEqual(new Set(Object.keys(forms)))
  for (const { courier, trackingNo } of parcels) expect(trackingNo).toMatch(forms[courier] ?? /^$/)
})

test('an order tells a story that fits its state', async () => {
  for (const order of await everyOrder()) {
    const { state } = order
    const sent = state === 'shipped' || state === 'delivered' || state === 'completed'
    expect(order.amount.minor, order.orderNo).toBeGreaterThan(0)
    if (state === 'unpaid') expect(order.paidAt, order.orderNo).toBeUndefined()
    if (state === 'paid') expect(order.promisedShipAt, order.orderNo).toBeDefined()
    if (sent) expect(order.parcels.length, order.orderNo).toBeGreaterThan(0)
    if (state === 'unpaid' || state === 'paid') expect(order.parcels).toEqual([])
    if (state === 'shipped') expect(order.deliveredAt, order.orderNo).toBeUndefined()
    if (state === 'delivered') expect(order.deliveredAt, order.orderNo).toBeDefined()
  }
})

test.each(Object.entries(moments))('at %s nothing has happened in the future', async (_, now) => {
  for (const order of await everyOrder(now)) {
    const { placedAt, paidAt, shippedAt, deliveredAt, afterSale, parcels } = order
    const facts = [placedAt, paidAt, shippedAt, deliveredAt].filter((at) => at !== undefined)
    expect(facts, order.orderNo).toEqual([...facts].sort((a, b) => a - b))
    const after = afterSale ? [placedAt, afterSale.appliedAt, afterSale.updatedAt] : []
    expect(after, order.orderNo).toEqual([...after].sort((a, b) => a - b))
    const tracked = parcels.map((parcel) => parcel.events.map((event) => event.at))
    for (const times of tracked) {
      expect(times, order.orderNo).toEqual([...times].sort((a, b) => a - b))
    }
    expect(Math.max(...facts, ...after, ...tracked.flat()), order.orderNo).toBeLessThanOrEqual(now)
  }
})

test.each(Object.entries(moments))(
  'at %s an unpaid order is fresh and a paid one waits',
  async (_, now) => {
    const orders = await everyOrder(now)
    for (const order of orders.filter(({ state }) => state === 'unpaid')) {
      expect(now - order.placedAt).toBeLessThan(hourMs)
    }
    const promises = orders
      .filter(({ state }) => state === 'paid')
      .map(({ promisedShipAt = 0 }) => promisedShipAt - now)
    expect(promises.filter((leftMs) => leftMs < 0).length).toBeGreaterThan(3)
    expect(promises.filter((leftMs) => leftMs > 0).length).toBeGreaterThan(10)
    expect(promises.filter((leftMs) => leftMs > 4 * dayMs).length).toBeGreaterThan(2)
  },
)

test('a wall time is read in Shanghai', async () => {
  const { placedAt, deliveredAt = 0 } = await onlyOrderOf('demo-1')
  expect(new Date(placedAt).toISOString()).toBe('2026-07-11T02:32:00.000Z')
  expect(afternoon - deliveredAt).toBeGreaterThan(0)
})

test('a shop that runs for days tells its times afresh', async () => {
  let now = afternoon
  const shop = createDemoOrders({ dir, now: () => now })
  const [before] = await shop.ofBuyer('demo-3')
  now += 5 * dayMs
  const [after] = await shop.ofBuyer('demo-3')
  expect((after?.placedAt ?? 0) - (before?.placedAt ?? 0)).toBe(5 * dayMs)
})

test('orders of a buyer come newest first', async () => {
  for (const buyer of shopAt(afternoon).buyers()) {
    const placed = (await ordersOf(buyer.buyerId)).map((order) => order.placedAt)
    expect(placed).toEqual([...placed].sort((a, b) => b - a))
  }
})

test('a stranger has no orders', async () => {
  expect(await ordersOf('demo-61')).toEqual([])
})

test.each([
  ['as it is', '261118-430735215282250'],
  ['without its dash', '261118430735215282250'],
  ['with spaces', ' 261118 - 4307 3521 5282 250 '],
  ['with full-width digits and dash', '２６１１１８－４３０７３５２１５２８２２５０'],
  ['with a long dash and a zero-width space', '261118—430735215282250\u200b'],
])('an order is found by its number %s', async (_how, number) => {
  expect(await shopAt(afternoon).byNumber(number)).toMatchObject({
    orderNo: '261118-430735215282250',
    buyerId: 'demo-1',
    phoneTail: '9973',
  })
})

test.each(['', '   ', '261118', '9999999999999999999'])(
  '%j is the number of no order',
  async (number) => {
    expect(await shopAt(afternoon).byNumber(number)).toBeUndefined()
  },
)

test('prices become integer fen', async () => {
  const products = await shopAt(afternoon).products()
  expect(products.find(({ productId }) => productId === 'tea-towel')?.price).toEqual({
    minor: 1290,
    currency: 'CNY',
  })
})
