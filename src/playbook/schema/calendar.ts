import { z } from 'zod'
import { day, line } from './common.ts'

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * `09:00-12:00`; `24:00` ends a day, and `22:00-02:00` goes on into the next one. Once parsed:
 * minutes since the midnight before it, above 1440 where it ends on the next day.
 */
export const shift = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .transform((text) => {
    const [from, to] = [minutesOf(text.slice(0, 5)), minutesOf(text.slice(6))]
    return { from, to: to > from ? to : to + 1_440 }
  })

const shifts = z.array(shift).transform((each) => each.toSorted((a, b) => a.from - b.from))

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const specialDays = z.strictObject({
  name: line,
  from: day,
  /** Included; the same day without it. */
  to: day.optional(),
  /** Empty: nobody is on duty. */
  shifts: shifts.prefault([]),
})

/** When people are on duty. */
export const calendarFile = z.strictObject({
  /** The shifts of each weekday; a day that is not named has none. Without it: around the clock. */
  week: z
    .strictObject({
      mon: shifts.optional(),
      tue: shifts.optional(),
      wed: shifts.optional(),
      thu: shifts.optional(),
      fri: shifts.optional(),
      sat: shifts.optional(),
      sun: shifts.optional(),
    })
    .optional(),
  /** Days that are not like others: holidays, 大促; the last one that names a day counts. */
  days: z.array(specialDays).default([]),
})

export type Calendar = z.infer<typeof calendarFile>
export type Shift = z.infer<typeof shift>
