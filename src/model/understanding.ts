import type { AnswerId, IntentId } from './ids.ts'

export interface IntentScore {
  readonly intent: IntentId
  /** 0..1; the ranking sums to 1. */
  readonly confidence: number
}

export type EntityKind =
  | 'order_number'
  | 'tracking_number'
  | 'phone'
  | 'amount'
  | 'quantity'
  | 'date'

/**
 * Something named in a message. `value` is normalised: digits only for numbers, fen for amounts,
 * a plain integer for quantities, `YYYY-MM-DD` for dates. `start`/`end` index the original text.
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

/** What a customer's words mean, as far as one can tell without knowing the conversation. */
export interface Understanding {
  readonly text: string
  readonly normalised: string
  /** Every intent of the playbook, best first. */
  readonly ranking: readonly IntentScore[]
  /** Calibrated probability that the message is the shop's business. */
  readonly inScope: number
  readonly outcome: Outcome
  readonly entities: readonly Entity[]
  /** Answers whose own words or similar questions resemble the message, best first. */
  readonly candidates: readonly Candidate[]
}

export interface Candidate {
  readonly answer: AnswerId
  /** 0..1, comparable between messages. */
  readonly score: number
}
