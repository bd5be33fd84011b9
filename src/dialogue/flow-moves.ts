import type { Question } from '../model/conversation.ts'
import type { Effect } from '../model/decision.ts'
import type { IntentId } from '../model/ids.ts'
import { labels } from './evidence-text.ts'
import { handOver } from './handoff.ts'
import { type Heard, ownOrder, valuesFor } from './heard.ts'
import { renderLoosely } from './render.ts'
import { type Move, say } from './situation.ts'
import { type Collecting, lackingSlots } from './slots.ts'
import { orderNoOf, saveTicket, withoutUsed } from './ticket.ts'
import { paragraphs } from './words.ts'

interface Keep {
  readonly kind: 'collect' | 'notice'
  readonly because: string
  readonly text: string
  /** Asked along, at the end of the text. */
  readonly question?: Question
  readonly fresh?: true
  readonly intent?: IntentId
  readonly source?: string
  readonly ticketCount?: number
}

export const keepCollecting = (heard: Heard, collecting: Collecting, keep: Keep): Move => {
  const { flow, run } = collecting
  const { at } = heard.situation
  const { text, fresh, question, ...move } = keep
  return {
    intent: run.intent,
    source: flow.source,
    ...move,
    phase: { kind: 'collecting', run, ...(question === undefined ? {} : { question }) },
    memory: { ...withoutUsed(heard.memory, run), misses: 0 },
    effects: [
      say(text),
      ...saveTicket(heard, collecting, 'collecting'),
      ...clocks(collecting, at).slice(0, fresh ? 2 : 1),
    ],
  }
}

interface Completion {
  readonly because: string
  readonly intent?: IntentId
  readonly confidence?: number
  /** Said before the flow's own words. */
  readonly opening?: string
  readonly ticketCount?: number
}

export const complete = (heard: Heard, collecting: Collecting, how: Completion): Move => {
  const { flow, run } = collecting
  const text = renderLoosely(flow.complete, {
    ...valuesFor(heard, ownOrder(heard, orderNoOf(collecting))),
    'ticket.number': run.ticketNumber,
  })
  const words = paragraphs([how.opening, text])
  // What is said next is about the ticket first of all: 「还没有啊」, an option that was offered.
  const lastIntent = run.intent
  const memory = { ...withoutUsed(heard.memory, run), misses: 0, lastRun: run, lastIntent }
  const { opening: _, ...move } = how
  if (flow.next === 'handoff') {
    return handOver(
      { ...heard, memory },
      {
        intent: run.intent,
        source: flow.source,
        ...move,
        reason: 'by_playbook',
        words,
        collecting,
      },
    )
  }
  return {
    kind: 'collect',
    intent: run.intent,
    source: flow.source,
    ...move,
    phase: { kind: 'answering' },
    memory,
    effects: [
      say(words),
      ...saveTicket(heard, collecting, 'partial'),
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
    ],
  }
}

export const partial = (heard: Heard, collecting: Collecting, because: string): Move =>
  handOver(heard, {
    reason: 'evidence_partial',
    because,
    intent: collecting.run.intent,
    source: collecting.flow.source,
    collecting,
    words: renderLoosely(collecting.flow.partial, {
      'ticket.number': collecting.run.ticketNumber,
      missing: labels(lackingSlots(collecting)),
    }),
  })

export const alreadyComplete = (
  heard: Heard,
  collecting: Collecting,
  because: string,
  opening = '',
): Move => ({
  kind: 'notice',
  rung: 'evidence_flow',
  because,
  source: collecting.flow.source,
  phase: { kind: 'answering' },
  memory: { ...withoutUsed(heard.memory, collecting.run), misses: 0, lastRun: collecting.run },
  effects: [
    say(
      renderLoosely(`${opening}\n\n${heard.situation.playbook.phrases.already_complete}`, {
        'ticket.number': collecting.run.ticketNumber,
      }),
    ),
    ...saveTicket(heard, collecting, 'partial'),
  ],
})

/** A flow that comes back from a person: its ticket is open again and its clocks run anew. */
export const takenUpAgain = (heard: Heard, collecting: Collecting): readonly Effect[] => [
  ...saveTicket(heard, collecting, 'collecting'),
  ...clocks(collecting, heard.situation.at),
]

const clocks = ({ flow }: Collecting, at: number): readonly Effect[] => [
  { kind: 'startTimer', name: 'evidence_reminder', dueAt: at + flow.remind_after },
  { kind: 'startTimer', name: 'evidence_expiry', dueAt: at + flow.expire_after },
]
