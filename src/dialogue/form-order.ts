import type { IntentId, OrderNo } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import { orderInQuestion } from './answer.ts'
import { missingText } from './evidence-text.ts'
import { fill, isCertain } from './fill.ts'
import { keepCollecting } from './flow-moves.ts'
import { corrects } from './flow-speech.ts'
import { type Heard, ownOrder, quotedOrder, valuesFor } from './heard.ts'
import { orderQuestion } from './order-question.ts'
import { renderLoosely } from './render.ts'
import { saysNone } from './short-answer.ts'
import { type Move, say } from './situation.ts'
import { type Collecting, slotOf } from './slots.ts'
import { assumedOrder, orderNoOf, saveTicket } from './ticket.ts'

/** The order spoken of before, or the only one it can be, is taken; said so, and easily corrected. */
export const withPlainOrder = (
  heard: Heard,
  collecting: Collecting,
  intent: IntentId,
): { collecting: Collecting; assumed?: string } => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  const assumption = (order: Order): string =>
    renderLoosely(heard.situation.playbook.phrases.assumed_order, valuesFor(heard, order))
  if (slot === undefined) return { collecting }
  if (slotOf(collecting.run.slots, slot.id).kind === 'filled') {
    const earlier = heard.orderNos.length > 0 ? undefined : ownOrder(heard, orderNoOf(collecting))
    return earlier === undefined ? { collecting } : { collecting, assumed: assumption(earlier) }
  }
  const question = orderInQuestion(heard, intent)
  if (question.kind !== 'one') return { collecting }
  const { order } = question
  const from = heard.messages.at(-1)?.id ?? ''
  const next = fill(collecting, {
    media: [],
    orderNo: { value: order.orderNo, beside: [], from, note: assumedOrder, known: 'before' },
  }).collecting
  return { collecting: next, assumed: assumption(order) }
}

/** 「不是这单」 to the order of a form: it is given up, and the customer picks. */
export const deniedOrder = (heard: Heard, collecting: Collecting): Move | undefined => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(collecting.run.slots, slot.id)
  if (slot === undefined || state?.kind !== 'filled' || !saysNone(heard)) return undefined
  if (heard.orderNos.length > 0 || heard.media.length > 0) return undefined
  // 「不是这个」 to an order that was named is about something else.
  if (state.note !== assumedOrder && !heard.text.includes('单')) return undefined
  const taken = orderNoOf(collecting)
  const { flow } = collecting
  const slots = { ...collecting.run.slots, [slot.id]: { kind: 'missing', asked: 1 } as const }
  const next: Collecting = { flow, run: { ...collecting.run, slots } }
  const { facts, playbook } = heard.situation
  const others = facts.orders.filter(({ orderNo }) => orderNo !== taken)
  const asked = others.length === 0 ? undefined : orderQuestion(heard, next.run.intent, others)
  const because = `顾客说不是订单 ${taken}，改问是哪一单`
  const question = asked === undefined ? {} : { question: asked.question }
  const { order: _, ...memory } = heard.memory
  if (heard.conversation.phase.kind === 'collecting') {
    const missing = missingText(next, { optional: false })
    const text = asked?.text ?? renderLoosely(playbook.phrases.received_nothing, { missing })
    return keepCollecting({ ...heard, memory }, next, {
      kind: 'collect',
      because,
      text,
      ...question,
    })
  }
  return {
    kind: 'clarify',
    because,
    intent: next.run.intent,
    source: flow.source,
    phase: { kind: 'answering', ...question },
    memory: { ...memory, misses: 0, lastRun: next.run },
    effects: [
      say(asked?.text ?? playbook.phrases.other_order),
      ...saveTicket(heard, next, 'partial'),
    ],
  }
}

interface Strange {
  readonly orderNo: OrderNo
  /** The customer has not heard yet that it is not theirs. */
  readonly isNew: boolean
  /** As if the number had not been said. */
  readonly heard: Heard
}

/** A mistyped number: not the customer's, next to one in the flow that is, and no correction. */
export const strangeOrder = (heard: Heard, collecting: Collecting): Strange | undefined => {
  const { memory, situation } = heard
  const [orderNo] = heard.orderNos
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  if (orderNo === undefined || slot === undefined || corrects(heard)) return undefined
  const known = quotedOrder(situation, orderNo)
  const own = orderNoOf(collecting)
  if (known !== 'unknown' && known !== 'of_someone_else') return undefined
  if (own === undefined || own === orderNo) return undefined
  if (!isCertain(slotOf(collecting.run.slots, slot.id))) return undefined
  return {
    orderNo,
    isNew: !memory.said.slice(0, -1).some((text) => text.includes(orderNo)),
    heard: { ...heard, memory: { ...memory, order: own } },
  }
}
