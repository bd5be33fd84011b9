import { severityOf } from '../../cases/index.ts'
import type { IntentId, OrderNo } from '../../model/ids.ts'
import type { Order } from '../../model/order.ts'
import { orderInQuestion } from '../answer.ts'
import { dangerIn } from '../heard/danger.ts'
import { type Heard, ownOrder, valuesFor } from '../heard/heard.ts'
import { renderLoosely } from '../render.ts'
import { caseView } from '../ticket/severity.ts'
import { assumedOrder, daysPastWindow, orderNoOf } from '../ticket/ticket-order.ts'
import { isForAnyHour } from '../waiting/wait-words.ts'
import { fill, isSaid } from './fill.ts'
import { corrects, namesOnlyOrder } from './flow-speech.ts'
import { isDoubtful } from './offered.ts'
import { orderQuestion } from './order-question.ts'
import { type Collecting, runningFlow, slotOf } from './slots.ts'

/** Which of several orders it is about, to be picked by number. */
export type OrderAsked = ReturnType<typeof orderQuestion>

/** The order spoken of before, or the only one it can be, is taken; said so, and easily corrected. */
export const withPlainOrder = (
  heard: Heard,
  collecting: Collecting,
  intent: IntentId,
): { collecting: Collecting; assumed?: string; asks?: OrderAsked } => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  const assumption = (order: Order): string =>
    renderLoosely(heard.situation.playbook.phrases.assumed_order, valuesFor(heard, order))
  if (slot === undefined) return { collecting }
  if (slotOf(collecting.run.slots, slot.id).kind === 'filled') {
    const earlier = heard.orderNos.length > 0 ? undefined : ownOrder(heard, orderNoOf(collecting))
    return earlier === undefined ? { collecting } : { collecting, assumed: assumption(earlier) }
  }
  const question = orderInQuestion(heard, intent)
  if (question.kind === 'several') {
    return { collecting, asks: orderQuestion(heard, intent, question.orders) }
  }
  if (question.kind !== 'one') return { collecting }
  const { order } = question
  const from = heard.messages.at(-1)?.id ?? ''
  const next = fill(collecting, {
    media: [],
    orderNo: { value: order.orderNo, beside: [], from, note: assumedOrder, known: 'before' },
  }).collecting
  return { collecting: next, assumed: assumption(order) }
}

/**
 * 「没有别的订单」 is the order that was taken for granted, or the only one there is: as if its number
 * had been said. The words describe nothing.
 */
export const withOnlyOrder = (heard: Heard, collecting: Collecting): Heard => {
  if (!namesOnlyOrder(heard)) return heard
  const { orders } = heard.situation.facts
  const only = orders.length === 1 ? orders[0]?.orderNo : undefined
  const orderNo = orderNoOf(collecting) ?? only
  if (orderNo === undefined) return { ...heard, text: '' }
  const memory = { ...heard.memory, order: orderNo }
  return { ...heard, text: '', orderNos: [orderNo], memory }
}

/** Which order stands now, where `after` has another one than `before`. */
export const orderNoted = (
  heard: Heard,
  before: Collecting,
  after: Collecting,
): string | undefined => {
  const orderNo = orderNoOf(after)
  const order = orderNo === orderNoOf(before) ? undefined : ownOrder(heard, orderNo)
  const { order_noted } = heard.situation.playbook.phrases
  return order && renderLoosely(order_noted, valuesFor(heard, order))
}

/** 「打错了」 with the number that the form has: that one stands. */
export const orderStands = (heard: Heard, collecting: Collecting): string | undefined => {
  const orderNo = orderNoOf(collecting)
  const order = heard.orderNos[0] === orderNo ? ownOrder(heard, orderNo) : undefined
  const { order_noted, later_is_fine } = heard.situation.playbook.phrases
  return order && `${renderLoosely(order_noted, valuesFor(heard, order))}\n\n${later_is_fine}`
}

interface Strange {
  readonly orderNo: OrderNo
  /** What the customer hears; absent where they were told before. */
  readonly words?: string
  /** As if the number had not been said. */
  readonly heard: Heard
}

/**
 * A number that is not among the customer's orders: they are told once, and the form goes on
 * without it. Said again it is taken, unless the form has one that is surely theirs.
 */
export const strangeOrder = (heard: Heard, { flow, run }: Collecting): Strange | undefined => {
  const { memory, situation } = heard
  const [orderNo] = heard.orderNos
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  if (orderNo === undefined || slot === undefined) return undefined
  if (!isDoubtful(heard, orderNo)) return undefined
  // The one that stood there was taken back by the same words.
  const own = corrects(heard) ? undefined : orderNoOf({ flow, run })
  const isNew = memory.doubted !== orderNo
  const isKept = own !== undefined && own !== orderNo && isSaid(slotOf(run.slots, slot.id))
  if (!isNew && !isKept) return undefined
  const { order: _, ...others } = memory
  const words = renderLoosely(situation.playbook.phrases.order_not_found, { order_no: orderNo })
  return {
    orderNo,
    ...(isNew ? { words } : {}),
    heard: {
      ...heard,
      memory: { ...others, doubted: orderNo, ...(own === undefined ? {} : { order: own }) },
    },
  }
}

/** What to say of an order that was delivered too long ago to be sure of anything; not to who is hurt. */
export const pastWindowWords = (heard: Heard, order: Order | undefined): string | undefined => {
  const { situation } = heard
  if (order === undefined || daysPastWindow(situation, order) === undefined) return undefined
  return isGrave(heard) ? undefined : situation.playbook.phrases.order_past_window
}

/** Danger to people, or what is urgent anyway: nobody is told of days and windows. */
const isGrave = (heard: Heard): boolean => {
  const { phase } = heard.conversation
  const isWaiting = phase.kind === 'awaitingAgent' && isForAnyHour(phase.handoff.reason)
  const { severity } = heard.situation.playbook
  const running = runningFlow(heard)
  return (
    isWaiting ||
    dangerIn(heard) !== undefined ||
    severityOf(severity, caseView(heard, running)).level === 1
  )
}
