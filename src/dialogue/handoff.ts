import {
  type FlowRun,
  type Handoff,
  type HandoffReason,
  type Memory,
  type Phase,
  runOf,
} from '../model/conversation.ts'
import type { Effect, Rung } from '../model/decision.ts'
import type { IntentId } from '../model/ids.ts'
import type { HandoffRules } from '../playbook/index.ts'
import { describeEvidence } from './evidence-text.ts'
import { fill } from './fill.ts'
import { type Heard, ownOrder, urgency, valuesFor } from './heard.ts'
import { fillLate, isAboutAnother } from './late-evidence.ts'
import { orderLabel, renderLoosely } from './render.ts'
import { type Move, say } from './situation.ts'
import { type Collecting, collectingOf, runningFlow } from './slots.ts'
import { orderNoOf, saveTicket, withoutUsed } from './ticket.ts'
import { paragraphs } from './words.ts'

interface HandOver {
  readonly reason: HandoffReason
  readonly rung?: Rung
  readonly because: string
  readonly intent?: IntentId
  readonly confidence?: number
  readonly source?: string
  /** Said instead of the playbook's words for this reason. */
  readonly words?: string
  /** Said before them: answers to what else was asked. */
  readonly first?: readonly string[]
  /** The flow that goes along, when it changed in this very turn. */
  readonly collecting?: Collecting
  readonly effects?: readonly Effect[]
  readonly ticketCount?: number
}

/** To a person, with everything they need so that the customer never has to say it twice. */
export const handOver = (heard: Heard, why: HandOver): Move => {
  const { situation, conversation } = heard
  const collecting = why.collecting ?? broughtAlong(heard)
  const run = collecting?.run ?? runOf(conversation.phase) ?? heard.memory.lastRun
  const unused = collecting ? withoutUsed(heard.memory, collecting.run) : heard.memory
  const { phase: before } = conversation
  const { queueNoticeAt: _, ...rest } = unused
  // Absent until the first message of the wait is acknowledged.
  const waits = before.kind === 'awaitingAgent' ? { queueNoticeAt: situation.at } : {}
  const memory: Memory = { ...rest, misses: 0, ...waits }
  const handoff: Handoff = {
    reason: why.reason,
    because: why.because,
    // Who already waits keeps the place in the queue.
    at: before.kind === 'awaitingAgent' ? before.handoff.at : situation.at,
    summary: summarise(heard, why, heard.memory.order ?? (collecting && orderNoOf(collecting))),
    evidence: collecting ? describeEvidence(collecting) : { have: [], missing: [] },
  }
  const phase: Phase = { kind: 'awaitingAgent', handoff, ...(run === undefined ? {} : { run }) }
  const last = why.words ?? told(situation.playbook.handoff, why.reason)
  const words = paragraphs([...(why.first ?? []), last])
  return {
    kind: 'handoff',
    because: why.because,
    ...(why.rung === undefined ? {} : { rung: why.rung }),
    ...(why.intent === undefined ? {} : { intent: why.intent }),
    ...(why.confidence === undefined ? {} : { confidence: why.confidence }),
    ...(why.source === undefined ? {} : { source: why.source }),
    ...(why.ticketCount === undefined ? {} : { ticketCount: why.ticketCount }),
    phase,
    memory,
    effects: [
      say(renderLoosely(words, valuesFor(heard, ownOrder(heard, memory.order)))),
      ...(collecting ? saveTicket(heard, collecting, 'partial') : []),
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
      ...(why.effects ?? []),
    ],
  }
}

const told = ({ told }: HandoffRules, reason: HandoffReason): string =>
  (reason in told ? told[reason as keyof typeof told] : undefined) ?? told.default

/** The evidence so far, with what came in this very turn; else that of the last ticket. */
const broughtAlong = (heard: Heard): Collecting | undefined => {
  const collecting = runningFlow(heard)
  if (collecting !== undefined) return fillLate(heard, collecting).collecting
  const done = collectingOf(heard.situation, heard.memory.lastRun)
  if (done === undefined || isAboutAnother(done, heard.orderNos[0])) return done
  return fill(done, { media: heard.media }).collecting
}

/** Five lines: who, what, which order, what was tried, why a person; above them that it presses. */
const summarise = (heard: Heard, why: HandOver, orderNo: string | undefined): string[] => {
  const { situation, conversation, memory } = heard
  const { customer } = conversation
  const hurry = urgency(memory)
  const titles = wantedOf(heard, why).flatMap(
    (intent) => situation.playbook.intents.get(intent)?.title ?? [],
  )
  const quotes = memory.said.slice(-3).map((text) => `「${text}」`)
  const order = ownOrder(heard, orderNo)
  const asked = Object.entries(memory.asked).flatMap(([id, times]) => {
    const known = [...situation.playbook.intents.values()].find((each) => each.id === id)
    return known === undefined ? [] : [times > 1 ? `${known.title}×${times}` : known.title]
  })
  return [
    ...(hurry === undefined ? [] : [hurry]),
    `顾客：${customer.name ?? '未留名'}（${customer.id}）`,
    `诉求：${titles.join('、') || '未能判断'}${quotes.length > 0 ? `；原话 ${quotes.join(' ')}` : ''}`,
    `订单：${[orderNo ?? '未提供', ...(order ? [orderLabel(order, situation.timeZone)] : [])].join(' ')}`,
    `已聊过：${asked.length > 0 ? asked.join('、') : '无'}`,
    `转人工原因：${why.because}`,
  ]
}

/**
 * Everything that the customer wants, for the person to see at a glance: what this message holds,
 * else the case in hand and what was asked last. That a person is wanted goes without saying.
 */
const wantedOf = (heard: Heard, why: HandOver): readonly IntentId[] => {
  const { handoff, intents } = heard.situation.playbook
  const isWanted = (intent: IntentId | undefined): intent is IntentId =>
    intent !== undefined &&
    intents.get(intent)?.role === 'request' &&
    !handoff.wants_human.intents.includes(intent)
  const matters = heard.understanding?.matters ?? []
  const now = [why.intent, ...matters.map(({ intent }) => intent)].filter(isWanted)
  const run = (why.collecting ?? runningFlow(heard))?.run
  const before = [run?.intent, heard.memory.lastIntent].filter(isWanted)
  const wanted = (now.length > 0 ? now : before).flatMap((intent) =>
    intent === run?.intent ? [intent, ...toldAlong(heard, run)] : [intent],
  )
  return wanted.length > 0 || why.intent === undefined ? [...new Set(wanted)] : [why.intent]
}

const toldAlong = ({ situation }: Heard, { also = [] }: FlowRun): readonly IntentId[] =>
  also.flatMap((id) => situation.playbook.flows.get(id)?.intents.slice(0, 1) ?? [])
