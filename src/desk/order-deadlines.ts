import { endOfDayAfter } from '../cases/index.ts'
import type { Order } from '../model/order.ts'
import type { OrderDeadline } from '../model/wire/conversation.ts'

/** What the shop has promised or granted: its details, and how long it takes complaints at all. */
export interface OrderTerms {
  readonly shop: Readonly<Record<string, string>>
  /** As `return_window` of `replies/cases.yaml`, in milliseconds. */
  readonly complaintMs: number
  readonly timeZone: string
}

/**
 * By when something is to be done about an order, soonest first: the shop has promised to send it,
 * and the customer may give it back. Whole days run to the end of the last one (民法典 §201).
 */
export const deadlinesOf = (order: Order, terms: OrderTerms): readonly OrderDeadline[] => {
  if (order.state === 'unpaid' || order.state === 'cancelled') return []
  return [...sending(order), ...giving(order, terms)].sort((a, b) => a.due - b.due)
}

/** Nobody asks any more when what has arrived was to be sent. */
const sending = ({ promisedShipAt, shippedAt, deliveredAt }: Order): readonly OrderDeadline[] =>
  promisedShipAt === undefined || deliveredAt !== undefined
    ? []
    : [{ kind: 'ship', due: promisedShipAt, met: shippedAt ?? null }]

const giving = (
  { deliveredAt }: Order,
  { shop, complaintMs, timeZone }: OrderTerms,
): readonly OrderDeadline[] => {
  if (deliveredAt === undefined) return []
  const after = (days: number) => endOfDayAfter(deliveredAt, days, timeZone)
  const [hours, returns, exchanges] = ['damage_hours', 'return_days', 'exchange_days'].map((key) =>
    Number(shop[key] ?? Number.NaN),
  )
  const ends = [
    ['damage', hours !== undefined && hours > 0 ? deliveredAt + hours * hourMs : undefined],
    ['return', returns !== undefined && returns > 0 ? after(returns) : undefined],
    ['exchange', exchanges !== undefined && exchanges > 0 ? after(exchanges) : undefined],
    ['complaint', deliveredAt + complaintMs],
  ] as const
  return ends.flatMap(([kind, due]) => (due === undefined ? [] : [{ kind, due, met: null }]))
}

const hourMs = 3_600_000
