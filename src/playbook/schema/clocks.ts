import { z } from 'zod'
import { duration, hoursOfDay, line } from './common.ts'

const replyClock = z.strictObject({
  /** How long a customer may wait for a reply. */
  within: duration.prefault('3m'),
  warn_after: duration.prefault('100s'),
  /** Waiting outside of these hours does not count. */
  hours: hoursOfDay.prefault('08:00-23:00'),
  /** Whose reply stops it: a person's alone, or also the bot's. */
  stopped_by: z.enum(['person', 'anybody']).default('person'),
  /** It starts at the first message without a reply, or anew at each. */
  starts_at: z.enum(['first', 'last']).default('first'),
  /** It runs while a person is called or has the chat, or always. */
  runs: z.enum(['with_people', 'always']).default('with_people'),
})

/** The marketplaces' clocks on replies: every market counts differently. */
export const clocksFile = z.strictObject({
  reply: z
    .strictObject({
      default: replyClock.prefault({}),
      /** By the name of the channel; what is not said is as above. */
      channels: z.record(line, replyClock).default({}),
    })
    .prefault({}),
  /** Who waits for a person and has heard nothing for so long hears `phrases.still_waiting`, once an incident. */
  soothe_after: duration.prefault('60s'),
})

export type ClockRules = z.infer<typeof clocksFile>
export type ReplyClock = z.infer<typeof replyClock>
