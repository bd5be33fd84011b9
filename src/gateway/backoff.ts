/** Pauses before the tries of one delivery; after the last try it is a dead letter. */
const pausesMs = [0, 1_000, 5_000, 30_000, 120_000, 600_000] as const

/** However long a platform asks us to wait: a person's words are behind this one too. */
const longestPauseMs = 600_000

/** When to try again after `attempt` (from 1) failed; undefined when it was the last. */
export const retryAt = (attempt: number, at: number, afterMs = 0): number | undefined => {
  const pause = pausesMs[attempt]
  return pause === undefined ? undefined : at + Math.max(pause, Math.min(afterMs, longestPauseMs))
}
