import { z } from 'zod'
import { alertKinds, handoffReasons, type PhaseKind } from '../model/conversation.ts'
import { rungs, timerNames } from '../model/decision.ts'
import type { DecisionKind } from '../model/message.ts'
import { type ClockState, levels, problemClasses, stages } from '../model/ticket.ts'

const line = z.string().trim().min(1)
/** What must stand in a text: each item of a list, and of an inner list one; nothing where it is empty. */
const wording = z.union([line, z.array(z.union([line, z.array(line).min(1)]))])

/** Shop time, of the day it is when somebody asks, or a whole moment. */
export const time = z.string().regex(/^(?:\d{4}-\d{2}-\d{2} )?([01]\d|2[0-3]):[0-5]\d$/)

const kinds = ['answer', 'collect', 'clarify', 'handoff', 'notice', 'silent'] as const
const phases = ['answering', 'collecting', 'awaitingAgent', 'withAgent', 'closed'] as const
kinds satisfies readonly DecisionKind[]
phases satisfies readonly PhaseKind[]

export const slotWords = ['missing', 'filled', 'refused', 'let_go'] as const
const slot = z.union([
  z.enum(slotWords),
  z.strictObject({
    state: z.enum(slotWords).optional(),
    has: wording.optional(),
    note: wording.optional(),
  }),
])

const clockStates = ['running', 'warned', 'breached', 'met', 'cancelled'] as const
clockStates satisfies readonly ClockState['kind'][]

const ticket = z.strictObject({
  /** Counted from 1 in the order they were opened; the last one without it. */
  which: z.int().min(1).optional(),
  title: wording.optional(),
  class: z.enum(problemClasses).optional(),
  symptom: line.optional(),
  level: z.literal(levels).optional(),
  level_because: wording.optional(),
  /** Whether several people decide it together. */
  review: z.boolean().optional(),
  /** What is put to the vote. */
  plan: wording.optional(),
  stage: z.enum(stages).optional(),
  status: z.enum(['collecting', 'complete', 'partial']).optional(),
  order: line.optional(),
  owner: line.optional(),
  note: wording.optional(),
  slots: z.record(line, slot).optional(),
  /** Exactly the evidence that is required and not there. */
  missing: z.array(line).optional(),
  doubts: wording.optional(),
  notes: wording.optional(),
  trail: wording.optional(),
  clocks: z
    .array(
      z.strictObject({
        /** Its id, or words of its title; without it, the one that is due then. */
        id: line.optional(),
        due: time.optional(),
        state: z.enum(clockStates).optional(),
      }),
    )
    .optional(),
})

export const expectation = z.strictObject({
  /** Of the decision of this step that said something, else of the last one. */
  kind: z.enum(kinds).optional(),
  rung: z.enum(rungs).optional(),
  intent: line.optional(),
  because: wording.optional(),
  /** What the customer heard from the bot in this step. */
  says: wording.optional(),
  not_says: z.union([line, z.array(line)]).optional(),
  silent: z.boolean().optional(),
  /** How many messages the bot sent in this step. */
  lines: z.int().min(0).optional(),
  phase: z.enum(phases).optional(),
  /** `bot`, `queue`, `platform`, `nobody`, or an agent's login. */
  owner: line.optional(),
  /** Words of the sentence with which the desk refused what the agent did. */
  refused: wording.optional(),
  /** Notes in the transcript that only people see. */
  event: wording.optional(),
  /** What the shop's people are alerted of just now; none with an empty list. */
  alerts: z
    .array(
      z.strictObject({
        kind: z.enum(alertKinds).optional(),
        to: z.enum(['owner', 'supervisors']).optional(),
        text: wording.optional(),
      }),
    )
    .optional(),
  handoff: z
    .strictObject({
      reason: z.enum(handoffReasons).optional(),
      summary: wording.optional(),
      have: wording.optional(),
      missing: wording.optional(),
      next: wording.optional(),
    })
    .optional(),
  tickets: z.int().min(0).optional(),
  ticket: ticket.optional(),
  /** Exactly these run, or these are due then. */
  timers: z
    .union([z.array(z.enum(timerNames)), z.partialRecord(z.enum(timerNames), time)])
    .optional(),
})

export type Expectation = z.infer<typeof expectation>
export type TicketExpectation = z.infer<typeof ticket>
export type Wording = z.infer<typeof wording>
