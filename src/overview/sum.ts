import type { Counts, Spread } from '../model/overview.ts'

/** Counts by name, added up. */
export const added = (all: readonly Counts[]): Counts => {
  const sum: Record<string, number> = {}
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count
  }
  return sum
}

/** The median, and what nine of ten do not exceed: each a value that there was. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
  return { count: sorted.length, median: at(0.5), p90: at(0.9) }
}

/** Rows of one key put together. */
export const grouped = <Row, Sum>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  join: (rows: readonly [Row, ...Row[]]) => Sum,
): readonly Sum[] => {
  const groups = new Map<string, [Row, ...Row[]]>()
  for (const row of rows) {
    const known = groups.get(keyOf(row))
    if (known === undefined) groups.set(keyOf(row), [row])
    else known.push(row)
  }
  return [...groups.values()].map(join)
}

export const total = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)
