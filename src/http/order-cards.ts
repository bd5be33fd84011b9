import { type Order, yuan } from '../model/order.ts'
import type { OrderCard } from '../model/wire.ts'
import type { HttpDeps } from './deps.ts'

/**
 * The orders of a buyer, newest first. The chat must open even when the shop's order system does not
 * answer: then there are none, and it is not known whether there are.
 */
export async function readOrders(
  buyerId: string,
  { orders, log }: Pick<HttpDeps, 'orders' | 'log'>,
): Promise<{ readonly cards: readonly OrderCard[]; readonly isKnown: boolean }> {
  try {
    return { cards: (await orders.ofBuyer(buyerId)).map(orderCard), isKnown: true }
  } catch (error) {
    log.warn({ err: error }, 'orders did not answer')
    return { cards: [], isKnown: false }
  }
}

/** An order as the console shows it beside the chat, and its buyer to pick it. */
function orderCard(order: Order): OrderCard {
  const parcel = order.parcels.at(-1)
  return {
    order_no: order.orderNo,
    state: order.state,
    items: order.items
      .map(({ title, sku, quantity }) => `${title}${sku === '' ? '' : `（${sku}）`}×${quantity}`)
      .join('、'),
    amount: yuan(order.amount),
    placed_at: order.placedAt,
    courier: parcel?.courier ?? null,
    tracking_no: parcel?.trackingNo ?? null,
    events: parcel?.events ?? [],
  }
}
