import type { Memory } from '../model/conversation.ts'
import type { Effect } from '../model/decision.ts'
import { ticketWithdrawn, withdrawnCase } from './case-work.ts'
import type { Heard } from './heard.ts'
import { type Move, note, say } from './situation.ts'
import type { Collecting } from './slots.ts'
import { saveTicket, withoutUsed } from './ticket.ts'

/** 「没事了」: nothing more is asked for, and people see what there is. */
export const withdraw = (heard: Heard, collecting: Collecting, word: string): Move => {
  const told = thanked(heard, collecting, word)
  // The case is over: what comes later is no part of it.
  const { lastIntent: _, ...memory } = withoutUsed(told.memory, collecting.run)
  return {
    ...told,
    phase: { kind: 'answering' },
    memory,
    effects: [
      ...told.effects,
      ...saveTicket(heard, collecting, 'partial').map((effect) => closed(heard, effect)),
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
    ],
  }
}

const closed = ({ situation }: Heard, effect: Effect): Effect =>
  effect.kind === 'saveTicket'
    ? { ...effect, ticket: withdrawnCase(situation, effect.ticket) }
    : effect

/** As `withdraw`, of a ticket that is done: one kind sentence, and a line for people. */
export const withdrawn = (heard: Heard, collecting: Collecting, word: string): Move => {
  const told = thanked(heard, collecting, word)
  const ended = ticketWithdrawn(heard.situation, collecting.run.ticket)
  return { ...told, effects: [...told.effects, ...ended] }
}

/** Who waits for a person, and told of no trouble, wants nobody any more. */
export const waitsNoMore = (heard: Heard, word: string): Move => {
  const because = `顾客说「${word}」，不再等人工`
  return {
    kind: 'notice',
    because,
    phase: { kind: 'answering' },
    memory: withoutHaste(heard.memory),
    effects: [say(heard.situation.playbook.phrases.withdrawn), note(because)],
  }
}

/** What made it pressing is over: it must not make the next question urgent. */
const withoutHaste = ({ urgent: _, dates: __, ...memory }: Memory): Memory => ({
  ...memory,
  said: [],
  misses: 0,
})

const thanked = (heard: Heard, { flow, run }: Collecting, word: string): Move => {
  const because = `顾客说「${word}」，不再要「${flow.title}」`
  return {
    kind: 'notice',
    because,
    intent: run.intent,
    source: flow.source,
    phase: heard.conversation.phase,
    memory: withoutHaste(heard.memory),
    effects: [say(heard.situation.playbook.phrases.withdrawn), note(because)],
  }
}
