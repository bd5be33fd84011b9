/** A piece of a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A word of a list that stands in a text. */
export interface Hit<Label> extends Span {
  readonly label: Label
}

export const covers = (whole: Span, part: Span): boolean =>
  whole.start <= part.start && part.end <= whole.end

export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** A letter leads on; `labels` are those of the word that ends here. */
interface Branch<Label> {
  readonly next: Map<string, Branch<Label>>
  readonly labels: Label[]
}

/** After so many, one more tells nothing: somebody holds a key down. */
const enough = 200

/**
 * Every place where a listed word stands, words within words too. A trie: the time grows with the
 * text and not with the lists.
 */
export const createWordFinder = <Label>(
  words: readonly (readonly [word: string, label: Label])[],
): ((text: string) => readonly Hit<Label>[]) => {
  const root: Branch<Label> = { next: new Map(), labels: [] }
  for (const [word, label] of words) {
    const branch = branchOf(root, word)
    if (branch !== root) branch.labels.push(label)
  }
  return (text) => {
    const hits: Hit<Label>[] = []
    for (let start = 0; start < text.length && hits.length < enough; start += 1) {
      let branch = root.next.get(text.charAt(start))
      for (let end = start + 1; branch !== undefined; end += 1) {
        if (branch.labels.length > 0 && isWhole(text, start, end)) {
          for (const label of branch.labels) hits.push({ label, start, end })
        }
        branch = branch.next.get(text.charAt(end))
      }
    }
    return hits
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

/** 「sb」 does not stand in 「usb」, nor 「315」 in an order number. */
const isWhole = (text: string, start: number, end: number) =>
  !goesOn(text, start) && !goesOn(text, end)

const goesOn = (text: string, at: number) => {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)]
  return (
    (/[a-z]/.test(before) && /[a-z]/.test(after)) || (/[0-9]/.test(before) && /[0-9]/.test(after))
  )
}
