/** A day as the count of days since 1970-01-01, in the shop's own calendar. */
export type Day = number

const dayMs = 86_400_000

/** The day that holds an instant in a time zone. */
export const createCalendar = (timeZone: string): ((at: number) => Day) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  return (at) => Date.parse(`${format.format(at)}T00:00:00Z`) / dayMs
}

/** Undefined where the calendar has no such day. */
export const dayOf = (year: number, month: number, date: number): Day | undefined => {
  const ms = Date.UTC(year, month - 1, date)
  return new Date(ms).getUTCDate() === date ? ms / dayMs : undefined
}

export const yearOf = (day: Day): number => new Date(day * dayMs).getUTCFullYear()

/** A date of the month that lies so many months from a day's own. */
export const inMonth = (day: Day, by: number, date: number): Day | undefined => {
  const now = new Date(day * dayMs)
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + by, 1))
  return dayOf(first.getUTCFullYear(), first.getUTCMonth() + 1, date)
}

/** The last day of the month that lies so many months from a day's own. */
export const endOfMonth = (day: Day, by: number): Day | undefined => {
  const next = inMonth(day, by + 1, 1)
  return next === undefined ? undefined : next - 1
}

/** Of several days the nearest; what is `done` lies behind us, else a day ahead is as good. */
export const nearest = (
  days: readonly (Day | undefined)[],
  today: Day,
  done?: string,
): Day | undefined => {
  let best: Day | undefined
  for (const day of days) {
    if (day === undefined || (done !== undefined && day > today)) continue
    if (best === undefined || Math.abs(day - today) < Math.abs(best - today)) best = day
  }
  return best
}

/** `YYYY-MM-DD` */
export const written = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10)
