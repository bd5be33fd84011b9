/** The same numbers from 0 up to 1 for the same seed: a demo that looks alike on every machine. */
export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** Whole, both ends included. */
  between(least: number, most: number): number
  of<T>(values: readonly [T, ...T[]]): T
}

export const createRandom = (seed: number): Random => {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    of: (values) => values[Math.floor(next() * values.length)] ?? values[0],
  }
}
