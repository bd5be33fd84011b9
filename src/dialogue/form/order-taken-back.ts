import { aside } from '../aside.ts'
import type { Heard } from '../heard/heard.ts'
import { planFor } from '../plan.ts'
import { carryOut } from '../respond.ts'
import type { Rungs } from '../situation.ts'
import { namesOnlyOrder, takesBackOrder } from './flow-speech.ts'
import { orderQuestion } from './order-question.ts'

/** 「订单号发错了」 where no form has the order: the last question is asked again, about another one. */
export const orderTakenBack = (heard: Heard): Rungs | undefined => {
  if (!takesBackOrder(heard)) return undefined
  const { situation, conversation } = heard
  const { order: wrong, lastIntent } = conversation.memory
  const last = lastIntent && situation.playbook.intents.get(lastIntent)
  const intent = last?.about_orders.length ? lastIntent : undefined
  if (heard.orderNos.length > 0) {
    if (intent === undefined) return undefined
    const because = '顾客更正了订单号，按新的再答一次'
    const again = { kind: 'intent', intent, because, counted: true } as const
    return carryOut(planFor({ ...heard, text: '' }, again))
  }
  const { order: _, ...memory } = heard.memory
  const others = situation.facts.orders.filter(({ orderNo }) => orderNo !== wrong)
  const asked = intent && orderQuestion(heard, intent, others)
  return aside(
    { ...heard, memory },
    {
      kind: 'clarify',
      because: '顾客说订单号给错了，问是哪一单',
      text: asked?.text ?? situation.playbook.phrases.other_order,
      misses: 0,
      ...(asked === undefined ? {} : { question: asked.question }),
    },
  )
}

/** 「就这一单」 where no form asks for an order: the last question is answered about it. */
export const onlyOrderNamed = (heard: Heard): Rungs | undefined => {
  const { situation, conversation } = heard
  const { lastIntent: intent } = conversation.memory
  const last = intent && situation.playbook.intents.get(intent)
  const isAboutOrders = last !== undefined && last.about_orders.length > 0
  if (!isAboutOrders || situation.playbook.flowOf.has(last.id) || !namesOnlyOrder(heard)) {
    return undefined
  }
  const because = `顾客说「${heard.text}」，按这一单接着答刚才的问题`
  const again = { kind: 'intent', intent: last.id, because, counted: true } as const
  return carryOut(planFor({ ...heard, text: '' }, again))
}
