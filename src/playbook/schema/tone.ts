import { z } from 'zod'
import { kebabId, line, words } from './common.ts'

/** A way of writing to customers that agents are warned of. Its phrases: see `phrase.ts`. */
const toneCategory = z.strictObject({
  id: kebabId,
  title: line,
  /** `warn` can be overruled with a reason, `forbid` by a supervisor or an administrator alone. */
  strength: z.enum(['warn', 'forbid']),
  /** Shown to the agent, as is `better`, which takes the place of what was found. */
  why: line,
  better: line,
  /** Better wordings for what is about something in particular; the first that fits. */
  better_about: z.array(z.strictObject({ words: z.array(line).min(1), better: line })).default([]),
  /** Instead of all these where somebody may be hurt: nothing to be tried out. */
  better_in_danger: line.optional(),
  patterns: words,
  /** Only where there is nearly nothing else in the message. */
  alone: words,
  /** What overlaps one of these is not meant. */
  not_patterns: words,
  /** Where the message has one of these, nothing in it is meant. */
  unless: words,
  /** Teach the classifier what else is like this. */
  examples: words,
})

/** What agents are warned of before they send it. */
export const toneFile = z.strictObject({
  /** Words that say nothing: 亲, 您好. */
  courtesy: words,
  categories: z.array(toneCategory).default([]),
  /** Good sentences, near misses above all: none of them may be found, and the classifier learns them. */
  fine: words,
})

export type ToneRules = z.infer<typeof toneFile>
