import { z } from 'zod'
import { roles } from '../../model/people.ts'
import { stages } from '../../model/ticket.ts'
import { duration, kebabId, line, snakeId, words } from './common.ts'

/** Every condition given must hold; of a list, one is enough. */
export const caseCondition = z.strictObject({
  /** Of the case: the trouble that opened it and those that joined. */
  intents: z.array(snakeId).optional(),
  /** In the customer's own words. */
  words: z.array(line).optional(),
  not_words: words,
  /** Yuan, of the order the case is about. */
  order_amount_over: z.number().nonnegative().optional(),
  /** Product ids or categories of the order. */
  product: z.array(line).min(1).optional(),
  /** A date that the customer named: it is near, or has passed; `near` means within three days. */
  occasion: z.enum(['near', 'passed', 'near_or_passed']).optional(),
  emotion_at_least: z.int().min(1).max(3).optional(),
  /** The customer presses. */
  urgent: z.boolean().optional(),
  /** The customer's value to the shop: orders placed, yuan spent. */
  customer_orders_at_least: z.int().min(1).optional(),
  customer_spent_over: z.number().nonnegative().optional(),
  delivered_over: duration.optional(),
  /** A picture of it stands in another customer's ticket. */
  picture_reused: z.boolean().optional(),
})

const severityRule = z.strictObject({
  id: kebabId,
  level: z.literal([1, 2, 3]),
  /** Shown to people: 「人身安全」. */
  because: line,
  when: caseCondition,
})

/** What ends a clock: a person answered or called, or the ticket came to a stage. */
const clockEnds = z.enum(['contacted', ...stages])

export const stageClock = z.strictObject({
  id: kebabId,
  /** 「15 分钟内电话联系」 */
  title: line,
  within: duration,
  /** `always`: around the clock; `working`: while people are on duty by calendar.yaml. */
  counts: z.enum(['always', 'working']).default('working'),
  /** Any of these meets it, and so does every later stage. */
  until: z.array(clockEnds).min(1),
  /** So long before it is over people are warned. */
  warn_before: duration.optional(),
  at_breach: z
    .array(z.enum(['reassign', 'notify_supervisor', 'raise_priority']))
    .default(['notify_supervisor']),
})

const level = z.strictObject({
  name: line,
  clocks: z.array(stageClock).default([]),
  /** Those who decide together, each role by another person; anybody alone where it is empty. */
  decided_by: z.array(z.enum(roles)).default([]),
  /** What the customer hears instead of the flow's own words when everything is there: it promises nothing. */
  complete: line.optional(),
})

export const severityFile = z.strictObject({
  levels: z
    .strictObject({ 1: level.optional(), 2: level.optional(), 3: level.optional() })
    .default({}),
  /** From the top; the first that holds decides. Level 2 where none does. */
  rules: z.array(severityRule).default([]),
})

export type SeverityRules = z.infer<typeof severityFile>
export type SeverityRule = z.infer<typeof severityRule>
export type CaseCondition = z.infer<typeof caseCondition>
export type StageClockSpec = z.infer<typeof stageClock>
