/** Text as word lists are compared with it: full width folded, lower case, no white space. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/**
 * The longest of `words` that stands in `text`, once every one of `notWords` is taken out:
 * 「不用人工」 is no request for 「人工」, though 「不用人工？要人工！」 is. `…` in a word stands for up to
 * four letters: 「胸口…闷」 stands in 「胸口有点闷」.
 */
export const mentioned = (
  text: string,
  words: readonly string[],
  notWords: readonly string[] = [],
): string | undefined => {
  let rest = plainOnce(text)
  for (const { word, gapped } of foldedList(notWords)) rest = rest.replaceAll(gapped ?? word, ' ')
  let longest: string | undefined
  let length = 0
  for (const [index, { word, gapped }] of foldedList(words).entries()) {
    if (word.length <= length) continue
    if (gapped === undefined ? !rest.includes(word) : rest.search(gapped) < 0) continue
    longest = words[index]
    length = word.length
  }
  return longest
}

/**
 * `text`, folded, without what is a mere manner of speaking; `…` in one of `figures` stands for up
 * to four letters: 「笑得…疼」 takes 「笑得我肚子疼」.
 */
export const literally = (text: string, figures: readonly string[]): string =>
  figures.length === 0 ? plain(text) : plain(text).replace(patternOf(figures), ' ')

const patterns = new WeakMap<readonly string[], RegExp>()

const patternOf = (figures: readonly string[]): RegExp => {
  const known = patterns.get(figures)
  if (known !== undefined) return known
  const each = [...figures].sort((a, b) => b.length - a.length).map(gappedAt)
  const pattern = new RegExp(each.join('|'), 'gu')
  patterns.set(figures, pattern)
  return pattern
}

const gap = '…'

const gappedAt = (words: string): string =>
  words.split(gap).map(escaped).join('[\\p{L}\\p{N}]{0,4}')

const escaped = (words: string): string => plain(words).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

interface Folded {
  readonly word: string
  readonly gapped: RegExp | undefined
}

/** A playbook's lists are asked at every turn and never change: each is folded once. */
const foldedLists = new WeakMap<readonly string[], readonly Folded[]>()

const foldedList = (words: readonly string[]): readonly Folded[] => {
  const known = foldedLists.get(words)
  if (known !== undefined) return known
  const folded = words.map((word) => ({
    word: plain(word.replaceAll(gap, '')),
    gapped: word.includes(gap) ? new RegExp(gappedAt(word), 'gu') : undefined,
  }))
  foldedLists.set(words, folded)
  return folded
}

/** Hundreds of lists are compared with the same text in a turn. */
const plainOnce = (() => {
  let last = { text: '', plain: '' }
  return (text: string): string => {
    if (last.text !== text) last = { text, plain: plain(text) }
    return last.plain
  }
})()
