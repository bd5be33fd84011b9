import type { Example } from '../understand.ts'

/** The solutions of earlier fits, example by example. */
export interface Recall {
  /** Where a fit can begin; undefined where nothing like it was solved. */
  begin(fit: Fit): Float32Array | undefined
  keep(fit: Fit, duals: Float32Array): void
}

/** Which of the fits of a lesson, and what it is made to. */
export interface Fit {
  readonly name: string
  readonly intents: readonly string[]
  readonly examples: readonly (Example | undefined)[]
}

/** `duals[class * examples + example]`, as the solver has them. */
interface Solution {
  readonly placeOf: ReadonlyMap<string, number>
  readonly duals: Float32Array
}

export const createRecall = (): Recall => {
  const solutions = new Map<string, Solution>()
  return {
    begin: ({ name, intents, examples }) => {
      const known = solutions.get(keyOf(name, intents))
      if (known === undefined) return undefined
      const duals = new Float32Array(intents.length * examples.length)
      for (const [at, example] of examples.entries()) {
        const place = known.placeOf.get(nameOf(example))
        if (place === undefined) continue
        for (let k = 0; k < intents.length; k++) {
          duals[k * examples.length + at] = known.duals[k * known.placeOf.size + place] ?? 0
        }
      }
      return duals
    },
    keep: ({ name, intents, examples }, duals) => {
      const placeOf = new Map(examples.map((example, at) => [nameOf(example), at]))
      // The same example twice has two places and one name: such a corpus is not worth recalling.
      if (placeOf.size === examples.length) solutions.set(keyOf(name, intents), { placeOf, duals })
    },
  }
}

/** The same pupil learns several subjects, each of its own classes. */
const keyOf = (name: string, intents: readonly string[]): string => [name, ...intents].join()

const nameOf = (example: Example | undefined): string => `${example?.intent}\n${example?.text}`
