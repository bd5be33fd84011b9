import type { Entity, EntityKind } from '../../model/understanding.ts'
import { findAmounts } from './amounts.ts'
import { findColours } from './colours.ts'
import { findDates } from './dates.ts'
import { createCalendar } from './days.ts'
import { findLongNumbers } from './long-numbers.ts'
import type { CatalogueItem } from './product-names.ts'
import { createProductFinder } from './products.ts'
import { findQuantities } from './quantities.ts'
import { type Find, readable } from './readable.ts'
import { findSizes } from './sizes.ts'

/** What a text names, in reading order; `at` is when it was said. Spans index the text as given. */
export type EntityFinder = (text: string, at: number) => readonly Entity[]

/**
 * Precision before reach: a number that could be two things is left alone. Every pattern is bounded,
 * so the time grows with the length of the text and with nothing else.
 */
export const createEntityFinder = (
  timeZone: string,
  catalogue: readonly CatalogueItem[] = [],
): EntityFinder => {
  const dayAt = createCalendar(timeZone)
  const findProducts = createProductFinder(catalogue)
  return (text, at) => {
    const read = readable(text)
    const found: Entity[] = []
    const keep = (kind: EntityKind, finds: readonly Find[]) => {
      for (const { value, start, end } of finds) {
        if (found.some((other) => start < other.end && other.start < end)) continue
        found.push({ kind, text: text.slice(start, end), value, start, end })
      }
    }
    // Where two claim the same characters, the first in this order has them.
    for (const find of findLongNumbers(read)) keep(find.kind, [find])
    keep('product', findProducts(read))
    keep(
      'date',
      findDates(read, () => dayAt(at)),
    )
    keep('amount', findAmounts(read))
    keep('size', findSizes(read))
    keep('colour', findColours(read))
    keep('quantity', findQuantities(read))
    return found.sort((a, b) => a.start - b.start)
  }
}
