import type { Lexicon } from '../../playbook/index.ts'
import { normalise } from '../normalise.ts'

/** The names of the concepts in a normalised text, in order. */
export type ConceptFinder = (normalised: string) => readonly string[]

/** A letter leads on; `names` are the concepts of the word that ends here. */
interface Branch {
  readonly next: Map<string, Branch>
  readonly names: string[]
}

/**
 * The longest word that begins at each character counts; one that lies within a longer word does
 * not: 「没收到」 is no 「收到」. A trie, so the time grows with the text and not with the lexicon.
 */
export const createConceptFinder = (groups: Lexicon['groups']): ConceptFinder => {
  const root: Branch = { next: new Map(), names: [] }
  for (const { name, words } of groups) {
    for (const word of words) branchOf(root, normalise(word))?.names.push(name)
  }
  return (normalised) => {
    const found: string[] = []
    let covered = 0
    for (let start = 0; start < normalised.length; start++) {
      let branch: Branch | undefined = root
      let names: readonly string[] = []
      let end = start
      for (let at = start; branch !== undefined && at < normalised.length; at++) {
        branch = branch.next.get(normalised[at] ?? '')
        if (branch === undefined || branch.names.length === 0) continue
        names = branch.names
        end = at + 1
      }
      if (end <= covered) continue
      covered = end
      found.push(...names)
    }
    return found
  }
}

const branchOf = (root: Branch, word: string): Branch | undefined => {
  let branch: Branch | undefined
  for (const letter of word) {
    const { next } = branch ?? root
    let following = next.get(letter)
    if (following === undefined) {
      following = { next: new Map(), names: [] }
      next.set(letter, following)
    }
    branch = following
  }
  return branch
}
