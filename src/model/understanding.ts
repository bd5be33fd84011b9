import type { AnswerId, IntentId } from './ids.ts'

export interface IntentScore {
  readonly intent: IntentId
  /** 0..1; the ranking sums to 1. */
  readonly confidence: number
}

export const entityKinds = [
  'order_number',
  'tracking_number',
  'phone',
  'amount',
  'quantity',
  'date',
  'size',
  'colour',
  'product',
] as const
export type EntityKind = (typeof entityKinds)[number]

/**
 * Something named in a message. `value` is normalised: digits and capitals for numbers (Pinduoduo
 * keeps its dash), fen for amounts, a plain integer for quantities, `YYYY-MM-DD` for dates, `2XL`,
 * `42` or `均码` for sizes, a colour's Chinese name, a product's id. `start`/`end` index the original
 * text.
 */
export interface Entity {
  readonly kind: EntityKind
  readonly text: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** sure -> answer, unsure -> clarify with candidates, not the shop's business or unknown -> reject. */
export type Outcome = 'answer' | 'clarify' | 'reject'

/** One thing that a message asks for: 「杯子碎了还少发一个盖子」 holds two. */
export interface Matter {
  readonly intent: IntentId
  /** 0..1 */
  readonly confidence: number
  /** The words that say it, as a span of the original text. */
  readonly start: number
  readonly end: number
}

/** 0 calm, 1 displeased, 2 angry, 3 furious or threatening. */
export type Emotion = 0 | 1 | 2 | 3

/** How the customer feels, whether time presses, and the words that show it. */
export interface Mood {
  readonly emotion: Emotion
  readonly urgent: boolean
  /** Spans of the original text, in reading order. */
  readonly signs: readonly MoodSign[]
}

export interface MoodSign {
  /** What is only `stress` strengthens other signs and shows nothing by itself: 「你们」, 「太」. */
  readonly kind: 'emotion' | 'stress' | 'urgency'
  readonly text: string
  readonly start: number
  readonly end: number
}

export const calm: Mood = { emotion: 0, urgent: false, signs: [] }

/** What a customer's words mean, as far as one can tell without knowing the conversation. */
export interface Understanding {
  readonly text: string
  readonly normalised: string
  /** Every intent of the playbook, best first. */
  readonly ranking: readonly IntentScore[]
  /** Calibrated probability that the message is the shop's business. */
  readonly inScope: number
  readonly outcome: Outcome
  /** What is surely asked for, in the order it is said; empty unless the outcome is `answer`. */
  readonly matters: readonly Matter[]
  readonly mood: Mood
  readonly entities: readonly Entity[]
  /** Answers whose own words or similar questions resemble the message, best first. */
  readonly candidates: readonly Candidate[]
}

export interface Candidate {
  readonly answer: AnswerId
  /** 0..1, comparable between messages. */
  readonly score: number
}
