import type { Ticket } from '../model/ticket.ts'
import { handOver } from './handoff.ts'
import { type Heard, questionOf, sureIntent } from './heard.ts'
import { wishesIn } from './offered.ts'
import { bareAnswer } from './short-answer.ts'
import type { Move } from './situation.ts'
import { runningFlow } from './slots.ts'
import { ordersOf } from './ticket-order.ts'
import { justSays } from './words.ts'

/**
 * The answer to a plan that a colleague proposed, said when the chat is the bot's again: 「可以」, 「不行，太慢
 * 了」, or another wish than was agreed on, 「我要退款」. It is for people, who have to act on it.
 */
export const planAnswered = (heard: Heard): Move | undefined => {
  const { conversation, text } = heard
  const isAsked = questionOf(conversation.phase) !== undefined || runningFlow(heard) !== undefined
  const plan = isAsked ? undefined : planSpokenOf(heard)
  if (plan === undefined || !(answers(heard, plan) || wishesElse(heard, plan))) return undefined
  const { plan_answered } = heard.situation.playbook.phrases
  return handOver(heard, {
    reason: 'by_playbook',
    because: `顾客对售后单 ${plan.number} 的方案说「${text.slice(0, 40)}」`,
    words: plan_answered,
  })
}

/** The last that was proposed in words, or agreed on; none where another order is named. */
const planSpokenOf = ({ situation, orderNos }: Heard): Ticket | undefined => {
  const plan = situation.tickets.findLast(
    ({ stage, told }) => stage === 'agreed' || (stage === 'proposed' && told?.stage === stage),
  )
  const [named] = orderNos
  const isOther = plan !== undefined && named !== undefined && !ordersOf(plan).includes(named)
  return isOther ? undefined : plan
}

/** What was agreed on needs no yes any more, and 「不用了」 to what else was said is none of its business. */
const answers = (heard: Heard, { stage }: Ticket): boolean => {
  const { affirms, denies } = heard.situation.playbook.phrases
  const [first = '', ...more] = heard.text
    .trim()
    .split(/[,，。;；!！\s]+/)
    .filter((each) => each !== '')
  if (more.length > 0 && justSays(first, denies.words)) return true
  if (stage !== 'proposed') return false
  const intent = sureIntent(heard)?.intent ?? bareAnswer(heard)
  return intent !== undefined && [...affirms.intents, ...denies.intents].includes(intent)
}

/** A wish that the form of the case offers to choose from: 「我要退款」 after a new cup was proposed. */
const wishesElse = (heard: Heard, { flow, also = [] }: Ticket): boolean => {
  const wishes = wishesIn(heard)
  const { flows } = heard.situation.playbook
  const offered = [flow, ...also]
    .flatMap((id) => flows.get(id)?.slots ?? [])
    .flatMap(({ means = {} }) => Object.values(means))
    .flatMap(({ intents }) => intents)
  return wishes.some((wish) => offered.includes(wish))
}
