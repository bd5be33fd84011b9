import { calm, type Mood, type MoodSign } from '../model/understanding.ts'
import type { MoodWords } from '../playbook/index.ts'
import { readEmotion } from './mood/emotion.ts'
import { createWordFinder, type Span } from './mood/find-words.ts'
import { foldInPlace } from './mood/fold.ts'
import { labelled } from './mood/labels.ts'
import { readUrgency } from './mood/urgency.ts'

/** Reads off a message how the customer feels and whether time presses, and shows by which words. */
export const createMoodFinder = (words: MoodWords): ((text: string) => Mood) => {
  const find = createWordFinder(labelled(words))
  return (text) => {
    const folded = foldInPlace(text)
    const hits = find(folded)
    const { emotion, signs } = readEmotion(folded, hits)
    const urgency = readUrgency(folded, hits)
    if (emotion === 0 && urgency.length === 0) return calm
    const signOf =
      (kind: MoodSign['kind']) =>
      ({ start, end }: Span): MoodSign => ({ kind, text: text.slice(start, end), start, end })
    return {
      emotion,
      urgent: urgency.length > 0,
      signs: [
        ...signs.map((sign) => signOf('adds' in sign && sign.adds ? 'stress' : 'emotion')(sign)),
        ...urgency.map(signOf('urgency')),
      ].sort(inOrder),
    }
  }
}

const inOrder = (a: Span, b: Span) => a.start - b.start || a.end - b.end
