import type { ReadFile } from './read-rows.ts'
import type { Refusal } from './report.ts'
import type { Say } from './sentences.ts'

/** Marketplaces' numbers of this length end in zeros once in a hundred times, or less often. */
const long = /^\d{17,}$/
/** A spreadsheet keeps fifteen digits and writes zeros for the rest. */
const rounded = /^\d{15}0+$/

/** So many zeros stand there by chance once in a million files. */
const enoughZeros = 6

/**
 * Takes out the orders whose numbers a spreadsheet has rounded. One number cannot tell: it is kept,
 * with a note. Several can, when most of a file's long numbers look so.
 */
export function withoutRounded(file: ReadFile, say: Say): ReadFile {
  const keys = [...file.orders.keys()].filter((key) => long.test(key))
  const suspects = keys.filter((key) => rounded.test(key))
  if (suspects.length * 2 <= keys.length) return file
  const zeros = suspects.reduce((sum, key) => sum + key.length - 15, 0)
  if (suspects.length < 2 || zeros < enoughZeros)
    return { ...file, notes: [...file.notes, say.maybeRounded(suspects.join(say.comma))] }
  const orders = new Map(file.orders)
  const refusals: Refusal[] = []
  for (const key of suspects) {
    for (const { row, sheet, says } of orders.get(key) ?? [])
      refusals.push({
        ...(sheet !== undefined && { sheet }),
        row,
        message: say.lostDigits(says.orderNo),
      })
    orders.delete(key)
  }
  return {
    ...file,
    orders,
    refusedRows: file.refusedRows + refusals.length,
    refusals: [...file.refusals, ...refusals],
  }
}
