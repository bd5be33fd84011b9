import type { ToneSituation } from '../model/tone.ts'
import type { ToneCategory } from '../playbook/index.ts'
import { foldInPlace } from '../understanding/index.ts'
import { clausesAround, type Piece } from './sentences.ts'

interface Place {
  readonly text: string
  readonly piece: Piece
  readonly situation: ToneSituation
}

/**
 * The better wording for a piece of a text: where somebody may be hurt the one for that, else the one
 * for what its clause is about, if there is one.
 */
export const betterFor = (
  { better, better_about, better_in_danger }: ToneCategory,
  { text, piece, situation }: Place,
): string => {
  if (situation.danger && better_in_danger !== undefined) return better_in_danger
  const { start, end } = clausesAround(text, piece)
  const clause = foldInPlace(text.slice(start, end))
  const fits = better_about.find(({ words }) =>
    words.some((word) => clause.includes(foldInPlace(word))),
  )
  return fits?.better ?? better
}
