/** Probability = 1 / (1 + e^-(weights · features)); the last weight is the constant. */
export type Logistic = readonly number[]

export const logistic = (weights: Logistic, features: readonly number[]): number => {
  let sum = weights[features.length] ?? 0
  for (let at = 0; at < features.length; at++) sum += (weights[at] ?? 0) * (features[at] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

export interface Case {
  readonly features: readonly number[]
  readonly is: boolean
}

const ridge = 1e-2

/** Logistic regression by Newton's method with a little ridge. */
export const fitLogistic = (cases: readonly Case[]): Logistic => {
  const size = (cases[0]?.features.length ?? 0) + 1
  let weights = new Array<number>(size).fill(0)
  for (let round = 0; round < 25; round++) {
    const slope = weights.map((w) => -ridge * w)
    const curve = weights.map((_, i) => weights.map((__, j): number => (i === j ? ridge : 0)))
    for (const { features, is } of cases) {
      const x = [...features, 1]
      const p = logistic(weights, features)
      const error = (is ? 1 : 0) - p
      const spread = p * (1 - p)
      for (let i = 0; i < size; i++) {
        slope[i] = (slope[i] ?? 0) + error * (x[i] ?? 0)
        const line = curve[i] ?? []
        for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + spread * (x[i] ?? 0) * (x[j] ?? 0)
      }
    }
    const step = solveLinear(curve, slope)
    weights = weights.map((w, i) => w + (step[i] ?? 0))
    if (Math.max(...step.map(Math.abs)) < 1e-4) break
  }
  return weights
}

/** Gaussian elimination with pivoting; `matrix` is symmetric and positive definite. */
const solveLinear = (matrix: readonly number[][], right: readonly number[]): number[] => {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0])
  const size = rows.length
  for (let col = 0; col < size; col++) {
    const pivot = rows[col] ?? []
    for (let below = col + 1; below < size; below++) {
      const line = rows[below] ?? []
      const factor = (line[col] ?? 0) / (pivot[col] || 1)
      for (let at = col; at <= size; at++) line[at] = (line[at] ?? 0) - factor * (pivot[at] ?? 0)
    }
  }
  const out = new Array<number>(size).fill(0)
  for (let row = size - 1; row >= 0; row--) {
    const line = rows[row] ?? []
    let sum = line[size] ?? 0
    for (let at = row + 1; at < size; at++) sum -= (line[at] ?? 0) * (out[at] ?? 0)
    out[row] = sum / (line[row] || 1)
  }
  return out
}
