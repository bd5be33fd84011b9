import { z } from 'zod'
import { duration, kebabId, line, offers } from './common.ts'
import { caseCondition } from './severity.ts'

/** One step further than asked: what an attentive shop owner would offer by themselves. */
const suggestion = z.strictObject({
  id: kebabId,
  /** As for a rule of severity; `severity_rule` names rules of `severity.yaml`, one of which holds. */
  when: caseCondition.extend({ severity_rule: z.array(kebabId).min(1).optional() }),
  /** Said after the answer; one that is for people alone has none. */
  say: line.optional(),
  /** Where it ends with a question: what its answers ask for. */
  offers: offers.optional(),
  /** For people: what to offer, in the handoff and on the ticket. */
  for_people: line.optional(),
})

export const suggestFile = z.strictObject({
  suggestions: z.array(suggestion).default([]),
  /** At most so many in a round of conversation, and the same one not again within a while. */
  at_most: z.int().min(0).max(5).default(1),
  not_again_within: duration.prefault('7d'),
})

export type SuggestRules = z.infer<typeof suggestFile>
