import { levelName } from '../../cases/index.ts'
import { noOrderLine, orderLine } from '../../model/case-text.ts'
import type {
  CaseLine,
  Conversation,
  Handoff,
  HandoffReason,
  Memory,
} from '../../model/conversation.ts'
import type { Effect, Rung } from '../../model/decision.ts'
import type { IntentId } from '../../model/ids.ts'
import type { Order } from '../../model/order.ts'
import type { Ticket } from '../../model/ticket.ts'
import { orderInQuestion } from '../answer.ts'
import { describeEvidence } from '../form/evidence-text.ts'
import { type Collecting, runningFlow } from '../form/slots.ts'
import { type Heard, ownOrder, urgency } from '../heard/heard.ts'
import { orderLabel } from '../render.ts'
import { nextStep } from '../suggest.ts'
import { rulesOf, severityNow, toldAlong } from '../ticket/severity.ts'
import { orderNoOf, snapshotOf } from '../ticket/ticket-order.ts'

/** Why a person is called, and what goes along. */
export interface HandOver {
  readonly reason: HandoffReason
  readonly rung?: Rung
  readonly because: string
  /** Why a person, where `because` says what was understood. */
  readonly called?: string
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

/** Everything that a person needs so that the customer never has to say it twice. */
export const packet = (
  heard: Heard,
  why: HandOver,
  collecting: Collecting | undefined,
): Handoff => {
  const { situation, conversation, memory } = heard
  const { phase: before } = conversation
  const orderNo =
    memory.order ?? (collecting && orderNoOf(collecting)) ?? plainOrder(heard, why)?.orderNo
  const order = ownOrder(heard, orderNo)
  const { desk } = situation.facts
  const next = nextStep(heard, collecting)
  const isUrgent = collecting !== undefined && severityNow(heard, collecting).level === 1
  return {
    reason: why.reason,
    because: why.called ?? why.because,
    // Who already waits keeps the place in the queue.
    at: before.kind === 'awaitingAgent' ? before.handoff.at : situation.at,
    summary: [...summarise(heard, why, orderNo), ...reviewed(heard, collecting)],
    evidence: collecting ? describeEvidence(collecting) : { have: [], missing: [] },
    emotion: memory.emotion ?? 0,
    ...(order === undefined ? {} : { order: snapshotOf(order, situation.at) }),
    earlier: earlierCases(heard, collecting?.run.ticket),
    ...(next === undefined ? {} : { next }),
    ...(desk?.opensAt === undefined || isUrgent ? {} : { callBackAt: desk.opensAt }),
  }
}

/** The only order that what was asked can be about. */
const plainOrder = (heard: Heard, why: HandOver): Order | undefined => {
  const intents = [...wantedOf(heard, why), heard.memory.lastIntent]
  for (const intent of intents) {
    const about = intent && orderInQuestion(heard, intent)
    if (about?.kind === 'one') return about.order
  }
  return undefined
}

const casesShown = 5

/** The customer's other cases, in this conversation and elsewhere, newest first. */
const earlierCases = ({ situation }: Heard, now: Ticket['id'] | undefined): readonly CaseLine[] =>
  [...situation.tickets, ...situation.facts.earlier]
    .filter(({ id }) => id !== now)
    .sort((a, b) => b.openedAt - a.openedAt)
    .slice(0, casesShown)
    .map(({ number, title, stage, openedAt }) => ({ number, title, stage, openedAt }))

/** Four lines: who, what, which order, what was tried; above them that it presses. Why stands beside. */
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
    whoAsks(customer),
    `诉求：${titles.join('、') || '未能判断'}${quotes.length > 0 ? `；原话 ${quotes.join(' ')}` : ''}`,
    orderNo === undefined
      ? noOrderLine(situation.facts.orders.length)
      : orderLine(orderNo, order && orderLabel(order, situation.timeZone)),
    `已聊过：${asked.length > 0 ? asked.join('、') : '无'}${peopleSaid(memory)}`,
  ]
}

export const whoAsks = ({ id, name = '未留名' }: Conversation['customer']): string =>
  `顾客：${name}（${id}）`

/** What cannot wait is answered first; nobody shall promise alone what several decide. */
const reviewed = (heard: Heard, collecting: Collecting | undefined): readonly string[] => {
  const review = collecting && severityNow(heard, collecting).review
  if (review === undefined) return []
  return [
    `另外${levelName(rulesOf(heard.situation), 3)}（${review.because}），先联系顾客，怎么处理先不答应`,
  ]
}

/** What colleagues promised before: nobody shall promise something else. */
const peopleSaid = ({ peopleSaid = [] }: Memory): string =>
  peopleSaid.length === 0 ? '' : `；同事说过 ${peopleSaid.map((text) => `「${text}」`).join(' ')}`

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
  // 「快点」 presses for something: that is what is wanted, and not the urge.
  const { urges } = heard.situation.playbook.phrases
  const isMeant = (intent: IntentId | undefined): intent is IntentId =>
    isWanted(intent) && !urges.intents.includes(intent)
  const run = (why.collecting ?? runningFlow(heard))?.run
  const { memory } = heard
  const matters = heard.understanding?.matters ?? []
  const now = [why.intent, ...matters.map(({ intent }) => intent)].filter(isWanted)
  const asked = Object.keys(memory.asked) as IntentId[]
  // What there is a case about is wanted still, whatever else comes to it.
  const cases = [memory.lastRun?.intent].filter(isMeant)
  const said = now.filter(isMeant)
  const groups = [
    said.length > 0 ? [...cases, ...said] : [],
    [run?.intent, memory.lastIntent].filter(isMeant),
    cases,
    asked.filter(isMeant).slice(-1),
  ]
  const wanted = (groups.find((group) => group.length > 0) ?? now).flatMap((intent) =>
    intent === run?.intent ? [intent, ...toldAlong(heard.situation, run)] : [intent],
  )
  return wanted.length > 0 || why.intent === undefined ? [...new Set(wanted)] : [why.intent]
}
