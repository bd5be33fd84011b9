import { type Duty, isOpen } from '../cases/index.ts'
import type { Queue, Wait } from '../store/index.ts'

const fewest = 5
const most = 50
const latelyMs = 7 * 24 * 60 * 60_000
/** Looked through for waits of working hours: who wrote at night tells nothing of a wait by day. */
const lookedAt = 200

/** How long a wait for a person took lately; undefined where too few are known to tell. */
export const createEstimate = (queue: Pick<Queue, 'waits'>, duty: () => Duty) => {
  let known: Known | undefined
  return async (at: number): Promise<number | undefined> => {
    const waits = await queue.waits({ endedAfter: at - latelyMs, limit: lookedAt })
    const { calendar, timeZone } = duty()
    const basis = [calendar, timeZone, waits.length, waits[0]?.endedAt]
    // Asked with every turn, and the calendar takes its time for two hundred moments.
    if (known === undefined || basis.some((each, index) => each !== known?.basis[index])) {
      const open = waits.filter(({ beganAt }) => isOpen({ calendar, timeZone }, beganAt))
      known = { basis, ms: fourOfFive(open.slice(0, most)) }
    }
    return known.ms
  }
}

interface Known {
  /** What it was made of. */
  readonly basis: readonly unknown[]
  readonly ms: number | undefined
}

/** So long, or less, four of five waited. */
const fourOfFive = (waits: readonly Wait[]): number | undefined => {
  const spans = waits.map(({ beganAt, endedAt }) => endedAt - beganAt).sort((a, b) => a - b)
  return spans.length < fewest ? undefined : spans[Math.ceil(spans.length * 0.8) - 1]
}
