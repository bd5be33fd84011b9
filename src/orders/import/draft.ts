import { numberKey } from '../../model/number-key.ts'
import type { OrderItem, OrderState } from '../../model/order.ts'
import type { Moments, OrderRow, WholeOrder } from './read-row.ts'
import type { Say } from './sentences.ts'

/** A row of the file, and where it stands. */
export interface NumberedRow {
  readonly row: number
  readonly sheet?: string
  readonly says: OrderRow
}

/** What a file says of one order. What it does not say is absent. */
export interface OrderDraft extends WholeOrder {
  readonly items: readonly OrderItem[]
  readonly parcels: readonly { readonly trackingNo: string; readonly courier?: string }[]
  /** Keys of the numbers that are none of its parcels. */
  readonly voided: ReadonlySet<string>
}

export interface Drafted {
  readonly draft: OrderDraft
  /** The rows it is made of; `repeated` more of them were told again, and better, by these. */
  readonly rows: readonly NumberedRow[]
  readonly repeated: readonly NumberedRow[]
}

/** A row that cannot be of the same order as the others. */
export interface Conflict {
  readonly row: NumberedRow
  readonly message: string
}

export interface Drafting {
  /** Whether each row has an amount of its own: where a table has a column of sub-orders. */
  readonly perItem: boolean
  readonly say: Say
}

/** One order from its rows, which have no conflicts: several rows are its goods. */
export function draftOrder(all: readonly NumberedRow[], drafting: Drafting): Drafted {
  const { rows, repeated } = withoutRepeats(all)
  const says = rows.map((row) => row.says)
  const shipping = says.filter(({ state }) => state !== 'cancelled')
  const buyerId = firstOf(says, 'buyerId')
  const phoneTail = firstOf(says, 'phoneTail')
  const state = stateOf(says)
  const amount = amountOf(says, drafting)
  const allDelivered = shipping.every(({ deliveredAt }) => deliveredAt !== undefined)
  const draft: OrderDraft = {
    orderNo: says[0]?.orderNo ?? '',
    ...(buyerId !== undefined && { buyerId }),
    ...(phoneTail !== undefined && { phoneTail }),
    ...(state !== undefined && { state }),
    ...momentOf(says, 'placedAt', Math.min),
    ...momentOf(says, 'paidAt', Math.min),
    ...momentOf(says, 'promisedShipAt', Math.min),
    ...momentOf(says, 'shippedAt', Math.max),
    ...(allDelivered && momentOf(says, 'deliveredAt', Math.max)),
    ...(amount !== undefined && { amount }),
    items: says.flatMap(itemOf),
    parcels: parcelsOf(says),
    voided: voidedIn(says),
  }
  return { draft, rows, repeated }
}

/** Rows that name another buyer, or amount, than the first that names one, or a number that is void. */
export function conflictsIn(
  all: readonly NumberedRow[],
  { perItem, say }: Drafting,
): readonly Conflict[] {
  const named = all.find(({ says }) => says.buyerId !== undefined)
  const priced = perItem ? undefined : all.find(({ says }) => says.amount !== undefined)
  const voided = voidedIn(all.map(({ says }) => says))
  return all.flatMap((row): Conflict[] => {
    const both = row.says.trackingNo?.find((number) => voided.has(numberKey(number)))
    if (both !== undefined) return [{ row, message: say.voidedToo(both) }]
    const { buyerId, amount } = row.says
    if (named && buyerId !== undefined && buyerId !== named.says.buyerId)
      return [{ row, message: say.otherBuyer(named.row) }]
    if (priced && amount !== undefined && amount !== priced.says.amount)
      return [{ row, message: say.otherAmount(priced.row) }]
    return []
  })
}

/** The same sub-order, or the same goods, told twice: the later row counts. */
function withoutRepeats(all: readonly NumberedRow[]) {
  const last = new Map<string, NumberedRow>()
  for (const row of all) last.set(identityOf(row.says), row)
  const kept = new Set(last.values())
  return { rows: all.filter((row) => kept.has(row)), repeated: all.filter((row) => !kept.has(row)) }
}

function identityOf(row: OrderRow) {
  const { subOrderNo, productId, title, sku, quantity, price, trackingNo, voidedNo } = row
  if (subOrderNo !== undefined) return JSON.stringify(subOrderNo)
  const goods = [productId, title, sku, quantity, price]
  // A row without goods is about the order, or about one of its parcels.
  return JSON.stringify(
    (productId ?? title) === undefined ? [...goods, trackingNo, voidedNo] : goods,
  )
}

const progress: readonly OrderState[] = ['unpaid', 'paid', 'shipped', 'delivered', 'completed']

/** As far as the goods that are furthest behind; cancelled when all of them are. */
function stateOf(says: readonly OrderRow[]): OrderState | undefined {
  const states = new Set(says.flatMap(({ state }) => (state === undefined ? [] : [state])))
  return (
    progress.find((state) => states.has(state)) ??
    (states.has('cancelled') ? 'cancelled' : undefined)
  )
}

function amountOf(says: readonly OrderRow[], { perItem }: Drafting): number | undefined {
  const amounts = says.flatMap(({ amount }) => (amount === undefined ? [] : [amount]))
  if (amounts.length > 0 && !perItem) return amounts[0]
  if (amounts.length === says.length) return sum(amounts)
  const prices = says.flatMap(({ price, quantity = 1 }) =>
    price === undefined ? [] : [price * quantity],
  )
  return amounts.length === 0 && prices.length === says.length ? sum(prices) : undefined
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

function momentOf(
  says: readonly OrderRow[],
  field: keyof Moments,
  choose: (...moments: number[]) => number,
): Moments {
  const moments = says.flatMap((row) => row[field] ?? [])
  return moments.length === 0 ? {} : { [field]: moments.reduce((a, b) => choose(a, b)) }
}

const firstOf = (says: readonly OrderRow[], field: 'buyerId' | 'phoneTail') =>
  says.find((row) => row[field] !== undefined)?.[field]

function itemOf({ productId, title, sku = '', quantity = 1, price }: OrderRow): OrderItem[] {
  const id = productId ?? title
  if (id === undefined) return []
  return [
    {
      productId: id,
      title: title ?? id,
      sku,
      quantity,
      ...(price !== undefined && { price: { minor: price, currency: 'CNY' } }),
    },
  ]
}

function parcelsOf(says: readonly OrderRow[]): OrderDraft['parcels'] {
  const parcels = new Map<string, OrderDraft['parcels'][number]>()
  for (const { trackingNo = [], courier } of says)
    for (const each of trackingNo)
      parcels.set(each, { trackingNo: each, ...(courier !== undefined && { courier }) })
  return [...parcels.values()]
}

const voidedIn = (says: readonly OrderRow[]): ReadonlySet<string> =>
  new Set(says.flatMap(({ voidedNo = [] }) => voidedNo.map(numberKey)))
