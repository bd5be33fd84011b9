import type { IntentId } from '../model/ids.ts'
import { orderInQuestion } from './answer.ts'
import { missingText } from './evidence-text.ts'
import { fill } from './fill.ts'
import { keepCollecting } from './flow-moves.ts'
import { type Heard, valuesFor } from './heard.ts'
import { orderQuestion } from './order-question.ts'
import { renderLoosely } from './render.ts'
import { saysNone } from './short-answer.ts'
import { type Move, say } from './situation.ts'
import { type Collecting, slotOf } from './slots.ts'
import { assumedOrder, orderNoOf, saveTicket } from './ticket.ts'

/** The only order it can be is taken as the order, said so, and easily corrected. */
export const withPlainOrder = (
  heard: Heard,
  collecting: Collecting,
  intent: IntentId,
): { collecting: Collecting; assumed?: string } => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  if (slot === undefined || slotOf(collecting.run.slots, slot.id).kind === 'filled') {
    return { collecting }
  }
  const question = orderInQuestion(heard, intent)
  if (question.kind !== 'one') return { collecting }
  const { order } = question
  const from = heard.messages.at(-1)?.id ?? ''
  const next = fill(collecting, {
    media: [],
    orderNo: { value: order.orderNo, from, note: assumedOrder, known: 'before' },
  }).collecting
  const assumed = renderLoosely(
    heard.situation.playbook.phrases.assumed_order,
    valuesFor(heard, order),
  )
  return { collecting: next, assumed }
}

/** 「不是这单」 to an order that was taken for granted: it is given up, and the customer picks. */
export const deniedOrder = (heard: Heard, collecting: Collecting): Move | undefined => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(collecting.run.slots, slot.id)
  if (slot === undefined || state?.kind !== 'filled' || state.note !== assumedOrder)
    return undefined
  if (heard.orderNos.length > 0 || heard.media.length > 0) return undefined
  if (!saysNone(heard)) return undefined
  const taken = orderNoOf(collecting)
  const { flow } = collecting
  const slots = { ...collecting.run.slots, [slot.id]: { kind: 'missing', asked: 1 } as const }
  const next: Collecting = { flow, run: { ...collecting.run, slots } }
  const { facts, playbook } = heard.situation
  const others = facts.orders.filter(({ orderNo }) => orderNo !== taken)
  const asked = others.length === 0 ? undefined : orderQuestion(heard, next.run.intent, others)
  const because = `顾客说不是订单 ${taken}，改问是哪一单`
  const question = asked === undefined ? {} : { question: asked.question }
  if (heard.conversation.phase.kind === 'collecting') {
    const missing = missingText(next, { optional: false })
    const text = asked?.text ?? renderLoosely(playbook.phrases.received_nothing, { missing })
    return keepCollecting(heard, next, { kind: 'collect', because, text, ...question })
  }
  return {
    kind: 'clarify',
    because,
    intent: next.run.intent,
    source: flow.source,
    phase: { kind: 'answering', ...question },
    memory: { ...heard.memory, misses: 0, lastRun: next.run },
    effects: [
      say(asked?.text ?? playbook.phrases.other_order),
      ...saveTicket(heard, next, 'partial'),
    ],
  }
}
