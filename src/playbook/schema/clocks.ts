import { z } from 'zod'
import { shift } from './calendar.ts'
import { duration, line } from './common.ts'

/** `90%`: a share once parsed. */
const share = z
  .string()
  .regex(/^(100|\d{1,2})%$/)
  .transform((text) => Number(text.slice(0, -1)) / 100)

const fields = {
  /** How long a customer may wait for a reply. */
  within: duration,
  warn_after: duration,
  /** Waiting outside of these hours does not count; `00:00-24:00` counts all. */
  hours: shift,
  /** Whose reply stops it: a person's alone, or also the bot's. */
  stopped_by: z.enum(['person', 'anybody']),
  /** It starts at the first message without a reply, or anew at each. */
  starts_at: z.enum(['first', 'last']),
  /** It runs while a person is called or has the chat, or always. */
  runs: z.enum(['with_people', 'always']),
  /** The share of replies that the shop wants to be in time; the overview counts down to it. */
  target: share.optional(),
}

const replyClock = z.strictObject({
  within: fields.within.prefault('3m'),
  warn_after: fields.warn_after.prefault('100s'),
  hours: fields.hours.prefault('08:00-23:00'),
  stopped_by: fields.stopped_by.default('person'),
  starts_at: fields.starts_at.default('first'),
  runs: fields.runs.default('with_people'),
  target: fields.target,
})

/** The marketplaces' clocks on replies: every market counts differently. */
export const clocksFile = z.strictObject({
  reply: z
    .strictObject({
      default: replyClock.prefault({}),
      /** By the name of the channel; what is not said is as in `default`. */
      channels: z.record(line, z.strictObject(fields).partial()).default({}),
    })
    .prefault({}),
  /** Who waits for a person and has heard nothing for so long hears `phrases.still_waiting`, once an incident. */
  soothe_after: duration.prefault('60s'),
})

export type ClockRules = z.infer<typeof clocksFile>
export type ReplyClock = z.infer<typeof replyClock>
