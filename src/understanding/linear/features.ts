import { type Featurise, kindWeights } from './featurise.ts'

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
  /** Share of the weight of the text's n-grams that was seen in training, 0..1. */
  readonly coverage: number
}

/** The number of every feature, a map for each kind. */
export interface Vocabulary {
  readonly kinds: readonly ReadonlyMap<string, number>[]
  /** The kind of each feature. */
  readonly kindOf: Uint8Array
}

/** The features of the examples; `counts` says how often a row holds each. */
export interface Counted {
  readonly vocabulary: Vocabulary
  readonly counts: SparseRows
}

/** Inverse document frequencies by feature; 0 for a feature that the training rows do not have. */
export interface Weighting {
  readonly idf: Float64Array
  /** Of a feature nobody has seen. */
  readonly unseenIdf: number
}

export const countFeatures = (texts: readonly string[], featurise: Featurise): Counted => {
  const kinds = kindWeights.map(() => new Map<string, number>())
  const kindOf: number[] = []
  const starts = new Int32Array(texts.length + 1)
  const features: number[] = []
  const values: number[] = []
  for (const [row, text] of texts.entries()) {
    for (const [kind, found] of featurise(text).entries()) {
      const known = kinds[kind] ?? new Map<string, number>()
      for (const [name, count] of tally(found)) {
        const feature = known.get(name) ?? kindOf.length
        if (feature === kindOf.length) {
          known.set(name, feature)
          kindOf.push(kind)
        }
        features.push(feature)
        values.push(count)
      }
    }
    starts[row + 1] = features.length
  }
  return {
    vocabulary: { kinds, kindOf: Uint8Array.from(kindOf) },
    counts: { starts, features: Int32Array.from(features), values: Float64Array.from(values) },
  }
}

/** Damped idf over some of the rows: (ln((1 + n) / (1 + df)) + 1) ^ ¾. Undamped, few shots suffer. */
export const weighRows = ({ vocabulary, counts }: Counted, rows: Int32Array): Weighting => {
  const seen = new Int32Array(vocabulary.kindOf.length)
  for (const row of rows) {
    for (let at = start(counts, row); at < start(counts, row + 1); at++) {
      const feature = counts.features[at] ?? 0
      seen[feature] = (seen[feature] ?? 0) + 1
    }
  }
  const rarity = (df: number) => (Math.log((1 + rows.length) / (1 + df)) + 1) ** 0.75
  return { idf: Float64Array.from(seen, (df) => (df === 0 ? 0 : rarity(df))), unseenIdf: rarity(0) }
}

/** A row of the counted examples under a weighting. */
export const rowVector = (
  { vocabulary, counts }: Counted,
  weighting: Weighting,
  row: number,
): SparseRow => {
  const from = start(counts, row)
  const to = start(counts, row + 1)
  const features = counts.features.subarray(from, to)
  return weigh(
    { features, counts: counts.values.subarray(from, to), unseen: 0 },
    vocabulary,
    weighting,
  )
}

/** Any text under a weighting. Made for one vocabulary, whose size its scratch space has. */
export const createTextVector = (vocabulary: Vocabulary, weighting: Weighting) => {
  const { kinds, kindOf } = vocabulary
  /** Where a feature stands in the row being made, from 1; 0 between calls. */
  const places = new Int32Array(kindOf.length)
  return (found: ReturnType<Featurise>): SparseRow => {
    const features: number[] = []
    const counts: number[] = []
    let unseen = 0
    for (const [kind, names] of found.entries()) {
      const known = kinds[kind]
      for (const name of names) {
        const feature = known?.get(name)
        if (feature === undefined) {
          if (kind === grams) unseen += weighting.unseenIdf
          continue
        }
        const place = places[feature] ?? 0
        if (place > 0) counts[place - 1] = (counts[place - 1] ?? 0) + 1
        else {
          features.push(feature)
          places[feature] = counts.push(1)
        }
      }
    }
    for (const feature of features) places[feature] = 0
    const row = { features: Int32Array.from(features), counts: Float64Array.from(counts), unseen }
    return weigh(row, vocabulary, weighting)
  }
}

/** The kind that says how familiar a text is. */
const grams = 0

const tally = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

interface Tallied {
  readonly features: Int32Array
  readonly counts: Float64Array
  /** Weight of the n-grams that have no number. */
  readonly unseen: number
}

/** Sublinear tf times idf; each kind brought to its own length, the whole to length 1. */
const weigh = (
  { features, counts, unseen }: Tallied,
  { kindOf }: Vocabulary,
  { idf, unseenIdf }: Weighting,
): SparseRow => {
  const values = new Float64Array(features.length)
  const squares = kindWeights.map(() => 0)
  let known = 0
  let unknown = unseen
  for (let at = 0; at < features.length; at++) {
    const feature = features[at] ?? 0
    const kind = kindOf[feature] ?? 0
    const tf = 1 + Math.log(counts[at] ?? 1)
    const value = tf * (idf[feature] ?? 0)
    values[at] = value
    squares[kind] = (squares[kind] ?? 0) + value * value
    if (kind === grams) {
      if (value === 0) unknown += tf * unseenIdf
      else known += value
    }
  }
  const present = kindWeights.filter((_, kind) => squares[kind] !== 0)
  const whole = Math.hypot(...present) || 1
  const scales = kindWeights.map((weight, kind) => weight / Math.sqrt(squares[kind] || 1) / whole)
  for (let at = 0; at < values.length; at++) {
    values[at] = (values[at] ?? 0) * (scales[kindOf[features[at] ?? 0] ?? 0] ?? 0)
  }
  return { features, values, coverage: known === 0 ? 0 : known / (known + unknown) }
}

const start = (rows: SparseRows, row: number): number => rows.starts[row] ?? 0
