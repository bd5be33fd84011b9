import { z } from 'zod'
import { shift } from './calendar.ts'
import { duration, kebabId, line } from './common.ts'

/** What every case is judged and sorted by. */
export const casesFile = z.strictObject({
  /**
   * Pictures that are asked for once more. Measured on 51 photos, also as a platform compresses them
   * (1,080 pixels, JPEG 60), and on generated ones: none of the photos is refused. Of those blurred
   * over 4 pixels of 512 (0.8 % of the width) 84 % are, of those over 6 all; so are a covered lens and
   * a bare wall. Photos have an entropy of at least 3.9, a label on white paper 1.5.
   */
  pictures: z
    .strictObject({
      /** Pixels of the shorter side; below it is a thumbnail. */
      min_side: z.int().min(1).default(200),
      /** Below it there is nothing to see; see `PictureLooks`. */
      min_entropy: z.number().nonnegative().default(1),
      /** Below it everything is blurred; see `PictureLooks`. */
      min_sharpness: z.number().nonnegative().default(3),
    })
    .prefault({}),
  /** An order that was delivered longer ago is taken, with a note for people. */
  return_window: duration.prefault('15d'),
  /** No reminder is sent in these hours; it waits until they are over. */
  quiet_hours: shift.optional(),
  /** The form for what is urgent and has none of its own; without one a person is called without a ticket. */
  other_flow: kebabId.optional(),
  /** The first whose words stand in the customer's description is the ticket's symptom. */
  symptoms: z.array(z.strictObject({ name: line, words: z.array(line).min(1) })).default([]),
  /** What people may find behind a case; anything where it is empty. */
  root_causes: z.array(line).default([]),
})

export type CaseRules = z.infer<typeof casesFile>
