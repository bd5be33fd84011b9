import type { IntentId } from '../../model/ids.ts'
import type { Ticket } from '../../model/ticket.ts'
import { orderInQuestion } from '../answer.ts'
import { alikeIn, exactlyAsked, keywordIn } from '../heard/asked.ts'
import { type Heard, requestsOf } from '../heard/heard.ts'
import { countedAs } from '../plan.ts'
import type { Move } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { openPlan } from './plan-answered.ts'
import { stands } from './progress.ts'
import { ordersOf } from './ticket-order.ts'

/**
 * 「退款什么时候到账」 while a plan stands: the customer hears the plan, and not the rules for an order of
 * which nobody has decided anything.
 */
export const planAsked = (heard: Heard): Move | undefined => {
  const plan = openPlan(heard)
  const intents = requestsOf(heard).map(({ intent }) => intent)
  const [intent] = intents
  const { phrases, handoff } = heard.situation.playbook
  if (plan === undefined || intent === undefined || heard.media.length > 0) return undefined
  if (!intents.every((each) => phrases.plan_asked.intents.includes(each))) return undefined
  if (hasOwnAnswer(heard) || !isAboutOrder(heard, intent, plan)) return undefined
  const hearing = countedAs(heard, intent, intent)
  const times = hearing.memory.asked[intent] ?? 0
  if (times < handoff.insist_after) return stands(hearing, plan)
  const because = `顾客第 ${times} 次问售后单 ${plan.number} 方案里的事`
  return handOver(hearing, { reason: 'insistence', because, intent })
}

/** 「优惠券会退吗」 is answered the same whatever was decided. */
const hasOwnAnswer = (heard: Heard): boolean =>
  keywordIn(heard, heard.text)?.asked.kind === 'answer' ||
  alikeIn(heard, exactlyAsked) !== undefined

/** Not about another order, nor about a refund of this one that the order system knows already. */
const isAboutOrder = (heard: Heard, intent: IntentId, plan: Ticket): boolean => {
  const own = ordersOf(plan)
  const about = orderInQuestion(heard, intent)
  switch (about.kind) {
    case 'one': {
      const { orderNo, afterSale } = about.order
      const isKnown = afterSale !== undefined && afterSale.state !== 'closed'
      return !isKnown && (own.length === 0 || own.includes(orderNo))
    }
    case 'several':
      return about.orders.some(({ orderNo }) => own.includes(orderNo))
    case 'none':
      return true
    case 'unchecked':
    case 'notTheirs':
      return own.includes(about.orderNo)
    default:
      return about satisfies never
  }
}
