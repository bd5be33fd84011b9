import { gramsOf } from '../grams.ts'

/**
 * Sparse rows in compressed form: row `r` holds the entries `starts[r]` to `starts[r + 1]`,
 * each a feature and its value.
 */
export interface SparseRows {
  readonly starts: Int32Array
  readonly features: Int32Array
  readonly values: Float64Array
}

/** One sparse row: parallel arrays of features and values. */
export interface SparseRow {
  readonly features: Int32Array
  readonly values: Float64Array
  /** Share of the text's weight that was seen in training, 0..1. */
  readonly coverage: number
}

/** Every n-gram of the examples has a number; `counts` says how often a row holds it. */
export interface Counted {
  readonly vocabulary: ReadonlyMap<string, number>
  readonly counts: SparseRows
}

/** Inverse document frequencies by feature; 0 for a feature that the training rows do not have. */
export interface Weighting {
  readonly idf: Float64Array
  /** Of a feature nobody has seen. */
  readonly unseenIdf: number
}

export const countFeatures = (texts: readonly string[]): Counted => {
  const vocabulary = new Map<string, number>()
  const starts = new Int32Array(texts.length + 1)
  const features: number[] = []
  const values: number[] = []
  for (const [row, text] of texts.entries()) {
    for (const [gram, count] of tally(gramsOf(text))) {
      const known = vocabulary.get(gram)
      const feature = known ?? vocabulary.size
      if (known === undefined) vocabulary.set(gram, feature)
      features.push(feature)
      values.push(count)
    }
    starts[row + 1] = features.length
  }
  return {
    vocabulary,
    counts: { starts, features: Int32Array.from(features), values: Float64Array.from(values) },
  }
}

/** Smoothed idf over some of the rows: ln((1 + n) / (1 + df)) + 1. */
export const weighRows = ({ vocabulary, counts }: Counted, rows: Int32Array): Weighting => {
  const seen = new Int32Array(vocabulary.size)
  for (const row of rows) {
    for (let at = start(counts, row); at < start(counts, row + 1); at++) {
      const feature = counts.features[at] ?? 0
      seen[feature] = (seen[feature] ?? 0) + 1
    }
  }
  const idf = Float64Array.from(seen, (df) =>
    df === 0 ? 0 : Math.log((1 + rows.length) / (1 + df)) + 1,
  )
  return { idf, unseenIdf: Math.log(1 + rows.length) + 1 }
}

/** A row of the counted examples under a weighting: sublinear tf, idf, unit length. */
export const rowVector = ({ counts }: Counted, weighting: Weighting, row: number): SparseRow => {
  const from = start(counts, row)
  const to = start(counts, row + 1)
  return weigh(counts.features.subarray(from, to), counts.values.subarray(from, to), 0, weighting)
}

/** Any text under a weighting. */
export const textVector = (
  vocabulary: ReadonlyMap<string, number>,
  weighting: Weighting,
  normalised: string,
): SparseRow => {
  const features: number[] = []
  const values: number[] = []
  let unknown = 0
  for (const [gram, count] of tally(gramsOf(normalised))) {
    const feature = vocabulary.get(gram)
    if (feature === undefined) unknown += (1 + Math.log(count)) * weighting.unseenIdf
    else {
      features.push(feature)
      values.push(count)
    }
  }
  return weigh(Int32Array.from(features), Float64Array.from(values), unknown, weighting)
}

const tally = (grams: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  return counts
}

const weigh = (
  features: Int32Array,
  counts: Float64Array,
  unknownWeight: number,
  { idf, unseenIdf }: Weighting,
): SparseRow => {
  const values = new Float64Array(features.length)
  let squares = 0
  let known = 0
  let unknown = unknownWeight
  for (let at = 0; at < features.length; at++) {
    const tf = 1 + Math.log(counts[at] ?? 1)
    const weight = idf[features[at] ?? 0] ?? 0
    if (weight === 0) unknown += tf * unseenIdf
    else {
      const value = tf * weight
      values[at] = value
      known += value
      squares += value * value
    }
  }
  const length = Math.sqrt(squares)
  if (length > 0) for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / length
  return { features, values, coverage: known === 0 ? 0 : known / (known + unknown) }
}

const start = (rows: SparseRows, row: number): number => rows.starts[row] ?? 0
