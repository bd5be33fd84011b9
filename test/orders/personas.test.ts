import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

test.each(Object.entries(moments))(
  'at %s demo-1 has one cup, delivered yesterday',
  async (_, now) => {
    const order = await onlyOrderOf('demo-1', now)
    const midnight = now - ((now + 8 * hourMs) % dayMs)
    expect(order).toMatchObject({ state: 'delivered', items: [{ productId: 'jianzhan-cup' }] })
    expect(order.deliveredAt).toBeGreaterThanOrEqual(midnight - dayMs)
    expect(order.deliveredAt).toBeLessThan(midnight)
  },
)

test('demo-2 has three open orders', async () => {
  const states = (await ordersOf('demo-2')).map((order) => order.state)
  expect(states.sort()).toEqual(['delivered', 'shipped', 'shipped'])
})

test('demo-3 is 小周, whose only order is a tea cup set in transit', async () => {
  const order = await onlyOrderOf('demo-3')
  expect(shopAt(afternoon).buyers()[2]).toMatchObject({ name: '小周', hint: '一个包裹在路上' })
  expect(order).toMatchObject({ state: 'shipped', items: [{ title: '龙泉青瓷品茗杯六只装' }] })
  expect(lastWords(order)).toContain('已到达')
})

test('demo-4 has a refund in progress', async () => {
  expect(await onlyOrderOf('demo-4')).toMatchObject({
    afterSale: { kind: 'return_refund', state: 'refunding' },
  })
})

test('the parcel of demo-5 was signed for by the guard', async () => {
  const order = await onlyOrderOf('demo-5')
  expect(order.state).toBe('delivered')
  expect(lastWords(order)).toContain('门卫')
})

test.each(Object.entries(moments))(
  'at %s the order of demo-6 is overdue for shipping',
  async (_, now) => {
    const order = await onlyOrderOf('demo-6', now)
    expect(order.state).toBe('paid')
    expect(order.promisedShipAt).toBeLessThan(now)
  },
)

test('demo-7 has no orders', async () => {
  expect(await ordersOf('demo-7')).toEqual([])
})

test('the order of demo-8 was completed 40 days ago', async () => {
  const order = await onlyOrderOf('demo-8')
  expect(order.state).toBe('completed')
  expect(Math.ceil((afternoon - (order.deliveredAt ?? 0)) / dayMs)).toBeGreaterThanOrEqual(40)
})

test('the order of demo-9 is above 2,000 yuan', async () => {
  expect((await onlyOrderOf('demo-9')).amount.minor).toBeGreaterThan(200_000)
})

test.each(Object.entries(moments))(
  'at %s the parcel of demo-10 has been silent for three days',
  async (_, now) => {
    const order = await onlyOrderOf('demo-10', now)
    const last = order.parcels[0]?.events.at(-1)?.at ?? 0
    expect(now - last).toBeGreaterThanOrEqual(3 * dayMs)
  },
)

test('demo-21 paid more than the product costs now', async () => {
  const item = (await onlyOrderOf('demo-21')).items[0]
  const products = await shopAt(afternoon).products()
  const product = products.find(({ productId }) => productId === item?.productId)
  expect(item?.price?.minor).toBe((product?.price?.minor ?? 0) + 3_000)
})

test('demo-22 waits for the second of two parcels', async () => {
  const order = await onlyOrderOf('demo-22')
  expect(order.state).toBe('shipped')
  expect(order.parcels.map((parcel) => parcel.events.at(-1)?.text.includes('签收'))).toEqual([
    true,
    false,
  ])
})

test('twenty buyers bought the same shirt within nine days', async () => {
  const shirts = (await everyOrder()).filter(
    ({ items, deliveredAt = 0 }) =>
      afternoon - deliveredAt < 9 * dayMs &&
      items.some((item) => item.productId === 'linen-tea-shirt' && item.sku === '本白 M'),
  )
  expect(new Set(shirts.map((order) => order.buyerId)).size).toBeGreaterThanOrEqual(20)
})

test('every order of a persona in the README is theirs', async () => {
  const rows = readFileSync(join(dir, 'README.md'), 'utf8').matchAll(
    /^\| `(demo-\d+)`.*\| (.*) \|$/gm,
  )
  let personas = 0
  for (const [, buyerId = '', numbers = ''] of rows) {
    personas += 1
    const orders = await ordersOf(buyerId)
    expect(orders.map((order) => order.orderNo).sort()).toEqual(
      (numbers.match(/\d[\d-]+/g) ?? []).sort(),
    )
  }
  expect(personas).toBe(32)
})
