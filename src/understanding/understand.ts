import type { IntentScore, Understanding } from '../model/understanding.ts'

/** One labelled sentence. */
export interface Example {
  readonly text: string
  readonly intent: string
}

/**
 * A trained intent classifier. Engines differ in how they learn; all give a ranking over every
 * intent that sums to 1, and a calibrated probability that the text is the shop's business.
 */
export interface Engine {
  readonly name: EngineName
  classify(text: string): Promise<Classification>
}

export interface Classification {
  readonly ranking: readonly IntentScore[]
  readonly inScope: number
}

export const engineNames = ['linear', 'node-nlp', 'natural'] as const
export type EngineName = (typeof engineNames)[number]

/** What the gateway asks: everything that can be known from the words alone. */
export interface Understander {
  understand(text: string, at: number): Promise<Understanding>
}
