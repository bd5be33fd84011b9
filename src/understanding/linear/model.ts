import { type Counted, rowVector, type SparseRow, type Weighting, weighRows } from './features.ts'
import { createNearest, type Nearest } from './nearest.ts'
import { margins, type Svm, trainSvm } from './svm.ts'

/** What the classifier learned from some rows of the corpus. */
export interface Model {
  readonly weighting: Weighting
  readonly svm: Svm
  readonly nearest: Nearest
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
  /** Cosine with the nearest example. */
  readonly nearest: number
  readonly coverage: number
}

export const fitModel = ({ counted, labels, classes }: Corpus, rows: Int32Array): Model => {
  const weighting = weighRows(counted, rows)
  const vectors = Array.from(rows, (row) => rowVector(counted, weighting, row))
  const features = counted.vocabulary.size
  const svm = trainSvm({
    rows: vectors,
    labels: rows.map((row) => labels[row] ?? 0),
    classes,
    features,
  })
  return { weighting, svm, nearest: createNearest(vectors, features) }
}

export const score = ({ svm, nearest }: Model, row: SparseRow): Scored => ({
  margins: margins(svm, row),
  nearest: nearest(row),
  coverage: row.coverage,
})
