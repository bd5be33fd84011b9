import { z } from 'zod'
import { kebabId, line, words } from './common.ts'

/** Words that agents say again and again, found by `/` and the first letters of their titles. */
const quickReply = z.strictObject({
  id: kebabId,
  title: line,
  /** With variables as in any reply, and `{{ask:金额}}` for what the agent has to fill in. */
  text: line,
  /** A file of `replies/pictures/` that goes along. */
  picture: line.optional(),
  /** Other words by which it is found. */
  aliases: words,
})

export const quickFile = z.strictObject({
  groups: z
    .array(z.strictObject({ id: kebabId, title: line, replies: z.array(quickReply).min(1) }))
    .default([]),
})

export type QuickGroups = z.infer<typeof quickFile>['groups']
