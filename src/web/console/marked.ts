import type { ToneRefusal } from '../shared/index.ts'

/** A piece of a text, and whether it is to be marked. */
export interface Piece {
  readonly text: string
  readonly start: number
  readonly isMarked: boolean
}

/** A text with the words in question apart; words that overlap are marked once. */
export function marked(
  text: string,
  findings: readonly Pick<ToneRefusal['findings'][number], 'start' | 'end'>[],
): readonly Piece[] {
  const pieces: Piece[] = []
  let read = 0
  const take = (end: number, isMarked: boolean) => {
    if (end > read) pieces.push({ text: text.slice(read, end), start: read, isMarked })
    read = Math.max(read, end)
  }
  for (const { start, end } of [...findings].sort((a, b) => a.start - b.start)) {
    take(start, false)
    take(end, true)
  }
  take(text.length, false)
  return pieces
}
