import type { SparseRow } from './features.ts'
import { createRandom, shuffle } from './random.ts'

/** One linear decision function a class; `weights[feature * classes + class]`, then the biases. */
export interface Svm {
  readonly classes: number
  readonly weights: Float32Array
  readonly biases: Float32Array
}

export interface SvmTask {
  readonly rows: readonly SparseRow[]
  /** The class of each row, 0 to `classes - 1`. */
  readonly labels: Int32Array
  readonly classes: number
  readonly features: number
  /** Cost of a violated margin. Flat between 0.3 and 4 for short messages. */
  readonly cost?: number
  /** Where to begin: the duals of a solution for much the same rows, `duals[class * rows + row]`. */
  readonly begin?: Float32Array
  readonly seed?: number
}

/** A solution with its dual variables, which a similar task can begin with. */
export interface Solved {
  readonly svm: Svm
  readonly duals: Float32Array
}

const tolerance = 0.03
const mostRounds = 200

/**
 * One-vs-rest linear support vector machines with squared hinge loss, solved in the dual by
 * coordinate descent with shrinking: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A Dual Coordinate
 * Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 3, as LIBLINEAR does it
 * (https://www.csie.ntu.edu.tw/~cjlin/liblinear). The same rows and seed give the same weights.
 */
export const trainSvm = (task: SvmTask): Solved => {
  const { rows, labels, classes, features } = task
  const count = rows.length
  const packed = pack(rows)
  const weights = new Float32Array(features * classes)
  const biases = new Float32Array(classes)
  const signs = new Int8Array(count)
  const duals = task.begin?.slice() ?? new Float32Array(classes * count)
  for (let k = 0; k < classes; k++) {
    for (let row = 0; row < count; row++) signs[row] = labels[row] === k ? 1 : -1
    const alpha = duals.subarray(k * count, (k + 1) * count)
    const w = solve({
      packed,
      signs,
      alpha,
      features,
      cost: task.cost ?? 1,
      seed: (task.seed ?? 1) + k,
    })
    for (let feature = 0; feature < features; feature++) {
      weights[feature * classes + k] = w[feature] ?? 0
    }
    biases[k] = w[features] ?? 0
  }
  return { svm: { classes, weights, biases }, duals }
}

/** The margin of every class. */
export const margins = ({ classes, weights, biases }: Svm, row: SparseRow): Float64Array => {
  const out = Float64Array.from(biases)
  for (let at = 0; at < row.features.length; at++) {
    const value = row.values[at] ?? 0
    const from = (row.features[at] ?? 0) * classes
    for (let k = 0; k < classes; k++) {
      out[k] = (out[k] ?? 0) + value * (weights[from + k] ?? 0)
    }
  }
  return out
}

interface Packed {
  readonly starts: Int32Array
  readonly features: Int32Array
  readonly values: Float64Array
  /** Squared length of each row, the bias feature included. */
  readonly squares: Float64Array
}

const pack = (rows: readonly SparseRow[]): Packed => {
  const starts = new Int32Array(rows.length + 1)
  const squares = new Float64Array(rows.length)
  for (const [row, { values }] of rows.entries()) {
    starts[row + 1] = (starts[row] ?? 0) + values.length
    let square = 1
    for (const value of values) square += value * value
    squares[row] = square
  }
  const size = starts[rows.length] ?? 0
  const features = new Int32Array(size)
  const values = new Float64Array(size)
  for (const [row, each] of rows.entries()) {
    features.set(each.features, starts[row])
    values.set(each.values, starts[row])
  }
  return { starts, features, values, squares }
}

interface Binary {
  readonly packed: Packed
  readonly signs: Int8Array
  /** Dual variables: where to begin, and in the end the solution. */
  readonly alpha: Float32Array
  readonly features: number
  readonly cost: number
  readonly seed: number
}

/** The weights of one class against the rest; the last one is the bias. */
const solve = ({ packed, signs, alpha, features, cost, seed }: Binary): Float64Array => {
  const { starts, squares } = packed
  const count = signs.length
  const diagonal = 0.5 / cost
  const random = createRandom(seed)
  const w = new Float64Array(features + 1)
  for (let row = 0; row < count; row++) {
    const held = alpha[row] ?? 0
    if (held === 0) continue
    add(packed, starts[row] ?? 0, starts[row + 1] ?? 0, held * (signs[row] ?? 0), w)
  }
  const order = Int32Array.from({ length: count }, (_, row) => row)
  let active = count
  let limit = Number.POSITIVE_INFINITY
  for (let round = 0; round < mostRounds; round++) {
    let highest = Number.NEGATIVE_INFINITY
    let lowest = Number.POSITIVE_INFINITY
    shuffle(order, active, random)
    for (let at = 0; at < active; at++) {
      const row = order[at] ?? 0
      const sign = signs[row] ?? 0
      const held = alpha[row] ?? 0
      const from = starts[row] ?? 0
      const to = starts[row + 1] ?? 0
      const slope = sign * dot(packed, from, to, w) - 1 + held * diagonal
      let projected = slope
      if (held === 0) {
        if (slope > limit) {
          active--
          order[at] = order[active] ?? 0
          order[active] = row
          at--
          continue
        }
        projected = Math.min(slope, 0)
      }
      if (projected > highest) highest = projected
      if (projected < lowest) lowest = projected
      if (Math.abs(projected) < 1e-12) continue
      const next = Math.max(held - slope / ((squares[row] ?? 1) + diagonal), 0)
      alpha[row] = next
      add(packed, from, to, (next - held) * sign, w)
    }
    if (highest - lowest <= tolerance) {
      if (active === count) break
      active = count
      limit = Number.POSITIVE_INFINITY
      continue
    }
    limit = highest <= 0 ? Number.POSITIVE_INFINITY : highest
  }
  return w
}

const dot = (packed: Packed, from: number, to: number, w: Float64Array): number => {
  const { features, values } = packed
  let sum = w[w.length - 1] ?? 0
  for (let at = from; at < to; at++) sum += (values[at] ?? 0) * (w[features[at] ?? 0] ?? 0)
  return sum
}

const add = (packed: Packed, from: number, to: number, by: number, w: Float64Array): void => {
  const { features, values } = packed
  for (let at = from; at < to; at++) {
    const feature = features[at] ?? 0
    w[feature] = (w[feature] ?? 0) + by * (values[at] ?? 0)
  }
  w[w.length - 1] = (w[w.length - 1] ?? 0) + by
}
