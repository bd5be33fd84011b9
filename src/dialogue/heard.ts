import type { Conversation, Memory, Phase, Question } from '../model/conversation.ts'
import type { Said } from '../model/decision.ts'
import { type IntentId, type OrderNo, orderNo } from '../model/ids.ts'
import { isMedia, type MediaPart, textOf } from '../model/message.ts'
import type { Order } from '../model/order.ts'
import type { Entity, Understanding } from '../model/understanding.ts'
import { orderValues, type Values } from './render.ts'
import { inOpenRound } from './round.ts'
import type { Situation } from './situation.ts'

/** What the customer said in this turn, read together with what is remembered. */
export interface Heard {
  readonly situation: Situation
  /** In its new round when the last one is over. */
  readonly conversation: Conversation
  readonly memory: Memory
  readonly messages: readonly Said[]
  readonly text: string
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
  understanding: Understanding | undefined,
): Heard => {
  const conversation = inOpenRound(situation.conversation, messages)
  const parts = messages.flatMap((message) => message.parts)
  const media = messages.flatMap((message) =>
    message.parts.filter(isMedia).map((part) => ({ part, from: message.id })),
  )
  const orderNos = [
    ...(understanding?.entities ?? []).flatMap((entity) =>
      entity.kind === 'order_number' && !isDenied(entity, understanding?.text ?? '')
        ? [orderNo(entity.value)]
        : [],
    ),
    ...parts.flatMap((part) => (part.kind === 'order' ? [orderNo(part.orderNo)] : [])),
  ].reverse()
  const text = textOf(parts)
  const { memory } = conversation
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
      ...(order === undefined ? {} : { order }),
      ...(messages.length === 0 ? {} : { heardAt: latest(memory.heardAt, messages) }),
    },
  }
}

const latest = (before = 0, messages: readonly Said[]): number =>
  Math.max(before, ...messages.map(({ at }) => at))

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
  customer: conversation.customer.name ?? '亲',
})

/** What the customer surely means. */
export const sureIntent = ({
  understanding,
}: Heard): { intent: IntentId; confidence: number } | undefined =>
  understanding?.outcome === 'answer' ? understanding.ranking[0] : undefined

/** The numbered question that waits for an answer. */
export const questionOf = (phase: Phase): Question | undefined =>
  phase.kind === 'answering' || phase.kind === 'collecting' ? phase.question : undefined
