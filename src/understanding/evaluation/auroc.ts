/**
 * The chance that a draw from the one scores above a draw from the other; ties count half, and 0.5
 * tells nothing apart. Undefined where either is empty.
 */
export const auroc = (high: readonly number[], low: readonly number[]): number | undefined => {
  if (high.length === 0 || low.length === 0) return undefined
  const rising = (scores: readonly number[]) => scores.toSorted((a, b) => a - b)
  const others = rising(low)
  let below = 0
  let notAbove = 0
  let won = 0
  for (const score of rising(high)) {
    while ((others[below] ?? Infinity) < score) below += 1
    while ((others[notAbove] ?? Infinity) <= score) notAbove += 1
    won += (below + notAbove) / 2
  }
  return won / (high.length * low.length)
}
