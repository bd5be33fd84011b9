import { createWordTree } from '../word-tree.ts'

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

/** After so many, one more tells nothing: somebody holds a key down. */
const enough = 200

/** Every place where a listed word stands, words within words too. */
export const createWordFinder = <Label>(
  words: readonly (readonly [word: string, label: Label])[],
): ((text: string) => readonly Hit<Label>[]) => {
  const wordsAt = createWordTree(words)
  return (text) => {
    const hits: Hit<Label>[] = []
    for (let start = 0; start < text.length && hits.length < enough; start += 1) {
      for (const { end, labels } of wordsAt(text, start)) {
        if (!isWhole(text, start, end)) continue
        for (const label of labels) hits.push({ label, start, end })
      }
    }
    return hits
  }
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
