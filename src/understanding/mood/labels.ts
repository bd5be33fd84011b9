import type { Emotion } from '../../model/understanding.ts'
import type { MoodWords } from '../../playbook/index.ts'
import { foldInPlace } from './fold.ts'

/** What a word of the operators' lists says. */
export type Label = Emotion | 'calm' | 'praise' | 'either' | 'urgent' | 'not urgent'

/** Every word of every list, folded as the texts are. */
export const labelled = (words: MoodWords): readonly (readonly [word: string, label: Label])[] => {
  const lists: readonly (readonly [Label, readonly string[]])[] = [
    [1, words.levels[1]],
    [2, words.levels[2]],
    [3, words.levels[3]],
    ['calm', words.not_words],
    ['praise', words.praise],
    ['either', words.either_way],
    ['urgent', words.urgent],
    ['not urgent', words.not_urgent],
  ]
  return lists.flatMap(([label, list]) => list.map((word) => [foldInPlace(word), label] as const))
}
