import { type OrderNo, orderNo } from '../../model/ids.ts'
import type { Order } from '../../model/order.ts'
import type { OrderSnapshot, Ticket, TicketItem } from '../../model/ticket.ts'
import { type Collecting, slotOf } from '../form/slots.ts'
import { mentioned } from '../heard/words.ts'
import { parcelInQuestion } from '../render.ts'
import type { Situation } from '../situation.ts'

/** The note on an order that nobody named: the only one it can be. */
export const assumedOrder = '按顾客名下订单自动带出'

/** The order that the ticket is about, named or assumed. */
export const orderNoOf = ({ flow, run }: Collecting): OrderNo | undefined => {
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(run.slots, slot.id)
  const value = state?.kind === 'filled' ? state.values[0] : undefined
  return value?.kind === 'text' ? orderNo(value.text) : undefined
}

/** The same form, with its order given up. */
export const withoutOrder = ({ flow, run }: Collecting): Collecting => {
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  if (slot === undefined) return { flow, run }
  const slots = { ...run.slots, [slot.id]: { kind: 'missing', asked: 1 } as const }
  return { flow, run: { ...run, slots } }
}

/** What people want to know of the order without looking it up. */
export const snapshotOf = (order: Order, at: number): OrderSnapshot => {
  const { orderNo, state, amount, items, placedAt, deliveredAt, afterSale } = order
  const parcel = parcelInQuestion(order)
  const lastEvent = parcel?.events.at(-1)
  return {
    orderNo,
    at,
    state,
    amount,
    items,
    placedAt,
    ...(deliveredAt === undefined ? {} : { deliveredAt }),
    ...(parcel === undefined ? {} : { courier: parcel.courier, trackingNo: parcel.trackingNo }),
    ...(lastEvent === undefined ? {} : { lastEvent }),
    ...(afterSale === undefined ? {} : { afterSale }),
  }
}

/** The one thing of an order that is spoken of: the only one, or the one named by its title or size. */
export const itemOf = (
  { items }: Order,
  said: string,
  products: readonly string[],
): TicketItem | undefined => {
  const [only, ...others] = items
  const named =
    items.find(({ productId }) => products.includes(productId)) ??
    items.find(({ title, sku }) => mentioned(said, [title, sku]) !== undefined)
  const item = named ?? (others.length === 0 ? only : undefined)
  return item && { productId: item.productId, title: item.title, sku: item.sku }
}

/** Since how many days an order past the shop's window is delivered; undefined inside of it. */
export const daysPastWindow = (
  { at, playbook }: Pick<Situation, 'at' | 'playbook'>,
  { deliveredAt }: Order,
): number | undefined => {
  if (deliveredAt === undefined || at - deliveredAt <= playbook.cases.return_window)
    return undefined
  return Math.floor((at - deliveredAt) / dayMs)
}

const dayMs = 24 * 3_600_000

/** The orders that a ticket is about. */
export const ordersOf = ({ slots }: Ticket): readonly string[] =>
  slots.flatMap(({ kind, state }) =>
    kind === 'order_number' && state.kind === 'filled'
      ? state.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
      : [],
  )
