import { isDeepStrictEqual } from 'node:util'
import { orderNo } from '../../model/ids.ts'
import { numberKey } from '../../model/number-key.ts'
import type { Order, OrderState, Parcel } from '../../model/order.ts'
import type { OrderDraft } from './draft.ts'
import type { Moments } from './read-row.ts'

/** What becomes of an order that a file speaks of. */
export type Merged =
  | { readonly kind: 'imported'; readonly order: Order }
  | {
      readonly kind: 'updated'
      readonly order: Order
      /** Numbers of parcels that are new beside those that it keeps. */
      readonly joined: readonly string[]
      /** Numbers that turned out to be none of its parcels. */
      readonly voided: readonly string[]
    }
  /** It says nothing new; or, `older`, the file is of an earlier time than what is known. */
  | { readonly kind: 'unchanged' | 'older'; readonly order: Order }
  | { readonly kind: 'refused'; readonly missing: readonly Needed[] }

export type Needed = 'state' | 'placedAt' | 'amount' | 'items'

export interface Merging {
  readonly draft: OrderDraft
  readonly known: Order | undefined
  /** What the file has columns for. */
  readonly columns: ReadonlySet<string>
}

/** What a file does not say stays as it was; what it says wins, unless it is of an earlier time. */
export function mergeOrder(merging: Merging): Merged {
  const { draft, known } = merging
  if (known && isOlder(merging, known)) return { kind: 'older', order: known }
  const state = stateOf(draft, known)
  const placedAt = draft.placedAt ?? known?.placedAt ?? draft.paidAt
  const amount = draft.amount ?? known?.amount.minor
  const items = draft.items.length > 0 ? draft.items : (known?.items ?? [])
  if (state === undefined || placedAt === undefined || amount === undefined || items.length === 0)
    return { kind: 'refused', missing: neededOf({ state, placedAt, amount, items }) }
  const phoneTail = draft.phoneTail ?? known?.phoneTail
  const order: Order = {
    orderNo: known?.orderNo ?? orderNo(draft.orderNo),
    buyerId: draft.buyerId ?? known?.buyerId ?? '',
    ...(phoneTail !== undefined && { phoneTail }),
    state,
    placedAt,
    ...later('paidAt', merging),
    ...later('promisedShipAt', merging),
    ...later('shippedAt', merging),
    ...later('deliveredAt', merging),
    amount: { minor: amount, currency: 'CNY' },
    items,
    parcels: parcelsOf(merging),
  }
  if (!known) return { kind: 'imported', order }
  if (isDeepStrictEqual(order, known)) return { kind: 'unchanged', order }
  const voided = known.parcels.filter((parcel) => isVoided(draft, parcel))
  const kept = known.parcels.length - voided.length
  const joined = kept === 0 ? [] : order.parcels.slice(kept)
  return { kind: 'updated', order, joined: numbersOf(joined), voided: numbersOf(voided) }
}

const facts = ['paidAt', 'shippedAt', 'deliveredAt'] as const

/** The file has a column for something that had happened already, and says that it has not. */
const isOlder = ({ draft, columns }: Merging, known: Order) =>
  isOfBeforeShipping(draft, known) ||
  facts.some((fact) => columns.has(fact) && known[fact] !== undefined && draft[fact] === undefined)

/** A table that names a parcel is none: a part of the goods may be under way, the rest still here. */
const isOfBeforeShipping = ({ state, parcels }: OrderDraft, known: Order) =>
  (state === 'unpaid' || state === 'paid') &&
  parcels.length === 0 &&
  known.parcels.length > 0 &&
  hasLeft.includes(known.state)

const hasLeft: readonly OrderState[] = ['shipped', 'delivered', 'completed']

/** Delivered is delivered, whatever the marketplace calls an order that nobody has confirmed yet. */
function stateOf(draft: OrderDraft, known: Order | undefined): OrderState | undefined {
  const told = draft.state ?? known?.state
  const isOpen = told === undefined || told === 'paid' || told === 'shipped'
  if (isOpen && (draft.deliveredAt ?? known?.deliveredAt) !== undefined) return 'delivered'
  if (told !== undefined) return told
  if (draft.shippedAt !== undefined) return 'shipped'
  return draft.paidAt === undefined ? undefined : 'paid'
}

function neededOf(
  found: {
    readonly [Name in Exclude<Needed, 'items'>]: unknown
  } & { readonly items: readonly unknown[] },
): readonly Needed[] {
  const { state, placedAt, amount, items } = found
  return [
    ...(state === undefined ? (['state'] as const) : []),
    ...(placedAt === undefined ? (['placedAt'] as const) : []),
    ...(amount === undefined ? (['amount'] as const) : []),
    ...(items.length === 0 ? (['items'] as const) : []),
  ]
}

type Later = Omit<Moments, 'placedAt'>

function later(field: keyof Later, { draft, known }: Merging): Later {
  const at = draft[field] ?? known?.[field]
  return at === undefined ? {} : { [field]: at }
}

const isVoided = ({ voided }: OrderDraft, { trackingNo }: Parcel): boolean =>
  voided.has(numberKey(trackingNo))

const numbersOf = (parcels: readonly Parcel[]) => parcels.map(({ trackingNo }) => trackingNo)

/**
 * A table may name one parcel of an order at a time: those that were known stay, and stand first, but
 * for what the table says is void. What couriers told of a number is kept elsewhere, whosever it is.
 */
function parcelsOf({ draft, known }: Merging): readonly Parcel[] {
  const parcels = new Map<string, Parcel>()
  for (const parcel of known?.parcels ?? [])
    if (!isVoided(draft, parcel)) parcels.set(numberKey(parcel.trackingNo), parcel)
  for (const { trackingNo, courier } of draft.parcels) {
    const key = numberKey(trackingNo)
    const same = parcels.get(key) ?? { courier: '快递', trackingNo, events: [] }
    parcels.set(key, courier === undefined ? same : { ...same, courier })
  }
  return [...parcels.values()]
}
