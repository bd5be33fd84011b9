import { setImmediate as breathe } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Job = () => unknown

/**
 * The microseconds of each job, in rising order. A job's time is its median over the rounds, so
 * that a hiccup of the machine does not count; the groups take turns, so that all get the same.
 */
export const timesOf = <Name extends string>(
  groups: Readonly<Record<Name, readonly Job[]>>,
  rounds: number,
): Readonly<Record<Name, Float64Array>> => {
  const names = Object.keys(groups) as Name[]
  const taken = names.map((name) => groups[name].map(() => new Float64Array(rounds)))
  for (let round = 0; round < rounds; round++) {
    for (const [at, name] of names.entries()) {
      for (const [each, job] of groups[name].entries()) {
        const began = performance.now()
        job()
        const times = taken[at]?.[each]
        if (times) times[round] = (performance.now() - began) * 1_000
      }
    }
  }
  const medians = taken.map((jobs) =>
    Float64Array.from(jobs, (times) => quantile(times.sort(), 0.5)).sort(),
  )
  return Object.fromEntries(names.map((name, at) => [name, medians[at]])) as never
}

export const quantile = (rising: Float64Array, share: number): number =>
  rising[Math.min(rising.length - 1, Math.floor(rising.length * share))] ?? 0

export interface Built<T> {
  readonly built: T
  readonly ms: number
  /** The longest time for which nothing else could run. */
  readonly stallMs: number
  readonly mib: number
}

export const measureBuild = async <T>(build: () => Promise<T>): Promise<Built<T>> => {
  const before = usedMib()
  const began = performance.now()
  let last = began
  let stallMs = 0
  let done = false
  const watch = async () => {
    while (!done) {
      await breathe()
      stallMs = Math.max(stallMs, performance.now() - last)
      last = performance.now()
    }
  }
  const watching = watch()
  const built = await build()
  const ms = performance.now() - began
  done = true
  await watching
  return { built, ms, stallMs, mib: usedMib() - before }
}

const usedMib = (): number => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

/** How often a draw from the one is higher than a draw from the other: 0.5 tells nothing apart. */
export const auroc = (high: readonly number[], low: readonly number[]): number => {
  let wins = 0
  for (const above of high) {
    for (const below of low) wins += above > below ? 1 : above === below ? 0.5 : 0
  }
  return wins / (high.length * low.length)
}
