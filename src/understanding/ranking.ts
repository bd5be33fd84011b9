import type { IntentId } from '../model/ids.ts'
import type { Classification } from './understand.ts'

export interface IntentShare {
  readonly intent: IntentId
  /** 0 or more; any scale. */
  readonly score: number
}

/**
 * What the packaged engines say, in our terms: shares that sum to 1, best first, and as in scope
 * whatever the off-topic intents do not claim. Nothing recognised: nothing in scope.
 */
export const rankingOf = (
  shares: readonly IntentShare[],
  offTopic: ReadonlySet<string>,
): Classification => {
  const total = shares.reduce((sum, { score }) => sum + score, 0)
  const ranking = shares
    .map(({ intent, score }) => ({
      intent,
      confidence: total > 0 ? score / total : 1 / shares.length,
    }))
    .sort((a, b) => b.confidence - a.confidence)
  const inScope = ranking.reduce(
    (sum, { intent, confidence }) => (offTopic.has(intent) ? sum : sum + confidence),
    0,
  )
  return { ranking, inScope: total > 0 ? Math.min(inScope, 1) : 0 }
}
