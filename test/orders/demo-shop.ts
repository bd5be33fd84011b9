import type { Order } from '../../src/model/order.ts'
import { createDemoOrders } from '../../src/orders/index.ts'

export const dir = 'data/demo'
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export const moments = {
  'five past midnight': Date.parse('2026-03-01T00:05:00+08:00'),
  'the stroke of midnight': Date.parse('2026-03-01T00:00:00+08:00'),
  'before breakfast': Date.parse('2027-01-01T06:30:00+08:00'),
  'the afternoon': Date.parse('2026-07-15T15:00:00+08:00'),
  'a minute to midnight': Date.parse('2028-02-29T23:59:59+08:00'),
}
export const afternoon = moments['the afternoon']

export function shopAt(now: number) {
  return createDemoOrders({ dir, now: () => now })
}

export async function everyOrder(now = afternoon): Promise<readonly Order[]> {
  const shop = shopAt(now)
  const orders = await Promise.all(shop.buyers().map((buyer) => shop.ofBuyer(buyer.buyerId)))
  return orders.flat()
}

export async function ordersOf(buyerId: string, now = afternoon) {
  return shopAt(now).ofBuyer(buyerId)
}

export async function onlyOrderOf(buyerId: string, now = afternoon): Promise<Order> {
  const [order, ...others] = await ordersOf(buyerId, now)
  if (!order || others.length > 0) throw new Error(`${buyerId} should have one order`)
  return order
}

export function lastWords(order: Order): string {
  return order.parcels.at(-1)?.events.at(-1)?.text ?? ''
}
