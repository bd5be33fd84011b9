import { type Counted, rowVector, type SparseRow, type Weighting, weighRows } from './features.ts'
import { margins, type Svm, trainSvm } from './svm.ts'

/** What the classifier learned from some rows of the corpus: plain data. */
export interface Model {
  readonly weighting: Weighting
  readonly svm: Svm
}

/** The examples as numbers: their features, and the class of each. */
export interface Corpus {
  readonly counted: Counted
  readonly labels: Int32Array
  readonly classes: number
  /** Whether a class is off topic. */
  readonly offTopic: readonly boolean[]
}

/** What is known about one text: a margin a class, and how familiar its words are. */
export interface Scored {
  readonly margins: Float64Array
  readonly coverage: number
}

/** Flat between 0.5 and 1 on customers' lines, a point worse at 2: docs/understanding.md. */
const cost = 0.7

/** `begin`: duals of a fit to much the same rows. */
export const fitModel = (
  { counted, labels, classes }: Corpus,
  rows: Int32Array,
  begin?: Float32Array,
): Model & { readonly duals: Float32Array } => {
  const weighting = weighRows(counted, rows)
  const vectors = Array.from(rows, (row) => rowVector(counted, weighting, row))
  const solved = trainSvm({
    rows: vectors,
    labels: rows.map((row) => labels[row] ?? 0),
    classes,
    features: counted.vocabulary.kindOf.length,
    cost,
    ...(begin && { begin }),
  })
  return { weighting, ...solved }
}

export const score = (svm: Svm, row: SparseRow): Scored => ({
  margins: margins(svm, row),
  coverage: row.coverage,
})
