import { z } from 'zod'
import { duration, hoursOfDay, line } from './common.ts'

/** What every case is judged and sorted by. */
export const casesFile = z.strictObject({
  /** Pictures that are asked for once more. */
  pictures: z
    .strictObject({
      /** Pixels of the shorter side. */
      min_side: z.int().min(1).default(200),
      /** Below it there is nothing to see; see `PictureLooks`. */
      min_entropy: z.number().nonnegative().default(1),
      /** Below it everything is blurred; see `PictureLooks`. */
      min_sharpness: z.number().nonnegative().default(1),
    })
    .prefault({}),
  /** An order that was delivered longer ago is taken, with a note for people. */
  return_window: duration.prefault('15d'),
  /** No reminder is sent in these hours; it waits until they are over. */
  quiet_hours: hoursOfDay.optional(),
  /** The first whose words stand in the customer's description is the ticket's symptom. */
  symptoms: z.array(z.strictObject({ name: line, words: z.array(line).min(1) })).default([]),
  /** What people may find behind a case. */
  root_causes: z.array(line).default([]),
})

export type CaseRules = z.infer<typeof casesFile>
