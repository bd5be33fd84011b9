import { z } from 'zod'
import { day, line } from './common.ts'

/** `09:00-12:00`; `24:00` ends a day, and `22:00-02:00` goes on into the next one. */
const shift = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

const shifts = z.array(shift)

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When people are on duty. Without it they are on duty around the clock. */
export const calendarFile = z.strictObject({
  /** The shifts of each weekday; a day that is not named has none. */
  week: z.partialRecord(z.enum(weekdays), shifts).optional(),
  /** Days that are not like others: holidays, 大促; the last one that names a day counts. */
  days: z
    .array(
      z.strictObject({
        name: line,
        from: day,
        /** Included; the same day without it. */
        to: day.optional(),
        /** Empty: nobody is on duty. */
        shifts: shifts.default([]),
      }),
    )
    .default([]),
})

export type Calendar = z.infer<typeof calendarFile>
