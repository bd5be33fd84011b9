import { createMoments, dayAt, dayMs, isoDay } from '../cases/index.ts'
import type { Span } from '../store/index.ts'

/** A day of the shop: 23 to 25 hours where the clocks change. */
export interface Day extends Span {
  readonly day: string
  /** From Monday, 0, to Sunday, 6. */
  readonly weekday: number
  /**
   * When each of its 24 hours begins by the clock on the wall, and when the last one ends: one that
   * the clocks leave out has no length, one that they show twice has two hours.
   */
  readonly hours: readonly number[]
}

export const today = (at: number, timeZone: string): string => dayAt(at, timeZone)

/** The days from one to another, both inclusive; none where they are the wrong way round. */
export const daysBetween = (from: string, to: string, timeZone: string): readonly Day[] => {
  const moment = createMoments(timeZone)
  const [first, last] = [wallOf(from), wallOf(to)]
  const days: Day[] = []
  for (let wall = first; wall <= last; wall += dayMs) {
    const weekday = (new Date(wall).getUTCDay() + 6) % 7
    const hours = Array.from({ length: 25 }, (_, hour) => moment(wall + hour * hourMs))
    const [from, to] = [moment(wall), moment(wall + dayMs)]
    days.push({ day: isoDay(wall), weekday, hours, from, to })
  }
  return days
}

/** As many days again, before them; where the last of them is not over, so much of the day. */
export const daysBefore = (
  days: readonly Day[],
  { timeZone, at }: { readonly timeZone: string; readonly at: number },
): readonly Day[] => {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const wall = wallOf(first.day)
  const before = daysBetween(isoDay(wall - days.length * dayMs), isoDay(wall - dayMs), timeZone)
  const missing = Math.max(0, last.to - Math.max(at, last.from))
  return before.map((day, index) =>
    index === before.length - 1 ? { ...day, to: Math.max(day.from, day.to - missing) } : day,
  )
}

/** Of each day with that weekday the hour, or the whole day; of all days where nothing is asked. */
export const spansIn = (
  days: readonly Day[],
  { weekday, hour }: { readonly weekday?: number | undefined; readonly hour?: number | undefined },
): readonly Span[] =>
  days
    .filter((day) => weekday === undefined || day.weekday === weekday)
    .map(({ from, to, hours }) =>
      hour === undefined ? { from, to } : { from: hours[hour] ?? to, to: hours[hour + 1] ?? to },
    )

/** Which hour of the wall it is then. */
export const hourAt = ({ hours }: Pick<Day, 'hours'>, at: number): number =>
  Math.max(
    0,
    hours.slice(0, 24).findLastIndex((begins) => begins <= at),
  )

const hourMs = dayMs / 24

const wallOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)
