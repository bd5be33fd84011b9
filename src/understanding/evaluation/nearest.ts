import { gramsOf } from '../grams.ts'
import { normalise } from '../normalise.ts'
import type { Example } from '../understand.ts'
import type { Nearest } from './report.ts'

export type FindNearest = (text: string) => Nearest | undefined

interface Posting {
  readonly at: number
  readonly weight: number
}

/** Finds the example most like a text: the cosine of tf-idf over characters and their pairs. */
export const createNearest = (examples: readonly Example[]): FindNearest => {
  const counts = examples.map(({ text }) => countsOf(text))
  const holders = new Map<string, number>()
  for (const each of counts) {
    for (const gram of each.keys()) holders.set(gram, (holders.get(gram) ?? 0) + 1)
  }
  const rarity = (gram: string) =>
    1 + Math.log((examples.length + 1) / ((holders.get(gram) ?? 0) + 1))
  const postings = new Map<string, Posting[]>()
  for (const [at, each] of counts.entries()) {
    for (const [gram, weight] of weigh(each, rarity)) {
      const known = postings.get(gram)
      if (known === undefined) postings.set(gram, [{ at, weight }])
      else known.push({ at, weight })
    }
  }
  return (text) => {
    const cosines = new Float64Array(examples.length)
    for (const [gram, weight] of weigh(countsOf(text), rarity)) {
      for (const posting of postings.get(gram) ?? []) {
        cosines[posting.at] = (cosines[posting.at] ?? 0) + weight * posting.weight
      }
    }
    const likeness = cosines.reduce((most, each) => Math.max(most, each), 0)
    const example = examples[cosines.indexOf(likeness)]
    if (likeness === 0 || example === undefined) return undefined
    return { text: example.text, intent: example.intent, likeness: Math.min(likeness, 1) }
  }
}

const countsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const gram of gramsOf(normalise(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  return counts
}

/** Of unit length; a gram counts less the more often it is repeated and the more examples have it. */
const weigh = (counts: ReadonlyMap<string, number>, rarity: (gram: string) => number) => {
  const weights = [...counts].map(
    ([gram, count]) => [gram, (1 + Math.log(count)) * rarity(gram)] as const,
  )
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
  return weights.map(([gram, weight]) => [gram, weight / length] as const)
}
