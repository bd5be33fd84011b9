/** A span of a text. */
export interface Piece {
  readonly start: number
  readonly end: number
}

/** Who writes more sentences tells a story. */
const mostSentences = 40
/** Numbers, links and a mere 「哦」 are like nothing. */
const fewestCharacters = 2

const sentenceEnd = /[。！？；!?;\n]+/g

/** The sentences of a text, without the marks at their ends. */
export const sentencesOf = (text: string): readonly Piece[] =>
  piecesOf(text, sentenceEnd)
    .filter(({ start, end }) => charactersIn(text.slice(start, end)) >= fewestCharacters)
    .slice(0, mostSentences)

/** The clauses that a span touches, from the first one's beginning to the last one's end. */
export const clausesAround = (text: string, span: Piece): Piece =>
  around(piecesOf(text, /[。！？；!?;\n，,、：:~～…\s]+/g), span)

/** The sentences that a span touches. */
export const sentencesAround = (text: string, span: Piece): Piece =>
  around(piecesOf(text, sentenceEnd), span)

const around = (pieces: readonly Piece[], { start, end }: Piece): Piece => {
  const touched = pieces.filter((piece) => piece.start < end && start < piece.end)
  return { start: touched[0]?.start ?? start, end: touched.at(-1)?.end ?? end }
}

/** What lies between the borders. */
const piecesOf = (text: string, border: RegExp): readonly Piece[] => {
  const pieces: Piece[] = []
  let start = 0
  for (const { 0: mark, index } of text.matchAll(border)) {
    if (index > start) pieces.push({ start, end: index })
    start = index + mark.length
  }
  return start < text.length ? [...pieces, { start, end: text.length }] : pieces
}

const charactersIn = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0
