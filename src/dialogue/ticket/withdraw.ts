import type { FlowRun, Memory } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import type { Collecting } from '../form/slots.ts'
import type { Heard } from '../heard/heard.ts'
import { type Move, note, say } from '../situation.ts'
import { alerted } from './alerts.ts'
import { ticketWithdrawn, withdrawnCase } from './case-work.ts'
import { isDisputed } from './severity.ts'
import { saveTicket, withoutUsed } from './ticket.ts'

/** 「没事了」: nothing more is asked for, and people see what there is. */
export const withdraw = (heard: Heard, collecting: Collecting, word: string): Move => {
  const told = thanked(heard, collecting, word)
  // The case is over: what comes later is no part of it.
  const { lastIntent: _, ...memory } = withoutUsed(told.memory, collecting.run)
  const { phase } = told
  const isForPeople = isDisputed(heard, collecting)
  return {
    ...told,
    phase: isForPeople && phase.kind === 'awaitingAgent' ? phase : { kind: 'answering' },
    memory: isForPeople ? { ...memory, lastRun: collecting.run } : memory,
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
  const { withdrawn, withdrawn_review } = heard.situation.playbook.phrases
  const isForPeople = isDisputed(heard, { flow, run })
  const words = isForPeople ? (withdrawn_review ?? withdrawn) : withdrawn
  const move: Move = {
    kind: 'notice',
    because,
    intent: run.intent,
    source: flow.source,
    phase: heard.conversation.phase,
    memory: withoutHaste(heard.memory),
    effects: [say(words), note(because)],
  }
  return isForPeople ? toConfirm(heard, run, move) : move
}

/** What several people decide does not end by the customer's word to the bot: somebody confirms it. */
const toConfirm = ({ situation }: Heard, { ticket, ticketNumber }: FlowRun, move: Move): Move =>
  alerted(move, situation, {
    id: `${ticket}/let_go`,
    kind: 'escalated',
    to: 'supervisors',
    text: `售后单 ${ticketNumber}：顾客说不用处理了，请看一眼再确认撤回`,
  })
