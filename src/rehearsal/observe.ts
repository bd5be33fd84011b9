import type { Conversation } from '../model/conversation.ts'
import { type Entry, textOf } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import type { DecisionRecord, DueTimer } from '../store/index.ts'
import type { Buyer, Stage } from './stage.ts'

/** What there is to see after a step: of the step itself, and how things stand. */
export interface Sight {
  readonly at: number
  /** Absent before the first message. */
  readonly conversation: Conversation | undefined
  /** The decision that said something, else the last one of the step. */
  readonly decision: DecisionRecord | undefined
  /** Messages of the bot that left in this step. */
  readonly said: readonly string[]
  /** Notes of this step that only people see. */
  readonly events: readonly string[]
  readonly tickets: readonly Ticket[]
  readonly timers: readonly DueTimer[]
  readonly refused: string | undefined
  readonly transcript: readonly Entry[]
}

/** Remembers what was seen, so that each step shows what is new. */
export const createObserver = (stage: Stage) => {
  const seen = new Set<string>()

  const fresh = <T>(items: readonly T[], keyOf: (item: T) => string): T[] =>
    items.filter((item) => {
      const key = keyOf(item)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })

  return async (buyer: Buyer, refused: string | undefined): Promise<Sight> => {
    const id = stage.conversationOf(buyer)
    const { read } = stage.store
    const transcript = await read.transcript(id, { limit: mostLines })
    const lines = fresh(
      transcript.filter(({ delivery }) => delivery === undefined || delivery.status === 'sent'),
      (entry) => `${entry.id}`,
    )
    const decisions = fresh(
      (await read.decisions(id, mostLines)).toReversed(),
      ({ turn, at, messages }) => `${turn} ${at} ${messages.join()}`,
    )
    const by = (kind: Entry['author']['kind']) =>
      lines.filter(({ author }) => author.kind === kind).map(({ parts }) => textOf(parts))
    return {
      at: stage.now(),
      conversation: (await read.conversation(id))?.conversation,
      decision: decisions.findLast(({ kind }) => kind !== 'silent') ?? decisions.at(-1),
      said: by('bot'),
      events: by('event'),
      tickets: await read.tickets(id),
      timers: await read.timers(id),
      refused,
      transcript,
    }
  }
}

const mostLines = 1_000
