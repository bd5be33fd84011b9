/**
 * What becomes of a case: how urgent it is, by when the shop must act, and what people may do to
 * it. Pure: the present, the rules and the facts are handed in, and new data comes out.
 */
export { answeredByPerson, type Changed, changeTicket, type Step } from './change-ticket.ts'
export { type ClockFired, clockFired, clockTimers, type TimerChanges } from './clock-timers.ts'
export { clocksFor } from './clocks.ts'
export { type CaseView, holds } from './condition.ts'
export { decidersOf, votesWanted } from './deciders.ts'
export {
  addWorkingTime,
  type Duty,
  dutyBetween,
  isOpen,
  nextOpening,
  workingTimeBetween,
} from './duty.ts'
export { letGo } from './let-go.ts'
export { levelName, severityName } from './names.ts'
export { afterQuietHours } from './quiet-hours.ts'
export { refusalOf } from './refusal.ts'
export type { Refusal } from './refuse.ts'
export { type ReplyDue, replyClockOf, replyDue } from './reply-clock.ts'
export type { Rules } from './rules.ts'
export { judged, openCase } from './set-severity.ts'
export { isUnderRule, severityAfter, severityOf } from './severity.ts'
export { isClosed, movesFrom } from './stages.ts'
export { noted } from './trail.ts'
export { createMoments, dayAt, dayMs, endOfDayAfter, isoDay } from './zone.ts'
