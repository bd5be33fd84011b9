import { answerId, intentId } from '../../../src/model/ids.ts'
import {
  calm,
  type Entity,
  type Matter,
  type Mood,
  type Understanding,
} from '../../../src/model/understanding.ts'
import { intents } from './small-shop.ts'

export interface Meaning extends Partial<Omit<Understanding, Loosely>> {
  /** Best first; the rest of the small playbook's intents follow with next to nothing. */
  readonly intent?: string | readonly string[]
  readonly confidence?: number
  readonly candidates?: readonly { readonly answer: string; readonly score: number }[]
  /** What is surely asked for; with the words that say it, else by the whole text. */
  readonly matters?: readonly (string | readonly [intent: string, words: string])[] | undefined
  readonly mood?: Partial<Mood>
}

type Loosely = 'ranking' | 'candidates' | 'matters' | 'mood'

/** A meaning of several matters, `intent: its words`. */
export const matters = (...told: NonNullable<Meaning['matters']>): Meaning => ({ matters: told })

/** Sure of `intent` when one is named, and of its matters; else nobody's business. */
export const anUnderstanding = (meaning: Meaning = {}): Understanding => {
  const { intent, confidence, matters: told, mood, ...more } = meaning
  const sure = (told ?? []).map((each) => [each].flat()[0] ?? '')
  const named = intent === undefined ? sure : [intent].flat()
  const isSure = told !== undefined || named.length === 1
  const best = confidence ?? (isSure ? 0.9 : 0.3)
  const words = more.text ?? ''
  const outcome = more.outcome ?? (named.length === 0 ? 'reject' : isSure ? 'answer' : 'clarify')
  return {
    text: words,
    normalised: words,
    inScope: named.length > 0 ? 0.9 : 0.1,
    entities: entitiesIn(words),
    ...more,
    outcome,
    matters: outcome === 'answer' ? mattersIn(words, told ?? named.slice(0, 1), best) : [],
    mood: { ...calm, ...mood },
    ranking: [
      ...named.map((id, index) => ({ intent: intentId(id), confidence: best - index * 0.01 })),
      ...intents
        .filter(({ id }) => !named.includes(id))
        .map(({ id }) => ({ intent: id, confidence: 0.001 })),
    ],
    candidates: (more.candidates ?? []).map(({ answer, score }) => ({
      answer: answerId(answer),
      score,
    })),
  }
}

const mattersIn = (
  words: string,
  told: NonNullable<Meaning['matters']>,
  confidence: number,
): readonly Matter[] =>
  told.map((each) => {
    const [intent = '', said = words] = [each].flat()
    const start = Math.max(0, words.indexOf(said))
    return { intent: intentId(intent), confidence, start, end: start + said.length }
  })

/** Long numbers are orders, 「30元」 is an amount. */
const entitiesIn = (words: string): Entity[] =>
  [...words.matchAll(/(\d{8,})|(\d+)元/g)].map((match) => ({
    kind: match[1] === undefined ? 'amount' : 'order_number',
    text: match[0],
    value: match[1] ?? `${match[2]}00`,
    start: match.index,
    end: match.index + match[0].length,
  }))
