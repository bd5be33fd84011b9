import { numberKey } from '../../model/number-key.ts'
import type { Order, Parcel } from '../../model/order.ts'
import type { ParcelClaim, ParcelRecord } from '../../store/index.ts'
import { areOthers, courierKey } from './couriers.ts'

/** What couriers told of some numbers, and which orders have a parcel of them. */
export interface Told {
  readonly records: readonly ParcelRecord[]
  readonly claims: readonly ParcelClaim[]
}

/** What the orders at hand say of their parcels. */
export const claimsOf = (orders: readonly Order[]): readonly ParcelClaim[] =>
  orders.flatMap(({ orderNo, parcels }) =>
    parcels.map(({ trackingNo, courier }) => ({
      key: numberKey(trackingNo),
      order: numberKey(orderNo),
      courier,
    })),
  )

/**
 * Tells which news are of a parcel. Two couriers may give out one number: news of its own courier
 * are; what was told without one, or under a name that we do not know, is where the number can mean
 * no other parcel.
 */
export function createWhose({ records, claims }: Told) {
  const told = groupedBy(records)
  const claimed = groupedBy(claims)

  return ({ trackingNo, courier }: Parcel): readonly ParcelRecord[] => {
    const key = numberKey(trackingNo)
    const mine = courierKey(courier)
    const all = told.get(key) ?? []
    const named = couriersIn(all)
    const isUnique =
      (claimed.get(key) ?? []).every((claim) => courierKey(claim.courier) === mine) &&
      named.length < 2 &&
      named.every((name) => !areOthers(name, mine))
    return all.filter((record) => isUnique || (mine !== '' && keyOf(record) === mine))
  }
}

/** The numbers of which nobody can say whose they are until somebody says which courier’s. */
export function ambiguousIn(keys: readonly string[], { records, claims }: Told): readonly string[] {
  const told = groupedBy(records)
  const claimed = groupedBy(claims)
  return keys.filter((key) => {
    const names = new Set((claimed.get(key) ?? []).map(({ courier }) => courierKey(courier)))
    const named = couriersIn(told.get(key) ?? [])
    const isStrange = named.some((name) => [...names].some((mine) => areOthers(name, mine)))
    return names.size > 1 || named.length > 1 || isStrange
  })
}

/** Anew: a name that was not known when it was told may be by now. */
const keyOf = ({ courier = '' }: ParcelRecord): string => courierKey(courier)

const couriersIn = (records: readonly ParcelRecord[]): readonly string[] => [
  ...new Set(records.map(keyOf).filter((name) => name !== '')),
]

function groupedBy<T extends { readonly key: string }>(all: readonly T[]) {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(each.key)
    if (group) group.push(each)
    else groups.set(each.key, [each])
  }
  return groups
}
