import type { Ticket } from '../../model/ticket.ts'
import { wishesIn } from '../form/offered.ts'
import { intentsOffered } from '../form/options.ts'
import { runningFlow } from '../form/slots.ts'
import { type Heard, questionOf, sureIntent } from '../heard/heard.ts'
import { bareAnswer } from '../heard/short-answer.ts'
import { isQuestion, justSays } from '../heard/words.ts'
import type { Move } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { runOfTicket } from './incident.ts'
import { namesOtherOrder } from './other-order.ts'

/**
 * The answer to a plan that a colleague proposed, said when the chat is the bot's again: 「可以」, 「不行，太慢
 * 了」, or another wish than was agreed on, 「我要退款」. It is for people, who have to act on it.
 */
export const planAnswered = (heard: Heard): Move | undefined => {
  const plan = answeredPlan(heard)
  if (plan === undefined) return undefined
  const collecting = runOfTicket(heard, plan)
  return handOver(heard, {
    reason: 'by_playbook',
    because: planBecause(heard, plan),
    words: heard.situation.playbook.phrases.plan_answered,
    ...(collecting === undefined ? {} : { collecting }),
  })
}

export const planBecause = ({ text }: Heard, { number }: Ticket): string =>
  `顾客对售后单 ${number} 的方案说「${text.slice(0, 40)}」`

/** The case whose plan this message answers. */
export const answeredPlan = (heard: Heard): Ticket | undefined => {
  const plan = openPlan(heard)
  if (plan === undefined) return undefined
  return answers(heard, plan) || wishesElse(heard, plan) ? plan : undefined
}

/** The plan that stands, where nothing else is being asked. */
export const openPlan = (heard: Heard): Ticket | undefined => {
  const isRunning =
    runningFlow(heard) !== undefined && heard.conversation.phase.kind === 'collecting'
  const isAsked = questionOf(heard.conversation.phase) !== undefined || isRunning
  return isAsked ? undefined : planSpokenOf(heard)
}

/** The last that was proposed in words, or agreed on; none where another order is named. */
const planSpokenOf = (heard: Heard): Ticket | undefined => {
  const plan = heard.situation.tickets.findLast(
    ({ stage, told }) => stage === 'agreed' || (stage === 'proposed' && told?.stage === stage),
  )
  return plan === undefined || namesOtherOrder(heard, plan) ? undefined : plan
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
  // 「换的那个还没寄吗」 asks after the plan, and 「能退款吗」 is a wish.
  const wishes = isQuestion.test(heard.text) && !mayI.test(heard.text) ? [] : wishesIn(heard)
  const { flows } = heard.situation.playbook
  const offered = intentsOffered([flow, ...also].flatMap((id) => flows.get(id)?.slots ?? []))
  return wishes.some((wish) => offered.includes(wish))
}

/** 「可能」 and 「智能」 ask for nothing. */
const mayI = /(?<![可智功性只])能|可以|可不可|行不行/
