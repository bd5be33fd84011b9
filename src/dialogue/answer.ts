import { isUnderRule } from '../cases/index.ts'
import type { IntentId, OrderNo } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import type { Answer, Intent, When } from '../playbook/index.ts'
import { runningFlow } from './form/slots.ts'
import { type Heard, ownOrder, valuesFor } from './heard/heard.ts'
import { hoursOf, isWithin, shopTime } from './heard/shop-time.ts'
import { ticketHolds, ticketInQuestion, ticketValues } from './heard/ticket-asked.ts'
import { mentioned } from './heard/words.ts'
import { parcelInQuestion, render } from './render.ts'
import { viewWithoutForm } from './ticket/severity.ts'

/** An answer that holds now, with its words filled in. */
export interface Chosen {
  readonly answer: Answer
  readonly text: string
}

/** The most specific of `answers` whose conditions hold and whose variables all have values. */
export const choose = (
  heard: Heard,
  answers: readonly Answer[],
  order: Order | undefined,
): Chosen | undefined => {
  const ticket = ticketValues(ticketInQuestion(heard), heard.situation.timeZone)
  const values = { ...valuesFor(heard, order), ...ticket }
  for (const answer of answers) {
    if (!holds(answer, heard, order)) continue
    const text = render(answer.reply, values)
    if (text !== undefined) return { answer, text }
  }
  return undefined
}

/** Which order a question of this intent is about. */
export type OrderInQuestion =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly order: Order }
  | { readonly kind: 'several'; readonly orders: readonly Order[] }
  /** A number was quoted, and no order system is connected that could tell. */
  | { readonly kind: 'unchecked'; readonly orderNo: OrderNo }
  /** A number was quoted that is not among the customer's orders. */
  | { readonly kind: 'notTheirs'; readonly orderNo: OrderNo }

export const orderInQuestion = (heard: Heard, intent: IntentId): OrderInQuestion => {
  const quoted = heard.memory.order
  const own = ownOrder(heard, quoted)
  if (own !== undefined) return { kind: 'one', order: own }
  if (quoted !== undefined && heard.orderNos.includes(quoted)) {
    const unchecked = heard.situation.facts.quoted[quoted] === 'unchecked'
    return { kind: unchecked ? 'unchecked' : 'notTheirs', orderNo: quoted }
  }
  const kinds = ordersByKind(heard, intent).filter((group) => group.length > 0)
  const groups = [...kinds, heard.situation.facts.orders]
  // 「茶叶罐裂了，紫砂壶怎么还没到」: each is about the order that its own clause names.
  const whole = { ...heard, clause: undefined }
  const named = (heard.clause === undefined ? [whole] : [heard, whole]).flatMap((each) =>
    [isNamed, isHinted].flatMap((fits) =>
      groups.map((group) => group.filter((order) => fits(each, order))),
    ),
  )
  const orders = named.find((group) => group.length > 0) ?? kinds[0] ?? []
  const [first, second] = orders
  if (first === undefined) return { kind: 'none' }
  if (second === undefined) return { kind: 'one', order: first }
  return { kind: 'several', orders }
}

/** 「汝窑茶具碎了」 is about the order that holds it. */
const isNamed = ({ understanding, clause }: Heard, { items }: Order): boolean =>
  (understanding?.entities ?? []).some(
    ({ kind, value, text }) =>
      kind === 'product' &&
      clause?.includes(text) !== false &&
      items.some(({ productId }) => productId === value),
  )

/** 「杯子碎了」 is about the order with a cup in it, whatever the shop calls the cup. */
const isHinted = ({ text, clause = text, situation }: Heard, { items }: Order): boolean => {
  const said = situation.playbook.phrases.goods_words.filter((word) => clause.includes(word))
  return items.some(({ title }) => said.some((word) => title.includes(word)))
}

/** The only order with the thing that is named, whatever is wanted of it. */
export const orderNamed = (heard: Heard): Order | undefined => {
  const groups = [isNamed, isHinted].map((fits) =>
    heard.situation.facts.orders.filter((order) => fits(heard, order)),
  )
  const [first, ...others] = groups.find((group) => group.length > 0) ?? []
  return others.length === 0 ? first : undefined
}

/** The order that an answer for this intent speaks of. */
export const orderFor = (heard: Heard, intent: IntentId | undefined): Order | undefined => {
  const question = intent === undefined ? undefined : orderInQuestion(heard, intent)
  return question?.kind === 'one' ? question.order : ownOrder(heard, heard.memory.order)
}

/** Every order that a question of this intent may be about, likeliest first. */
export const relatedOrders = (heard: Heard, intent: IntentId): readonly Order[] => [
  ...new Set(ordersByKind(heard, intent).flat()),
]

const ordersByKind = ({ situation }: Heard, intent: IntentId): readonly (readonly Order[])[] => {
  const kinds = situation.playbook.intents.get(intent)?.about_orders ?? []
  return kinds.map((kind) => situation.facts.orders.filter((order) => isOfKind(order, kind)))
}

const isOfKind = (order: Order, kind: Intent['about_orders'][number]): boolean =>
  kind === 'after_sale'
    ? order.afterSale !== undefined && order.afterSale.state !== 'closed'
    : order.state === kind

/** Whether the conditions of an answer are met. */
export const holds = (answer: Answer, heard: Heard, order: Order | undefined): boolean => {
  const { when } = answer
  return (
    orderHolds(when, heard, order) &&
    timeHolds(when, heard) &&
    (when.ticket === undefined || ticketHolds(when.ticket, ticketInQuestion(heard))) &&
    (when.says === undefined || mentioned(heard.text, when.says) !== undefined) &&
    (when.channel === undefined || when.channel.includes(heard.conversation.channel)) &&
    (when.severity_rule === undefined || isRuled(when.severity_rule, answer, heard, order)) &&
    (when.asked_at_least === undefined || timesAsked(answer, heard) >= when.asked_at_least)
  )
}

/** A running form judges for itself what is told meanwhile. */
const isRuled = (
  ids: readonly string[],
  { intents }: Answer,
  heard: Heard,
  order: Order | undefined,
): boolean =>
  runningFlow(heard) === undefined &&
  isUnderRule(heard.situation.playbook.severity, ids, viewWithoutForm(heard, intents, order))

const timesAsked = (answer: Answer, heard: Heard): number =>
  Math.max(0, ...answer.intents.map((intent) => heard.memory.asked[intent] ?? 0))

/** Conditions on an order fail where the order is unknown. */
const orderHolds = (when: When, heard: Heard, order: Order | undefined): boolean => {
  const { at, facts, timeZone } = heard.situation
  const { order_state, after_sale, delivered_within, delivered_over } = when
  if (order_state && !(order && order_state.includes(order.state))) return false
  if (after_sale && !(order && after_sale.includes(order.afterSale?.state ?? 'none'))) return false
  const deliveredAt = order?.deliveredAt
  const isOver = (span: number) =>
    deliveredAt !== undefined && spanOver(span, { from: deliveredAt, at, timeZone })
  if (delivered_within !== undefined && (deliveredAt === undefined || isOver(delivered_within))) {
    return false
  }
  if (delivered_over !== undefined && !isOver(delivered_over)) return false
  if (when.past_return_days !== undefined) {
    const days = Number(new Map(Object.entries(facts.shop)).get('return_days') ?? Number.NaN)
    if (!(days > 0) || deliveredAt === undefined) return false
    if (isOver(days * dayMs) !== when.past_return_days) return false
  }
  if (when.no_update_for !== undefined) {
    const last = order && parcelInQuestion(order)?.events.at(-1)?.at
    if (last === undefined || at - last < when.no_update_for) return false
  }
  if (when.ship_overdue !== undefined) {
    const promised = order?.state === 'paid' ? order.promisedShipAt : undefined
    if (order === undefined || (promised !== undefined && promised < at) !== when.ship_overdue) {
      return false
    }
  }
  if (when.ships_too_late !== undefined && shipsTooLate(heard, order) !== when.ships_too_late) {
    return false
  }
  if (when.product === undefined) return true
  // One engraved cup does not make an exception of the teapot beside it.
  const { product } = when
  const categoryOf = (id: string) => facts.products.find((each) => each.productId === id)?.category
  const items = order?.items ?? []
  return (
    items.length > 0 &&
    items.every(({ productId }) =>
      [productId, categoryOf(productId)].some(
        (each) => each !== undefined && product.includes(each),
      ),
    )
  )
}

/** What is promised to be sent on the seventh is not there on the fifth. */
const shipsTooLate = ({ situation, memory }: Heard, order: Order | undefined): boolean => {
  const promised = order?.state === 'paid' ? order.promisedShipAt : undefined
  if (promised === undefined) return false
  const [today, sent] = [situation.at, promised].map((at) => shopTime(at, situation.timeZone).day)
  return (memory.dates ?? []).some((day) => day >= (today ?? '') && day < (sent ?? ''))
}

const dayMs = 24 * 3_600_000

/**
 * Whether a span since a moment is over. Whole days are counted as the law counts them (民法典 §201):
 * the day itself is left out, and the last day runs to its midnight, in the shop's zone.
 */
const spanOver = (
  span: number,
  { from, at, timeZone }: { from: number; at: number; timeZone: string },
): boolean => {
  if (span % dayMs !== 0) return at - from > span
  const day = (moment: number) => Date.parse(shopTime(moment, timeZone).day)
  return day(at) - day(from) > span
}

const timeHolds = (when: When, { situation }: Heard): boolean => {
  if (when.hours === undefined && when.dates === undefined) return true
  const { day, minute } = shopTime(situation.at, situation.timeZone)
  if (when.dates && (day < when.dates.from || day > when.dates.to)) return false
  if (when.hours === undefined) return true
  return isWithin(minute, hoursOf(when.hours))
}
