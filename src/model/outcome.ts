import type { Money } from './order.ts'

/** What the customer got in the end; `explained`: nothing but an explanation. */
export const outcomeKinds = [
  'refund',
  'return_refund',
  'exchange',
  'resend',
  'repair',
  'compensation',
  'explained',
] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

export interface Outcome {
  readonly kind: OutcomeKind
  /** What it cost the shop: paid back, or made good. */
  readonly amount?: Money | undefined
}

/** Words alone cost nothing. */
export const mayCost = (kind: OutcomeKind): boolean => kind !== 'explained'

/** How a case ended; one that was rejected has no outcome of its own. */
export type CaseEnd = OutcomeKind | 'rejected'
