import { expect, test } from 'vitest'
import { gatherFacts } from '../../src/gateway/facts.ts'
import { orderNo } from '../../src/model/ids.ts'
import { withClaims } from '../../src/orders/index.ts'
import { anyOrder } from '../support/builders.ts'

const known = anyOrder({ orderNo: orderNo('A1'), buyerId: 'B1' })
const others = anyOrder({ orderNo: orderNo('A2'), buyerId: 'B1' })
const source = {
  ofBuyer: async (id: string) => (id === 'B1' ? [known, others] : []),
  byNumber: async (no: string) => [known, others].find((order) => order.orderNo === no),
  products: async () => [],
}
let since = 1_000
const claims = {
  find: async (id: string, since: number) => (id === 'v_1' && since <= 1_000 ? 'A1' : undefined),
}
const orders = withClaims(source, claims, () => since)

test('who has shown to know an order has it, and none of its buyer’s others', async () => {
  expect(await orders.ofBuyer('v_1')).toEqual([{ ...known, buyerId: 'v_1' }])
  expect(await orders.ofBuyer('v_2')).toEqual([])
  expect(await orders.ofBuyer('B1')).toEqual([known, others])
})

test('what was shown too long ago opens nothing any more', async () => {
  since = 1_001
  expect(await orders.ofBuyer('v_1')).toEqual([])
  since = 1_000
})

test('the bot speaks of that order, and of another one of its buyer’s as of somebody else’s', async () => {
  const { quoted, orders: own } = await gatherFacts({
    orders,
    buyerId: 'v_1',
    quoted: ['A1', 'A2'],
    shop: {},
    pictures: {},
    earlier: [],
    desk: undefined,
  })
  expect(own.map((order) => order.orderNo)).toEqual(['A1'])
  expect(quoted).toMatchObject({ A1: { orderNo: 'A1' }, A2: 'of_someone_else' })
})
