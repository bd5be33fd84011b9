import { isClosed } from '../../cases/index.ts'
import type { Conversation, Memory, Phase, Question } from '../../model/conversation.ts'
import type { Said } from '../../model/decision.ts'
import { type OrderNo, orderNo } from '../../model/ids.ts'
import { isMedia, type MediaPart, type MessagePart, textOf } from '../../model/message.ts'
import type { Order } from '../../model/order.ts'
import type { Entity, IntentScore, Matter, Mood, Understanding } from '../../model/understanding.ts'
import { orderValues, type Values } from '../render.ts'
import type { Situation } from '../situation.ts'
import { dutyHours } from '../waiting/duty-hours.ts'
import { withoutGuesses } from './guesses.ts'
import { meantLiterally } from './literal.ts'
import { inOpenRound } from './round.ts'
import { ticketNumbersIn } from './ticket-number.ts'

/** What the customer said in this turn, read together with what is remembered. */
export interface Heard {
  readonly situation: Situation
  /** In its new round when the last one is over. */
  readonly conversation: Conversation
  readonly memory: Memory
  readonly messages: readonly Said[]
  readonly text: string
  /** Of several matters in one message the words of this one: what is named in them is what it is about. */
  readonly clause?: string | undefined
  readonly understanding: Understanding | undefined
  readonly media: readonly { readonly part: MediaPart; readonly from: string }[]
  /** Order numbers of this turn, the last one said first. */
  readonly orderNos: readonly OrderNo[]
}

const rememberedMedia = 20
const rememberedWords = 5

export const hear = (
  situation: Situation,
  messages: readonly Said[],
  understood: Understanding | undefined,
): Heard => {
  const conversation = inOpenRound(situation.conversation, messages)
  const literal = understood && meantLiterally(understood, situation.playbook.handoff)
  const understanding = literal && withoutGuesses(literal, situation, conversation)
  const parts = messages.flatMap((message) => message.parts)
  const media = messages.flatMap((message) =>
    message.parts.filter(isMedia).map((part) => ({ part, from: message.id })),
  )
  const orderNos = [
    ...(understanding?.entities ?? []).flatMap((entity) =>
      entity.kind === 'order_number' && isOrder(entity, understanding?.text ?? '')
        ? [orderNo(entity.value)]
        : [],
    ),
    ...parts.flatMap((part) => (part.kind === 'order' ? [orderNo(part.orderNo)] : [])),
  ].reverse()
  const text = textOf(parts)
  const { toldCase: _, ...known } = withoutClosedCase(situation, conversation.memory)
  const { sentNow: __, ...spoken } = known
  const memory = messages.length === 0 ? known : spoken
  const [order] = orderNos
  return {
    situation,
    conversation,
    messages,
    text,
    understanding,
    media,
    orderNos,
    memory: {
      ...memory,
      media: [...memory.media, ...media].slice(-rememberedMedia),
      said:
        text === '' ? memory.said : [...memory.said, text.slice(0, 200)].slice(-rememberedWords),
      ...(media.length === 0
        ? {}
        : { sentLast: [...new Set(media.map(({ from }) => from))], sentNow: true }),
      ...(order === undefined ? {} : { order }),
      ...shownIn(parts),
      ...(messages.length === 0 ? {} : { heardAt: latest(memory.heardAt, messages) }),
      ...felt(memory, understanding?.mood),
      ...datesNamed(memory, understanding),
    },
  }
}

/** A closed case takes nothing any more, since nobody would look: what is told then is another. */
const withoutClosedCase = ({ tickets }: Situation, memory: Memory): Memory => {
  const { lastRun, ...others } = memory
  const ticket = tickets.find(({ id }) => id === lastRun?.ticket)
  return ticket !== undefined && isClosed(ticket.stage) ? others : memory
}

/** From this emotion on somebody is angry. */
export const angry = 2

/** How often the customer was angry, and the words by which time presses: both last for a round. */
const felt = ({ angry: times = 0, urgent = [], emotion = 0 }: Memory, mood: Mood | undefined) => {
  if (mood === undefined) return {}
  const words = mood.signs.flatMap(({ kind, text }) => (kind === 'urgency' ? [text] : []))
  return {
    ...(mood.emotion > emotion ? { emotion: mood.emotion } : {}),
    ...(mood.emotion >= angry ? { angry: times + 1 } : {}),
    ...(mood.urgent ? { urgent: [...new Set([...urgent, ...words])] } : {}),
  }
}

/** An order that came as a card, and so was picked and not typed. */
const shownIn = (parts: readonly MessagePart[]): { readonly shown?: OrderNo } => {
  const card = parts.findLast((part) => part.kind === 'order')
  return card === undefined ? {} : { shown: orderNo(card.orderNo) }
}

/** Days that a message names, `YYYY-MM-DD`. */
export const datesIn = (understanding: Understanding | undefined): readonly string[] =>
  (understanding?.entities ?? []).flatMap(({ kind, value }) => (kind === 'date' ? [value] : []))

const rememberedDates = 10

const datesNamed = ({ dates = [] }: Memory, understanding: Understanding | undefined) => {
  const named = datesIn(understanding)
  return named.length === 0
    ? {}
    : { dates: [...new Set([...dates, ...named])].slice(-rememberedDates) }
}

/** 「急：明天婚礼要用」, for the person who gets the conversation. */
export const urgency = ({ urgent }: Memory): string | undefined =>
  urgent && (urgent.length === 0 ? '急' : `急：${urgent.join('、')}`)

const latest = (before = 0, messages: readonly Said[]): number =>
  Math.max(before, ...messages.map(({ at }) => at))

/** Not denied, and not a piece of a ticket's number. */
const isOrder = (entity: Entity, text: string): boolean =>
  !isDenied(entity, text) &&
  ticketNumbersIn(text).every(({ start, end }) => entity.end <= start || entity.start >= end)

/** 「是 B，不是 A」 names B only; 「是不是 A」 asks about A. */
const isDenied = ({ start }: Entity, text: string): boolean =>
  /(?<!是)不是\s*$/.test(text.slice(0, start))

/** The order with this number, if it is the customer's own. */
export const ownOrder = ({ situation }: Heard, no: string | undefined): Order | undefined => {
  if (no === undefined) return undefined
  const quoted = quotedOrder(situation, no)
  if (typeof quoted === 'object') return quoted
  return situation.facts.orders.find((order) => order.orderNo === no)
}

/** What is known of a number that was quoted; customers write the numbers, so `__proto__` is one. */
export const quotedOrder = (
  { facts }: Situation,
  no: string,
): Situation['facts']['quoted'][string] | undefined =>
  Object.hasOwn(facts.quoted, no) ? facts.quoted[no] : undefined

export const valuesFor = (
  { situation, conversation }: Heard,
  order: Order | undefined,
): Values => ({
  ...Object.fromEntries(
    Object.entries(situation.facts.shop).map(([key, value]) => [`shop.${key}`, value]),
  ),
  ...orderValues(order, situation.timeZone),
  'hours.duty': dutyHours(situation.playbook.calendar, situation.at, situation.timeZone),
  customer: conversation.customer.name ?? '亲',
})

/**
 * The requests that a message surely holds, each once, as they were said. A greeting or an urge
 * beside them is none, and whether a person is wanted is for the rung that calls one.
 */
export const requestsOf = ({ understanding, situation }: Heard): readonly Matter[] => {
  const { intents, handoff, phrases } = situation.playbook
  const matters = understanding?.matters ?? []
  const requests = matters.filter(
    ({ intent }, index) =>
      matters.findIndex((each) => each.intent === intent) === index &&
      intents.get(intent)?.role === 'request' &&
      !handoff.wants_human.intents.includes(intent),
  )
  const others = requests.filter(({ intent }) => !phrases.urges.intents.includes(intent))
  return others.length > 0 ? others : requests
}

/** What the customer surely means: the first request, else the greeting or the answer that it is. */
export const sureIntent = (heard: Heard): IntentScore | undefined => {
  const sure = requestsOf(heard)[0] ?? heard.understanding?.matters[0]
  return sure && { intent: sure.intent, confidence: sure.confidence }
}

/** The numbered question that waits for an answer. */
export const questionOf = (phase: Phase): Question | undefined =>
  phase.kind === 'answering' || phase.kind === 'collecting' ? phase.question : undefined
