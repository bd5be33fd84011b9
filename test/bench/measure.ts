import { setImmediate as breathe } from 'node:timers/promises'
import { memoryKept } from '../../src/understanding/evaluation/memory.ts'

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
  const before = memoryKept()
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
  return { built, ms, stallMs, mib: (memoryKept() - before) / 2 ** 20 }
}
