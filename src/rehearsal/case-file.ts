import { z } from 'zod'
import { presenceStates } from '../model/people.ts'
import { levels, planGoals, problemClasses, stages } from '../model/ticket.ts'
import { duration } from '../playbook/index.ts'
import { expectation, time } from './expectation.ts'
import { qualities } from './pictures.ts'

const line = z.string().trim().min(1)

/** Shop time. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/)

const message = z.union([
  line,
  z.strictObject({
    text: line.optional(),
    /** A picture of this name is drawn: the same name is the same picture, whoever sends it. */
    image: line.optional(),
    video: line.optional(),
    order: line.optional(),
    product: line.optional(),
    quality: z.enum(qualities).optional(),
  }),
])

/** What an agent does to a ticket; one of these, with what belongs to it. */
const ticketChange = z.strictObject({
  which: z.int().min(1).optional(),
  stage: z.enum(stages).optional(),
  note: line.optional(),
  level: z.literal(levels).optional(),
  because: line.optional(),
  /** What is put to the vote, and for which goal: an offer where none is named. */
  plan: line.optional(),
  goal: z.enum(planGoals).optional(),
  vote: z.enum(['agree', 'refuse']).optional(),
  /** How the customer was spoken to: 「电话」. */
  contacted: line.optional(),
  /** A login, or `nobody`. */
  assign: line.optional(),
  class: z.enum(problemClasses).optional(),
  symptom: line.optional(),
  root_cause: line.optional(),
  batch: line.optional(),
  comment: line.optional(),
  /** Said to the customer with a stage, as the console wants it of a plan. */
  reply: line.optional(),
})

const step = z.strictObject({
  customer: z.union([message, z.array(message).min(1)]).optional(),
  order_card: line.optional(),
  shop_human: line.optional(),
  agent: line.optional(),
  does: z.enum([...presenceStates, 'take', 'return', 'resolve']).optional(),
  replies: line.optional(),
  /** To whom the agent gives the chat: a login. */
  gives: line.optional(),
  /** Why the agent sends it though the tone guard warned. */
  override: line.optional(),
  changes: ticketChange.optional(),
  after: duration.optional(),
  until: time.optional(),
  order_source: z.enum(['down', 'up']).optional(),
  reload: z
    .array(z.strictObject({ file: line, replace: z.string().min(1), with: z.string() }))
    .min(1)
    .optional(),
  restart: z.literal(true).optional(),
  /** Whose conversation it is about; the story's own buyer without it. */
  as: line.optional(),
  expect: expectation.optional(),
})

/** A scripted conversation, as operators write it; docs/cases.md explains every word. */
export const caseFile = z.strictObject({
  case: line,
  about: z.array(line).default([]),
  /** A buyer of the demo shop; a stranger without orders where there is none. */
  buyer: line.optional(),
  channel: line.default('web'),
  at: moment,
  /** Why it cannot pass yet; once it does, this line must go. */
  pending: line.optional(),
  steps: z.array(step).min(1),
})

/** What happens in a step; each step has one of them. */
export const actions = [
  'customer',
  'order_card',
  'shop_human',
  'agent',
  'after',
  'until',
  'order_source',
  'reload',
  'restart',
] as const

export type CaseFile = z.infer<typeof caseFile>
export type StepFile = CaseFile['steps'][number]
export type SaidFile = z.infer<typeof message>
export type ChangeFile = z.infer<typeof ticketChange>
