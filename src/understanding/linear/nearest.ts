import type { SparseRow } from './features.ts'

/** The cosine of a text with the most similar example. */
export type Nearest = (row: SparseRow) => number

/** A feature in more examples than this is left out: it costs most and says least. */
const mostHolders = (examples: number): number => 50 + examples * 0.03

/** Rows have unit length, so a cosine is a sum over the postings of the features they share. */
export const createNearest = (rows: readonly SparseRow[], features: number): Nearest => {
  const { starts, holders, values } = invert(rows, features)
  const cosines = new Float64Array(rows.length)
  const most = mostHolders(rows.length)
  return (row) => {
    cosines.fill(0)
    for (let at = 0; at < row.features.length; at++) {
      const feature = row.features[at] ?? 0
      const value = row.values[at] ?? 0
      const from = starts[feature] ?? 0
      const to = starts[feature + 1] ?? 0
      if (to - from > most) continue
      for (let posting = from; posting < to; posting++) {
        const holder = holders[posting] ?? 0
        cosines[holder] = (cosines[holder] ?? 0) + value * (values[posting] ?? 0)
      }
    }
    let best = 0
    for (const cosine of cosines) if (cosine > best) best = cosine
    return Math.min(best, 1)
  }
}

const invert = (rows: readonly SparseRow[], features: number) => {
  const starts = new Int32Array(features + 1)
  for (const row of rows) {
    for (const feature of row.features) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1
  }
  for (let feature = 0; feature < features; feature++) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0)
  }
  const next = starts.slice()
  const holders = new Int32Array(starts[features] ?? 0)
  const values = new Float32Array(holders.length)
  for (const [holder, row] of rows.entries()) {
    for (let at = 0; at < row.features.length; at++) {
      const feature = row.features[at] ?? 0
      const posting = next[feature] ?? 0
      next[feature] = posting + 1
      holders[posting] = holder
      values[posting] = row.values[at] ?? 0
    }
  }
  return { starts, holders, values }
}
