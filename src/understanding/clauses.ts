/** A part of a message that can mean something by itself; a span of the original text. */
export interface Clause {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The eighth clause holds the rest of the message: who writes more tells a story. */
const mostClauses = 8
/** Shorter ones lean on their neighbour: 「对了」, 「那个」. */
const fewestLetters = 3

/**
 * Punctuation and line ends part clauses, as does a space between Chinese words, and a word that
 * begins something new: 「还少一个」, 「另外」. A point within a number does not.
 */
const border =
  /[，。！？；、,!?;~～…\n\r]+|\.(?!\d)|(?<=[\p{Script=Han}\d]) +(?=[\p{Script=Han}\d])|(?=还有|还少|还缺|还漏|还想|而且|另外|顺便|以及|并且|再就是|再问)/gu

export const clausesOf = (text: string): readonly Clause[] => {
  const clauses: Clause[] = []
  let start = 0
  // Marks without letters between them begin no clause, and their text is not read again.
  let read = 0
  let letters = 0
  const close = (end: number, next: number) => {
    letters += lettersIn(text.slice(read, end))
    read = next
    if (letters >= fewestLetters && clauses.length < mostClauses) {
      clauses.push({ text: text.slice(start, end), start, end })
    } else if (clauses.length > 0 || next >= text.length) {
      const from = clauses.pop()?.start ?? start
      clauses.push({ text: text.slice(from, end), start: from, end })
    } else return
    start = next
    letters = 0
  }
  for (const { 0: mark, index } of text.matchAll(border)) {
    if (index > start) close(index, index + mark.length)
  }
  if (start < text.length) close(text.length, text.length)
  return clauses
}

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
