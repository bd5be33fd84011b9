import { afterQuietHours, levelName } from '../../cases/index.ts'
import type { HandoffReason, Memory, Question } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import type { Flow } from '../../model/flow.ts'
import type { IntentId } from '../../model/ids.ts'
import { isAboutService, levelsOf } from '../../model/ticket.ts'
import { type Heard, ownOrder, valuesFor } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { type Move, type Situation, say } from '../situation.ts'
import { becomes, isDisputed, rulesOf, severityNow } from '../ticket/severity.ts'
import { saveTicket, withoutUsed } from '../ticket/ticket.ts'
import { orderNoOf } from '../ticket/ticket-order.ts'
import { handOver } from '../waiting/handoff.ts'
import type { HandOver } from '../waiting/packet.ts'
import { labels } from './evidence-text.ts'
import { type Collecting, lackingSlots } from './slots.ts'

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
  /** A person is called at once, and the evidence asked for meanwhile. */
  readonly call?: Call
}

/** Why a person is called while a form goes on, and what the customer hears of it. */
export interface Call {
  readonly reason: HandoffReason
  readonly words: string
  /** Why, where that is more than what was understood. */
  readonly called?: string
}

export const keepCollecting = (heard: Heard, collecting: Collecting, keep: Keep): Move => {
  const { flow, run } = collecting
  const { text, fresh, question, call = urgentCall(heard, collecting), kind, ...move } = keep
  const told = { intent: run.intent, source: flow.source, ...move }
  if (call !== undefined) {
    const words = paragraphs([text, call.words])
    return handOver(heard, { ...told, ...call, words, collecting })
  }
  return {
    kind,
    ...told,
    phase: { kind: 'collecting', run, ...(question === undefined ? {} : { question }) },
    memory: { ...uneased(withoutUsed(heard.memory, run)), misses: 0 },
    effects: [
      say(text),
      ...saveTicket(heard, collecting, 'collecting'),
      ...clocks(heard.situation, collecting).slice(0, fresh ? 2 : 1),
    ],
  }
}

const uneased = ({ eased: _, ...memory }: Memory): Memory => memory

/** A case that turns out to be urgent wants a person now; 「资料齐了再说」 would be too late. */
const urgentCall = (heard: Heard, collecting: Collecting): Call | undefined => {
  if (!becomes(heard, collecting, 1)) return undefined
  const { told } = heard.situation.playbook.handoff
  const words = told.urgent ?? told.default
  return { reason: 'urgent', words, called: levelReason(heard, collecting) }
}

/** 「紧急：订单金额超过 2000 元」 */
const levelReason = (heard: Heard, collecting: Collecting): string => {
  const { level, because } = severityNow(heard, collecting)
  return `${levelName(rulesOf(heard.situation), level)}：${because}`
}

interface Completion {
  readonly because: string
  readonly intent?: IntentId
  readonly confidence?: number
  /** Said before the flow's own words. */
  readonly opening?: string
  readonly ticketCount?: number
  readonly call?: Call
}

export const complete = (heard: Heard, collecting: Collecting, how: Completion): Move => {
  const { flow, run } = collecting
  const { severity, handoff } = heard.situation.playbook
  // Where it is disputed too, the words that promise nothing.
  const neutral = levelsOf(severityNow(heard, collecting)).findLast(
    (level) => severity.levels[level]?.complete !== undefined,
  )
  const disputed = isDisputed(heard, collecting)
  const done =
    (neutral && severity.levels[neutral]?.complete) ??
    (disputed ? handoff.told.disputed : undefined) ??
    flow.complete
  const text = renderLoosely(done, {
    ...valuesFor(heard, ownOrder(heard, orderNoOf(collecting))),
    'ticket.number': run.ticketNumber,
  })
  // What is said next is about the ticket first of all: 「还没有啊」, an option that was offered.
  const lastIntent = run.intent
  const memory = { ...withoutUsed(heard.memory, run), misses: 0, lastRun: run, lastIntent }
  const { opening, call = urgentCall(heard, collecting), ...move } = how
  const words = paragraphs([opening, text, call?.words])
  const told = { intent: run.intent, source: flow.source, ...move }
  const why = call ?? (disputed ? review(heard, collecting) : calledFor(flow))
  if (why !== undefined) {
    return handOver({ ...heard, memory }, { ...told, ...why, words, collecting })
  }
  return {
    kind: 'collect',
    ...told,
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

/** Those who decide it together. */
const review = (heard: Heard, collecting: Collecting) =>
  ({ reason: 'disputed', called: levelReason(heard, collecting) }) as const

/** Why a complete form calls a person, if it does. */
const calledFor = (flow: Flow): Pick<HandOver, 'reason' | 'called'> | undefined => {
  if (flow.next === undefined) return undefined
  const reason = isAboutService(flow) ? 'complaint' : 'by_playbook'
  return { reason, called: `「${flow.title}」的资料齐了，按流程交给同事` }
}

export const partial = (
  heard: Heard,
  collecting: Collecting,
  { opening, ...how }: Omit<Completion, 'call'>,
): Move => {
  const words = renderLoosely(collecting.flow.partial, {
    'ticket.number': collecting.run.ticketNumber,
    missing: labels(lackingSlots(collecting)),
  })
  return handOver(heard, {
    reason: 'evidence_partial',
    called: `「${collecting.flow.title}」的资料没有收齐`,
    intent: collecting.run.intent,
    source: collecting.flow.source,
    ...how,
    collecting,
    words: paragraphs([opening, words]),
  })
}

export const alreadyComplete = (
  heard: Heard,
  collecting: Collecting,
  because: string,
  opening = '',
): Move => {
  const { flow, run } = collecting
  const text = renderLoosely(`${opening}\n\n${heard.situation.playbook.phrases.already_complete}`, {
    'ticket.number': run.ticketNumber,
  })
  const told = { rung: 'evidence_flow', because, source: flow.source } as const
  const call = urgentCall(heard, collecting)
  if (call !== undefined) {
    const words = paragraphs([text, call.words])
    return handOver(heard, { ...told, intent: run.intent, ...call, words, collecting })
  }
  return {
    kind: 'notice',
    ...told,
    phase: { kind: 'answering' },
    memory: { ...withoutUsed(heard.memory, run), misses: 0, lastRun: run },
    effects: [say(text), ...saveTicket(heard, collecting, 'partial')],
  }
}

/** A flow that comes back from a person: its ticket is open again and its clocks run anew. */
export const takenUpAgain = (heard: Heard, collecting: Collecting): readonly Effect[] => [
  ...saveTicket(heard, collecting, 'collecting'),
  ...clocks(heard.situation, collecting),
]

const clocks = (situation: Situation, { flow }: Collecting): readonly Effect[] => [
  reminderAt(situation, situation.at + flow.remind_after),
  timerByDay(situation, 'evidence_expiry', situation.at + flow.expire_after),
]

export const reminderAt = (situation: Situation, dueAt: number): Effect =>
  timerByDay(situation, 'evidence_reminder', dueAt)

/** What would be said at night waits for the morning. */
const timerByDay = (
  { playbook, timeZone }: Situation,
  name: 'evidence_reminder' | 'evidence_expiry',
  dueAt: number,
): Effect => ({
  kind: 'startTimer',
  name,
  dueAt: afterQuietHours(playbook.cases.quiet_hours, dueAt, timeZone),
})
