import type { Memory } from '../../model/conversation.ts'
import type { IntentId, OrderNo, SlotId } from '../../model/ids.ts'
import type { MediaPart } from '../../model/message.ts'
import type { EntityKind } from '../../model/understanding.ts'
import { keywordIn } from '../heard/asked.ts'
import { type Heard, ownOrder, quotedOrder, requestsOf } from '../heard/heard.ts'
import { symptomIn } from '../heard/symptom.ts'
import { plain } from '../heard/words.ts'
import { corrects } from './flow-speech.ts'
import { usable, visible } from './pictures.ts'
import { runningFlow } from './slots.ts'

/** What may go into slots: of this message, or of earlier ones. */
export interface Offered {
  readonly media: readonly { readonly part: MediaPart; readonly from: string }[]
  readonly orderNo?: {
    readonly value: OrderNo
    /** Other orders of the customer that were named in the same breath. */
    readonly beside: readonly OrderNo[]
    readonly from: string
    readonly note?: string
    /** Not among the customer's orders: no reason to give one up that is. */
    readonly doubtful?: true
    /** Known from before, or said in this very turn: only the latter corrects. */
    readonly known: 'before' | 'now'
  }
  /** The slots that a trouble told by these very words brings into the form: see `from_opening`. */
  readonly opens?: readonly SlotId[]
  /** What kinds of things are named in the words. */
  readonly named?: readonly EntityKind[]
  /** Words that describe something. */
  readonly text?: { readonly value: string; readonly from: string }
  /** All the words, however short: they may pick an option. */
  readonly words?: { readonly value: string; readonly from: string }
  /** What is asked for in them, as a wish and not as a question. */
  readonly intents?: readonly IntentId[]
  /** All that they surely tell of. */
  readonly tells?: readonly IntentId[]
  readonly amount?: { readonly value: string; readonly from: string }
}

/** What this turn offers to a flow. Text counts as a description only when it says something. */
export const offeredNow = (heard: Heard, memory: Memory, describe: boolean): Offered => {
  const { situation, messages, understanding } = heard
  const from = messages.at(-1)?.id ?? ''
  const order = orderOffered(heard, memory)
  const amount = understanding?.entities.find((entity) => entity.kind === 'amount')
  const description = describe ? describing(heard) : undefined
  return {
    media: usable(situation, memory.media),
    ...(order === undefined ? {} : { orderNo: { ...order, from } }),
    ...(description === undefined ? {} : { text: { value: description, from } }),
    ...(heard.text === '' ? {} : { words: { value: heard.text, from } }),
    intents: wishesIn(heard),
    tells: toldOf(heard),
    named: (understanding?.entities ?? []).map(({ kind }) => kind),
    ...(amount === undefined ? {} : { amount: { value: amount.text, from } }),
  }
}

/** Surely meant, or said in the operators' own words. */
const toldOf = (heard: Heard): readonly IntentId[] => {
  const keyword = keywordIn(heard, heard.text)?.asked
  const sure = requestsOf(heard).map(({ intent }) => intent)
  return keyword?.kind === 'intent' ? [...sure, keyword.intent] : sure
}

/** As `offeredNow`, for a form that asks for no picture any more: the poor ones are taken too. */
export const offeredLate = (heard: Heard, describe: boolean): Offered => ({
  ...offeredNow(heard, heard.memory, describe),
  media: visible(heard.situation, heard.memory.media),
})

/**
 * The order that was spoken of. One that is not the customer's counts only once they insist: they
 * were told, and said it again.
 */
const orderOffered = (
  heard: Heard,
  { order, doubted }: Memory,
): Omit<NonNullable<Offered['orderNo']>, 'from'> | undefined => {
  if (order === undefined) return undefined
  const known = heard.orderNos.includes(order) ? 'now' : 'before'
  const beside = corrects(heard) ? [] : besides(heard, order)
  const quoted = quotedOrder(heard.situation, order)
  const note = strangeness(quoted)
  if (note === undefined) return { value: order, beside, known }
  const isInsisted = known === 'now' && doubted === order
  if (!isInsisted && isDoubtful(heard, order)) return undefined
  return { value: order, beside, known, note, ...(corrects(heard) ? {} : { doubtful: true }) }
}

/**
 * Whether to ask once more. A card is picked and not mistyped: the shop's order system may not know
 * it yet. Of a customer without any orders nobody knows who they are in the shop.
 */
export const isDoubtful = ({ situation, memory }: Heard, order: OrderNo): boolean => {
  const quoted = quotedOrder(situation, order)
  if (quoted === 'of_someone_else') return situation.facts.orders.length > 0
  return quoted === 'unknown' && memory.shown !== order
}

/** What is wrong with a quoted order, for people. */
const strangeness = (quoted: ReturnType<typeof quotedOrder>): string | undefined => {
  if (quoted === 'of_someone_else') return '该订单不在这位顾客名下，请核对'
  return quoted === 'unknown' ? '订单系统里没有查到，请核对' : undefined
}

/** 「能给我换个新的吗」 is a wish; 「换货运费怎么算」 asks about one. */
export const wishesIn = (heard: Heard): readonly IntentId[] =>
  asksHow.test(heard.text) ? [] : requestsOf(heard).map(({ intent }) => intent)

const asksHow = /怎么|怎样|如何|多久|什么|几天|哪|谁|多少|运费|流程/

/** As they were said. */
const besides = (heard: Heard, order: OrderNo): readonly OrderNo[] =>
  heard.orderNos.filter((no) => no !== order && ownOrder(heard, no) !== undefined).reverse()

const meaningfulLength = 4

/**
 * The turn's text, if enough of it is left without the numbers to describe something. An order number
 * has a slot of its own; of several, the story tells which is which.
 */
const describing = (heard: Heard): string | undefined => {
  const { text, understanding, orderNos } = heard
  let rest = text
  let story = text
  for (const { kind, text: words } of understanding?.entities ?? []) {
    if (kind === 'order_number') rest = rest.replace(words, '')
    // A telephone number alone tells nothing, and belongs to the address that it stands with.
    if (kind === 'order_number' || kind === 'phone') story = story.replace(words, '')
  }
  const bare = plain(story).replace(/(订单号?|单号|编号|是|:|：|,|，|。|\.|!|！)/g, '')
  if (bare.length < meaningfulLength && !namesSymptom(heard)) return undefined
  return (orderNos.length > 1 ? text : rest).trim()
}

/**
 * 「不通电」 says it all to who was asked what is wrong. The first words of a complaint only name it,
 * and the same once more tells nothing.
 */
const namesSymptom = (heard: Heard): boolean => {
  const { playbook } = heard.situation
  const symptom = symptomIn(playbook, heard.text)
  const before = heard.memory.said.slice(0, -1)
  return (
    symptom !== undefined &&
    runningFlow(heard) !== undefined &&
    before.every((words) => symptomIn(playbook, words) !== symptom)
  )
}
