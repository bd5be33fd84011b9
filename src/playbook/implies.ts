import { plain } from '../model/mentioned.ts'
import type { CaseCondition } from './schema/index.ts'

/** Whether a condition cannot hold without another one that holds as well: then the other is wider. */
export const implies = (narrow: CaseCondition, wide: CaseCondition): boolean =>
  isSubset(narrow.intents, wide.intents) &&
  isSubset(narrow.order_state, wide.order_state) &&
  isSubset(narrow.product, wide.product) &&
  saysToo(narrow, wide) &&
  isSubset(narrow.beside, wide.beside) &&
  isSubset(wide.not_beside ?? [], narrow.not_beside ?? []) &&
  isSubset(wide.unless, narrow.unless) &&
  isAtLeast(narrow.order_amount_over, wide.order_amount_over) &&
  isAtLeast(narrow.emotion_at_least, wide.emotion_at_least) &&
  isAtLeast(narrow.customer_orders_at_least, wide.customer_orders_at_least) &&
  isAtLeast(narrow.customer_spent_over, wide.customer_spent_over) &&
  isAtLeast(narrow.delivered_over, wide.delivered_over) &&
  isEqual(narrow.urgent, wide.urgent) &&
  isEqual(narrow.picture_reused, wide.picture_reused) &&
  (wide.occasion === 'near_or_passed'
    ? narrow.occasion !== undefined
    : isEqual(narrow.occasion, wide.occasion))

/** Of a list one is enough: the shorter list asks for more. */
const isSubset = (
  narrow: readonly string[] | undefined,
  wide: readonly string[] | undefined,
): boolean => wide === undefined || narrow?.every((each) => wide.includes(each)) === true

/** 「漏电了」 is not said without 「漏电」, unless more is taken out before it is looked for. */
const saysToo = (narrow: CaseCondition, wide: CaseCondition): boolean => {
  if (wide.words === undefined) return true
  if (narrow.words === undefined) return false
  const words = wide.words.map(plain)
  const takenOut = narrow.not_words.map(plain)
  return (
    narrow.words.every((word) => words.some((other) => plain(word).includes(other))) &&
    wide.not_words.every((word) => takenOut.includes(plain(word)))
  )
}

const isAtLeast = (narrow: number | undefined, wide: number | undefined): boolean =>
  wide === undefined || (narrow !== undefined && narrow >= wide)

const isEqual = <Value>(narrow: Value | undefined, wide: Value | undefined): boolean =>
  wide === undefined || narrow === wide
