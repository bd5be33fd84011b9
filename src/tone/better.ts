import type { ToneCategory } from '../playbook/index.ts'
import { foldInPlace } from '../understanding/index.ts'
import { clausesAround, type Piece } from './sentences.ts'

/** The better wording for a piece of a text: the one for what its clause is about, if there is one. */
export const betterFor = (
  { better, better_about }: ToneCategory,
  text: string,
  piece: Piece,
): string => {
  const { start, end } = clausesAround(text, piece)
  const clause = foldInPlace(text.slice(start, end))
  const fits = better_about.find(({ words }) =>
    words.some((word) => clause.includes(foldInPlace(word))),
  )
  return fits?.better ?? better
}
