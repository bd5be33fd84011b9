import type { Calendar, Shift } from '../playbook/index.ts'
import { createMoments, dayMs, isoDay, minuteMs, wallAt } from './zone.ts'

/** When people are on duty: by which calendar, and in whose time, e.g. `Asia/Shanghai`. */
export interface Duty {
  readonly calendar: Calendar
  readonly timeZone: string
}

/** Nobody plans further ahead; what would take longer counts as never. */
const farthestMs = 5 * 366 * dayMs

export const isOpen = (duty: Duty, at: number): boolean =>
  spans(duty, at, at + 1).next().value !== undefined

/** When somebody is on duty next: `at` itself while open; undefined where that is never. */
export const nextOpening = (duty: Duty, at: number): number | undefined =>
  spans(duty, at, at + farthestMs).next().value?.from

/**
 * The moment at which so much working time has gone by. Where it never does, because the calendar
 * has no shifts, all time counts: a promise that is due too early is better than one that never is.
 */
export const addWorkingTime = (duty: Duty, from: number, ms: number): number => {
  if (ms <= 0) return from
  let rest = ms
  for (const span of spans(duty, from, from + farthestMs)) {
    const length = span.to - span.from
    if (length >= rest) return span.from + rest
    rest -= length
  }
  return from + ms
}

/** How much of the time between two moments somebody is on duty. */
export const workingTimeBetween = (duty: Duty, from: number, to: number): number => {
  let sum = 0
  for (const span of spans(duty, from, to)) sum += span.to - span.from
  return sum
}

/** When somebody is on duty between two moments. */
export const dutyBetween = (duty: Duty, from: number, to: number): readonly Span[] => [
  ...spans(duty, from, to),
]

/** The same hours on every day of the year. */
export const everyDay = (hours: Shift): Calendar => {
  const shifts = [hours]
  const week = { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts }
  return { week: { ...week, sat: shifts, sun: shifts }, days: [] }
}

/** Shifts that touch or overlap count once: the later begins where the earlier ends. */
interface Span {
  readonly from: number
  readonly to: number
}

function* spans({ calendar, timeZone }: Duty, from: number, until: number): Generator<Span, void> {
  const moments = createMoments(timeZone)
  const today = Math.floor(wallAt(from, timeZone) / dayMs)
  const last = today + Math.ceil((until - from) / dayMs) + 1
  let covered = from
  // Shifts of yesterday may go on past midnight.
  for (let day = today - 1; day <= last; day += 1) {
    for (const shift of shiftsOf(calendar, day)) {
      const [start, end] = [shift.from, shift.to].map((m) => moments(day * dayMs + m * minuteMs))
      const span = { from: Math.max(start ?? 0, covered), to: Math.min(end ?? 0, until) }
      if (span.from >= until) return
      if (span.to <= span.from) continue
      covered = span.to
      yield span
    }
  }
}

const allDay: readonly Shift[] = [{ from: 0, to: 1_440 }]

/** 1970-01-01, day 0, was a Thursday. */
const weekdays = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const

const shiftsOf = ({ week, days }: Calendar, day: number): readonly Shift[] => {
  if (days.length > 0) {
    const date = isoDay(day * dayMs)
    const special = days.findLast(({ from, to }) => from <= date && date <= (to ?? from))
    if (special !== undefined) return special.shifts
  }
  if (week === undefined) return allDay
  const weekday = weekdays[((day % 7) + 7) % 7]
  return (weekday && week[weekday]) ?? []
}
