import type { BreachAction, StageClock, Ticket } from '../model/ticket.ts'
import { isSame, isWaiting } from './clocks.ts'
import { noted } from './trail.ts'

/** A timer that a clock waits for; the subject is `<ticket>/<clock>/warn` or `…/breach`. */
interface ClockTimer {
  readonly name: 'stage_clock'
  readonly subject: string
  readonly dueAt: number
}

/** Timers to cancel and then to start, so that the store waits for what a ticket waits for. */
export interface TimerChanges {
  readonly cancel: readonly Omit<ClockTimer, 'dueAt'>[]
  readonly start: readonly ClockTimer[]
}

/** What to do about the timers of a ticket that was `before` and is `after` now. */
export const clockTimers = (before: Ticket | undefined, after: Ticket): TimerChanges => {
  const had = before === undefined ? [] : timersOf(before)
  const has = timersOf(after)
  const isIn = (timers: readonly ClockTimer[], { subject, dueAt }: ClockTimer) =>
    timers.some((other) => other.subject === subject && other.dueAt === dueAt)
  const fired = before === undefined ? [] : firedBetween(before, after)
  return {
    cancel: had
      .filter((timer) => !isIn(has, timer) && !fired.includes(timer.subject))
      .map(({ name, subject }) => ({ name, subject })),
    start: has.filter((timer) => !isIn(had, timer)),
  }
}

/** What a clock says when its timer fires: a warning, or a broken promise and what to do about it. */
export type ClockFired =
  | { readonly kind: 'warning'; readonly ticket: Ticket; readonly clock: StageClock }
  | {
      readonly kind: 'breach'
      readonly ticket: Ticket
      readonly clock: StageClock
      readonly actions: readonly BreachAction[]
    }

/** Undefined where the timer is not of this ticket, or its clock waits no longer. */
export const clockFired = (ticket: Ticket, subject: string, at: number): ClockFired | undefined => {
  const clock = ticket.clocks.find(
    (each) => isWaiting(each) && timersOfClock(ticket, each).some((of) => of.subject === subject),
  )
  if (clock === undefined) return undefined
  const isBreach = subject === subjectOf(ticket, clock, 'breach')
  const now: StageClock = { ...clock, state: { kind: isBreach ? 'breached' : 'warned', at } }
  const clocks = ticket.clocks.map((each) => (each === clock ? now : each))
  const next = { ...ticket, clocks, updatedAt: at }
  if (!isBreach) return { kind: 'warning', ticket: next, clock: now }
  const told = noted(next, { at, by: { kind: 'bot' }, what: `「${clock.title}」已超时` })
  return { kind: 'breach', ticket: told, clock: now, actions: clock.atBreach }
}

const timersOf = (ticket: Ticket): readonly ClockTimer[] =>
  ticket.clocks.flatMap((clock) => timersOfClock(ticket, clock))

const timersOfClock = (ticket: Ticket, clock: StageClock): readonly ClockTimer[] => {
  const { state, warnAt, dueAt } = clock
  if (!isWaiting(clock)) return []
  const breach = {
    name: 'stage_clock',
    subject: subjectOf(ticket, clock, 'breach'),
    dueAt,
  } as const
  if (warnAt === undefined || state.kind === 'warned') return [breach]
  const subject = subjectOf(ticket, clock, 'warn')
  return [{ name: 'stage_clock', subject, dueAt: warnAt }, breach]
}

/** Timers that brought the change about have ended by themselves. */
const firedBetween = (before: Ticket, after: Ticket): readonly string[] =>
  after.clocks.flatMap((clock) => {
    const was = before.clocks.find((other) => isSame(clock, other))
    if (was === undefined || was.state.kind === clock.state.kind) return []
    if (clock.state.kind === 'warned') return [subjectOf(after, clock, 'warn')]
    return clock.state.kind === 'breached' ? [subjectOf(after, clock, 'breach')] : []
  })

const subjectOf = ({ id }: Ticket, clock: StageClock, what: 'warn' | 'breach'): string =>
  `${id}/${clock.id}/${what}`
