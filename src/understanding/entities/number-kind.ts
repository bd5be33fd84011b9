import type { EntityKind } from '../../model/understanding.ts'
import { isMadeUp, isSomethingElse } from './check-digits.ts'
import type { DigitGroups } from './digit-groups.ts'
import { isOrder, isParcel, phoneNumber, pinduoduoNumber } from './number-shapes.ts'
import type { NumberWord } from './number-words.ts'

export interface NumberKind {
  readonly kind: Extract<EntityKind, 'order_number' | 'tracking_number' | 'phone'>
  readonly value: string
}

/** What a number is, by the word beside it and by its digits; `alone` where nothing else was said. */
export const numberKind = (
  group: DigitGroups,
  word: NumberWord | undefined,
  alone: boolean,
): NumberKind | undefined => {
  const { digits, grouping } = group
  const phone = phoneNumber(digits)
  if (phone !== undefined && word !== 'order') return { kind: 'phone', value: phone }
  if (new Set(digits).size < 3) return undefined
  const known = isSomethingElse(digits)
  if (known && grouping !== 'plain') return undefined

  const order: NumberKind = { kind: 'order_number', value: pinduoduoNumber(digits) ?? digits }
  const parcel: NumberKind = { kind: 'tracking_number', value: digits }
  // Seventeen digits and more are nobody's but an order's: no other word can make them something.
  const surely = order.value !== digits || (digits.length > 16 && isOrder(digits) && !known)
  switch (word) {
    case 'other':
      return undefined
    case 'order':
      return digits.length <= 24 ? order : undefined
    case 'phone':
      return surely ? order : undefined
    case 'parcel':
      if (order.value !== digits) return order
      return digits.length <= 18 ? parcel : undefined
    case 'courier':
      // 「快递283910475566到哪了」 may name the order or its parcel.
      if (surely) return order
      return isParcel(digits) || !isOrder(digits) ? parcel : undefined
    case 'return':
      return isParcel(digits) ? parcel : undefined
    case 'number':
      if (isParcel(digits)) return parcel
      return known || digits.length > 24 ? undefined : order
    case 'near_order':
    case 'near_courier':
    case undefined:
      break
    default:
      return word satisfies never
  }
  if (known) return undefined
  if (order.value !== digits) return order
  // Three prices in a row are twelve digits as well.
  const together = digits.length > 15 || group.dashed || word === 'near_order' || alone
  if (grouping === 'loose' || (grouping === 'regular' && !together)) return undefined
  if (isParcel(digits)) return isMadeUp(digits) ? undefined : parcel
  if (isOrder(digits)) return order
  return word === 'near_courier' && digits.length < 18 ? parcel : undefined
}
