/** A word that begins where it was looked for. */
export interface WordEnd<Label> {
  readonly end: number
  readonly labels: readonly Label[]
}

/** The words that begin at a place of a text, the shortest first. */
export type WordTree<Label> = (text: string, start: number) => readonly WordEnd<Label>[]

/** A letter leads on; `labels` are those of the word that ends here. */
interface Branch<Label> {
  readonly next: Map<string, Branch<Label>>
  readonly labels: Label[]
}

/** A trie over UTF-16 units: the time grows with the text and not with the words. */
export const createWordTree = <Label>(
  words: readonly (readonly [word: string, label: Label])[],
): WordTree<Label> => {
  const root: Branch<Label> = { next: new Map(), labels: [] }
  for (const [word, label] of words) branchOf(root, word).labels.push(label)
  return (text, start) => {
    const ends: WordEnd<Label>[] = []
    let branch = root.next.get(text.charAt(start))
    for (let end = start + 1; branch !== undefined; end += 1) {
      const { labels, next } = branch
      if (labels.length > 0) ends.push({ end, labels })
      branch = next.get(text.charAt(end))
    }
    return ends
  }
}

const branchOf = <Label>(root: Branch<Label>, word: string): Branch<Label> => {
  let branch = root
  for (const letter of word.split('')) {
    const next = branch.next.get(letter) ?? { next: new Map(), labels: [] }
    branch.next.set(letter, next)
    branch = next
  }
  return branch
}
