import type { Lexicon } from '../../playbook/index.ts'
import { normalise } from '../normalise.ts'
import { createWordTree } from '../word-tree.ts'

/** The names of the concepts in a normalised text, in order. */
export type ConceptFinder = (normalised: string) => readonly string[]

/**
 * The longest word that begins at each character counts; one that lies within a longer word does
 * not: 「没收到」 is no 「收到」.
 */
export const createConceptFinder = (groups: Lexicon['groups']): ConceptFinder => {
  const wordsAt = createWordTree(
    groups.flatMap(({ name, words }) => words.map((word) => [normalise(word), name] as const)),
  )
  return (normalised) => {
    const found: string[] = []
    let covered = 0
    for (let start = 0; start < normalised.length; start++) {
      const longest = wordsAt(normalised, start).at(-1)
      if (longest === undefined || longest.end <= covered) continue
      covered = longest.end
      found.push(...longest.labels)
    }
    return found
  }
}
