import { answeredByPerson, changeTicket, isClosed, letGo } from '../../cases/index.ts'
import type { Conversation, Phase } from '../../model/conversation.ts'
import type { Effect, Trigger } from '../../model/decision.ts'
import type { TicketId } from '../../model/ids.ts'
import type { Actor } from '../../model/people.ts'
import type { Stage, Ticket, TicketChange } from '../../model/ticket.ts'
import { type Move, note, type Situation } from '../situation.ts'
import { casesGiven, chatGiven } from '../waiting/hand-on.ts'
import { saidAlong, silentAfter } from '../waiting/with-agent.ts'
import { rulesOf } from './severity.ts'

/** What it means for the open tickets of a conversation, by now in `phase`, that a person took or answered it. */
export const touchedByPerson = (situation: Situation, phase: Phase): readonly Effect[] => {
  const { trigger, tickets } = situation
  const isPassedBy = trigger.kind === 'timerFired' && trigger.name === 'agent_silent'
  if ((isPassedBy || trigger.kind === 'agentLeft') && phase.kind === 'awaitingAgent')
    return takenFrom(situation)
  const by = personOf(trigger)
  if (by === undefined || phase.kind !== 'withAgent') return []
  // Given away when somebody else was faster: whose chat it is, has the case.
  const has = phase.by.kind === 'agent' ? phase.by.agent : undefined
  if (by.kind === 'agent' && by.agent !== has) return []
  return tickets
    .filter(({ stage }) => !isClosed(stage))
    .flatMap((ticket): Effect[] => {
      const now = touched(situation, ticket, by)
      return now === ticket ? [] : [{ kind: 'saveTicket', ticket: now }]
    })
}

/** Who had the chat and never answered has its case no more: whoever is given the chat will have it. */
const takenFrom = (situation: Situation): readonly Effect[] => {
  const { conversation, tickets, at } = situation
  const { phase } = conversation
  if (phase.kind !== 'withAgent' || phase.by.kind !== 'agent') return []
  const { agent } = phase.by
  const step = { by: { kind: 'bot' }, at, rules: rulesOf(situation) } as const
  return tickets
    .filter(({ owner, contactedAt }) => owner?.agent === agent && contactedAt === undefined)
    .flatMap((ticket): Effect[] => {
      const changed = changeTicket(ticket, { kind: 'assign' }, step)
      return changed.kind === 'changed' ? [{ kind: 'saveTicket', ticket: changed.ticket }] : []
    })
}

/** Nobody has proposed anything yet, so evidence may still matter. */
export const isBeforePlan = ({ tickets }: Pick<Situation, 'tickets'>, id: TicketId): boolean => {
  const ticket = tickets.find((each) => each.id === id)
  return ticket === undefined || stagesBeforePlan.includes(ticket.stage)
}

const stagesBeforePlan: readonly Stage[] = ['opened', 'reopened', 'under_review']

const personOf = (trigger: Trigger): Actor | undefined => {
  if (trigger.kind === 'shopHumanSaid') return { kind: 'colleague' }
  const isAgents =
    trigger.kind === 'agentTook' ||
    trigger.kind === 'agentReplied' ||
    trigger.kind === 'agentAssigned'
  if (!isAgents) return undefined
  return { kind: 'agent', agent: trigger.agent, name: trigger.name, role: 'agent' }
}

/** Who takes a conversation takes its case and looks at it; who answers has spoken to the customer. */
const touched = (situation: Situation, ticket: Ticket, by: Actor): Ticket => {
  const { at, trigger } = situation
  const step = { by, at, rules: rulesOf(situation) }
  const done = (now: Ticket, change: TicketChange): Ticket => {
    const changed = changeTicket(now, change, step)
    return changed.kind === 'changed' ? changed.ticket : now
  }
  const answered = trigger.kind === 'agentReplied' || trigger.kind === 'shopHumanSaid'
  const spoken = answered ? answeredByPerson(ticket, step) : ticket
  if (by.kind !== 'agent') return spoken
  const { agent, name } = by
  const owned = done(spoken, { kind: 'assign', to: { agent, name } })
  if (trigger.kind === 'agentAssigned') return owned
  const isNew = owned.stage === 'opened' || owned.stage === 'reopened'
  return isNew ? done(owned, { kind: 'stage', to: 'under_review' }) : owned
}

/** The customer wants nothing more of it; what people have decided already stays. */
export const withdrawnCase = (situation: Situation, ticket: Ticket): Ticket =>
  letGo(ticket, { at: situation.at, rules: rulesOf(situation) })

export const ticketWithdrawn = (situation: Situation, id: TicketId): readonly Effect[] => {
  const ticket = situation.tickets.find((each) => each.id === id)
  return ticket === undefined
    ? []
    : [{ kind: 'saveTicket', ticket: withdrawnCase(situation, ticket) }]
}

/** What a person does to a ticket; whether they may was asked before, and is asked again here. */
export const ticketChanged = (
  situation: Situation,
  { ticket: id, change, by }: Extract<Trigger, { kind: 'ticketChanged' }>,
): Move => {
  const { conversation, tickets, at } = situation
  const { phase, memory } = conversation
  const stay = { kind: 'silent', phase, memory, effects: [] } as const
  const ticket = tickets.find((each) => each.id === id)
  if (ticket === undefined) return { ...stay, because: `没有工单 ${id}` }
  const changed = changeTicket(ticket, change, { by, at, rules: rulesOf(situation) })
  if (changed.kind === 'refused') return { ...stay, because: changed.refusal.zh }
  const what = changed.ticket.trail.at(-1)?.what ?? ''
  const text = `售后单 ${ticket.number}：${what}`
  const told = change.kind === 'note' ? [] : [note(`${nameOf(by)} · ${text}`)]
  const answered =
    replyOf(change) === undefined ? changed.ticket : spokenFor(situation, changed.ticket, by)
  const saved = { kind: 'saveTicket', ticket: answered } as const
  const ended = collectingEnded(conversation, answered) ?? { phase, memory, effects: [saved] }
  const move = { ...stay, ...ended, because: text, effects: [...ended.effects, ...told] }
  const done = withReply(situation, withChat(situation, move, change, by), change, by)
  return stillAtWork(situation, done, by)
}

/** Who works on the case of a chat that they owe an answer in is not away: the silence begins anew. */
const stillAtWork = (situation: Situation, move: Move, by: Actor): Move => {
  const { phase } = move
  if (phase.kind !== 'withAgent' || phase.waitingSince === undefined) return move
  const isTheirs = by.kind === 'agent' && phase.by.kind === 'agent' && phase.by.agent === by.agent
  return isTheirs ? { ...move, effects: [...move.effects, silentAfter(situation, 1)] } : move
}

/** Who gives the case of the chat that they have gives the chat with it, and its other cases. */
const withChat = (situation: Situation, move: Move, change: TicketChange, by: Actor): Move => {
  if (change.kind !== 'assign' || change.to === undefined || by.kind !== 'agent') return move
  const giving = { agent: by.agent, name: by.name, to: change.to }
  const given = chatGiven(situation, giving)
  if (given === undefined || situation.trigger.kind !== 'ticketChanged') return move
  const others = casesGiven(situation, giving, situation.trigger.ticket)
  return { ...move, phase: given.phase, effects: [...move.effects, ...given.effects, ...others] }
}

const replyOf = (change: TicketChange): string | undefined =>
  change.kind === 'stage' ? change.reply : undefined

/** Who tells the customer has spoken to them, and has the case where nobody has it. */
const spokenFor = (situation: Situation, ticket: Ticket, by: Actor): Ticket => {
  const step = { by, at: situation.at, rules: rulesOf(situation) }
  const spoken = answeredByPerson(ticket, step)
  if (by.kind !== 'agent' || spoken.owner !== undefined) return spoken
  const to = { agent: by.agent, name: by.name }
  const owned = changeTicket(spoken, { kind: 'assign', to }, step)
  return owned.kind === 'changed' ? owned.ticket : spoken
}

/** The customer hears of it in the words of who did it. */
const withReply = (situation: Situation, move: Move, change: TicketChange, by: Actor): Move => {
  const words = replyOf(change)
  if (words === undefined || by.kind !== 'agent') return move
  const conversation = { ...situation.conversation, phase: move.phase, memory: move.memory }
  const said = saidAlong({ ...situation, conversation }, by, words.trim())
  return { ...move, ...said, effects: [...move.effects, ...said.effects] }
}

/** What people have decided without the rest of the evidence is not collected for any more. */
const collectingEnded = (
  { phase, memory }: Conversation,
  ticket: Ticket,
): Pick<Move, 'phase' | 'memory' | 'effects'> | undefined => {
  if (phase.kind !== 'collecting' || phase.run.ticket !== ticket.id) return undefined
  if (stagesBeforePlan.includes(ticket.stage)) return undefined
  const { run, question } = phase
  return {
    phase: { kind: 'answering', ...(question === undefined ? {} : { question }) },
    memory: { ...memory, lastRun: run },
    effects: [
      { kind: 'saveTicket', ticket: { ...ticket, status: 'partial' } },
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
    ],
  }
}

const nameOf = (by: Actor): string => {
  switch (by.kind) {
    case 'agent':
      return by.name
    case 'colleague':
      return '店里的同事'
    case 'bot':
      return '机器人'
    default:
      return by satisfies never
  }
}
