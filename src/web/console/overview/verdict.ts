import type { OverviewNow } from '../../shared/index.ts'
import type { Words } from './words-zh.ts'

export interface Verdict {
  readonly kind: 'calm' | 'watch' | 'bad'
  /** Why it is not calm, the worst first. */
  readonly because: readonly string[]
}

interface Reading {
  readonly words: Words['now']
  readonly channel: (name: string) => string
  readonly duration: (ms: number) => string
}

const longMs = 3 * 60_000
const tooLongMs = 10 * 60_000

/** Whether today goes well, at a glance. Off duty nobody is made to wait by who is not there. */
export function verdictOf(now: OverviewNow, { words, channel, duration }: Reading): Verdict {
  const waited = now.open ? longestWait(now) : 0
  const count = now.waiting.reduce((sum, row) => sum + row.count, 0)
  const targets = now.replies.filter(({ misses_left }) => misses_left !== null)
  const bad = [
    ...(waited >= tooLongMs ? [words.waitsLong(duration(waited))] : []),
    ...(now.open && count > 0 && now.here === 0 ? [words.nobodyHere] : []),
    ...(now.overdue > 0 ? [words.overdue(now.overdue)] : []),
    ...targets
      .filter(({ misses_left }) => (misses_left ?? 0) < 0)
      .map((row) => words.missed(channel(row.channel))),
  ]
  const watch = [
    ...(waited >= longMs && waited < tooLongMs ? [words.waitsLong(duration(waited))] : []),
    ...(now.due_soon > 0 ? [words.dueSoon(now.due_soon)] : []),
    ...targets
      .filter(({ misses_left, late }) => misses_left === 0 && late > 0)
      .map((row) => words.lastMiss(channel(row.channel))),
  ]
  return {
    kind: bad.length > 0 ? 'bad' : watch.length > 0 ? 'watch' : 'calm',
    because: [...bad, ...watch],
  }
}

/** How long who has waited longest has waited. */
export const longestWait = ({ at, waiting }: OverviewNow): number =>
  Math.max(0, ...waiting.map(({ since }) => at - since))
