import {
  type ClockEnd,
  type Level,
  levelsOf,
  type StageClock,
  type Ticket,
} from '../model/ticket.ts'
import type { StageClockSpec } from '../playbook/index.ts'
import { addWorkingTime } from './duty.ts'
import type { Rules } from './rules.ts'
import { hasReached, isClosed } from './stages.ts'

/*
 * A stage clock: running -> warned -> breached, and from each of them -> met. It is cancelled while
 * it waits, by another level of the case or by the end of the case. What was breached stays so,
 * unless it is met late. A case may be under two levels: of each id at most one waits, the faster.
 */

/** The clocks of a level for a case that began at a moment. */
export const clocksFor = (level: Level, from: number, rules: Rules): readonly StageClock[] =>
  (rules.severity.levels[level]?.clocks ?? []).map((spec) => started(spec, { level, from, rules }))

/** The case with the clocks of its level: those of any other end, and what is done needs none. */
export const planned = (ticket: Ticket, at: number, rules: Rules): Ticket => {
  const begun = ticket.reopenedAt ?? ticket.openedAt
  const others = ticket.clocks.map((clock) =>
    isWaiting(clock) && !isInForce(ticket, clock) ? cancelled(clock, at) : clock,
  )
  const added = levelsOf(ticket.severity)
    .flatMap((level) => clocksFor(level, begun, rules))
    .filter(
      (clock, _, all) =>
        !isClosed(ticket.stage) &&
        !isMet(ticket, clock.until) &&
        !others.some((other) => isSame(clock, other) && other.state.kind !== 'cancelled') &&
        ![...others, ...all].some((other) => isWaiting(other) && isFaster(other, clock)),
    )
  // A clock that was cancelled and starts again is one clock.
  const kept = others
    .filter((other) => !added.some((clock) => isSame(clock, other)))
    .map((other) =>
      isWaiting(other) && added.some((clock) => isFaster(clock, other))
        ? cancelled(other, at)
        : other,
    )
  return { ...ticket, clocks: [...kept, ...added.map((clock) => withoutLateWarning(clock, at))] }
}

/** Of one name and due earlier: of two levels the stricter promise counts. */
const isFaster = (one: StageClock, other: StageClock): boolean =>
  one.id === other.id &&
  one.level !== other.level &&
  (one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.level < other.level))

/** The case with its clocks met or cancelled, as it stands now. */
export const settled = (ticket: Ticket, at: number): Ticket => ({
  ...ticket,
  clocks: ticket.clocks.map((clock): StageClock => {
    if (!isWaiting(clock) && clock.state.kind !== 'breached') return clock
    if (!isInForce(ticket, clock)) return clock
    if (isMet(ticket, clock.until)) return { ...clock, state: { kind: 'met', at } }
    return isClosed(ticket.stage) && isWaiting(clock) ? cancelled(clock, at) : clock
  }),
})

/** It will still warn, or be breached. */
export const isWaiting = ({ state }: StageClock): boolean =>
  state.kind === 'running' || state.kind === 'warned'

/** The same promise, whatever became of it. */
export const isSame = (one: StageClock, other: StageClock): boolean =>
  one.id === other.id && one.level === other.level && one.startedAt === other.startedAt

/** Of a level that the case is under now, and of this opening. */
const isInForce = ({ severity, openedAt, reopenedAt }: Ticket, clock: StageClock): boolean =>
  levelsOf(severity).includes(clock.level) && clock.startedAt === (reopenedAt ?? openedAt)

const isMet = ({ stage, contactedAt }: Ticket, until: readonly ClockEnd[]): boolean =>
  until.some((end) => (end === 'contacted' ? contactedAt !== undefined : hasReached(stage, end)))

/** What is over already, in a case that became urgent late, is no longer warned of. */
const withoutLateWarning = (clock: StageClock, at: number): StageClock => {
  if (clock.dueAt > at) return clock
  const { warnAt: _, ...rest } = clock
  return rest
}

const cancelled = (clock: StageClock, at: number): StageClock => ({
  ...clock,
  state: { kind: 'cancelled', at },
})

interface Start {
  readonly level: Level
  readonly from: number
  readonly rules: Rules
}

const started = (spec: StageClockSpec, { level, from, rules }: Start): StageClock => {
  const { id, title, within, warn_before, until, at_breach, counts } = spec
  const after = (ms: number) => (counts === 'always' ? from + ms : addWorkingTime(rules, from, ms))
  return {
    id,
    level,
    title,
    startedAt: from,
    ...(warn_before === undefined ? {} : { warnAt: after(within - warn_before) }),
    dueAt: after(within),
    until,
    atBreach: at_breach,
    state: { kind: 'running' },
  }
}
