import type { Heard } from '../heard/heard.ts'
import { saysNone } from '../heard/short-answer.ts'
import { renderLoosely } from '../render.ts'
import { type Move, say } from '../situation.ts'
import { saveTicket } from '../ticket/ticket.ts'
import { assumedOrder, orderNoOf, withoutOrder } from '../ticket/ticket-order.ts'
import { missingText } from './evidence-text.ts'
import { saysSo } from './fill.ts'
import { keepCollecting } from './flow-moves.ts'
import { takesBackOrder } from './flow-speech.ts'
import { orderQuestion } from './order-question.ts'
import { type Collecting, missingSlots, slotOf } from './slots.ts'

/** 「不是这单」 to the order of a form: it is given up, and the customer picks. */
export const deniedOrder = (heard: Heard, collecting: Collecting): Move | undefined => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(collecting.run.slots, slot.id)
  if (slot === undefined || state?.kind !== 'filled') return undefined
  if (!saysNone(heard) && !takesBackOrder(heard)) return undefined
  if (heard.orderNos.length > 0 || heard.media.length > 0) return undefined
  // 「都没有」 to 「门口和驿站看过了吗」 denies no order.
  if (missingSlots(collecting).some((each) => saysSo(each, heard.text))) return undefined
  // 「不是这个」 to an order that was named is about something else.
  if (state.note !== assumedOrder && !heard.text.includes('单')) return undefined
  const taken = orderNoOf(collecting)
  const { flow } = collecting
  const next = withoutOrder(collecting)
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
