import { expect, test } from 'vitest'
import { deadlinesOf } from '../../src/desk/order-deadlines.ts'
import type { Order } from '../../src/model/order.ts'
import { anyOrder } from '../support/builders.ts'

const timeZone = 'Asia/Shanghai'
const at = (moment: string) => Date.parse(`${moment}+08:00`)
const dayMs = 86_400_000
const shop = { return_days: '7', exchange_days: '15', damage_hours: '48' }

const told = (order: Partial<Order>, terms: { shop?: Record<string, string> } = {}) =>
  deadlinesOf(anyOrder(order), { shop, complaintMs: 15 * dayMs, timeZone, ...terms }).map(
    ({ kind, due, met }) => [kind, due, met],
  )

test('a paid order is to be sent by the moment that was promised', () => {
  const promisedShipAt = at('2026-11-20T10:38')
  expect(told({ promisedShipAt })).toEqual([['ship', promisedShipAt, null]])
  const shippedAt = promisedShipAt + 5
  expect(told({ state: 'shipped', promisedShipAt, shippedAt })).toEqual([
    ['ship', promisedShipAt, shippedAt],
  ])
  expect(told({})).toEqual([])
})

test('what has arrived may be returned until the last moment of the last whole day', () => {
  const deliveredAt = at('2026-11-20T10:02')
  expect(told({ state: 'delivered', promisedShipAt: at('2026-11-18T00:00'), deliveredAt })).toEqual(
    [
      ['damage', deliveredAt + 2 * dayMs, null],
      ['return', at('2026-11-28T00:00') - 1, null],
      ['complaint', deliveredAt + 15 * dayMs, null],
      ['exchange', at('2026-12-06T00:00') - 1, null],
    ],
  )
})

test('what the shop has not said is no deadline, and what is not paid for has none', () => {
  const deliveredAt = at('2026-11-20T10:02')
  const kinds = (more: Record<string, string>) =>
    told({ state: 'completed', deliveredAt }, { shop: more }).map(([kind]) => kind)
  expect(kinds({})).toEqual(['complaint'])
  expect(kinds({ return_days: '七天' })).toEqual(['complaint'])
  for (const state of ['unpaid', 'cancelled'] as const)
    expect(told({ state, promisedShipAt: 5 })).toEqual([])
})
