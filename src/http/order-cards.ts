import { type Order, yuan } from '../model/order.ts'
import type { OrderCard } from '../model/wire.ts'

/** An order as the console shows it beside the chat. */
export function orderCard(order: Order): OrderCard {
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
