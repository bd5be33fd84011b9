import { z } from 'zod'
import { orderStates } from '../../model/order.ts'
import { roles } from '../../model/people.ts'
import { breachActions, clockEnds, levels } from '../../model/ticket.ts'
import { duration, kebabId, line, snakeId, words } from './common.ts'

const oneOrMore = z.array(line).min(1)

/** Every condition given must hold; of a list, one is enough. */
export const caseCondition = z.strictObject({
  /** Of the case: the trouble that opened it and those that joined. */
  intents: z.array(snakeId).min(1).optional(),
  /** In the customer's own words; `not_words` are taken out before they are looked for. */
  words: oneOrMore.optional(),
  not_words: words,
  /** Of a sentence with one of `words`, what stands in it as well, and what must not: 放假. */
  beside: oneOrMore.optional(),
  not_beside: oneOrMore.optional(),
  /** It does not hold where one of these was said too, once `not_words` are taken out: 「想买」. */
  unless: words,
  /** Yuan, of the order the case is about. */
  order_amount_over: z.number().nonnegative().optional(),
  /** The order is in one of these states. */
  order_state: z.array(z.enum(orderStates)).min(1).optional(),
  /** Product ids or categories; one such item of the order is enough. */
  product: oneOrMore.optional(),
  /**
   * A day that the customer named, and that is none of the order's own: `near` today or within the
   * next three, `passed` within the last thirty and since the order was placed.
   */
  occasion: z.enum(['near', 'passed', 'near_or_passed']).optional(),
  emotion_at_least: z.int().min(1).max(3).optional(),
  /** The customer presses. */
  urgent: z.boolean().optional(),
  /** The customer's value to the shop: orders paid for and not cancelled, yuan spent on them. */
  customer_orders_at_least: z.int().min(1).optional(),
  customer_spent_over: z.number().nonnegative().optional(),
  /** Delivered longer ago; whole days are counted by the calendar. */
  delivered_over: duration.optional(),
  /** A picture of it stands in another customer's ticket. */
  picture_reused: z.boolean().optional(),
})

const severityRule = z.strictObject({
  id: kebabId,
  level: z.literal(levels),
  /** Shown to people: 「人身安全」. */
  because: line,
  when: caseCondition,
})

export const stageClock = z.strictObject({
  id: kebabId,
  /** 「15 分钟内由人联系」 */
  title: line,
  within: duration,
  /** `always`: around the clock; `working`: while people are on duty by calendar.yaml. */
  counts: z.enum(['always', 'working']).default('working'),
  /** Any of these meets it, and so does every later stage; see `ClockEnd`. */
  until: z.array(z.enum(clockEnds)).min(1),
  /** So long before it is over people are warned. */
  warn_before: duration.optional(),
  at_breach: z.array(z.enum(breachActions)).default(['notify_supervisor']),
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
  /**
   * From the top; of those that hold the first of level 1 and the first of level 3 count, each of
   * them, down to one of level 2. Level 2 where none holds.
   */
  rules: z.array(severityRule).default([]),
})

export type SeverityRules = z.infer<typeof severityFile>
export type SeverityRule = z.infer<typeof severityRule>
export type CaseCondition = z.infer<typeof caseCondition>
export type StageClockSpec = z.infer<typeof stageClock>
