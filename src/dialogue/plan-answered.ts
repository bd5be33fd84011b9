import { handOver } from './handoff.ts'
import { type Heard, questionOf, sureIntent } from './heard.ts'
import { bareAnswer } from './short-answer.ts'
import type { Move } from './situation.ts'
import { runningFlow } from './slots.ts'

/**
 * 「可以」 or 「不行」 to the plan that a colleague proposed, said when the chat is the bot's again: the answer
 * is for people, who have to act on it.
 */
export const planAnswered = (heard: Heard): Move | undefined => {
  const { situation, conversation, text } = heard
  const plan = situation.tickets.findLast(
    ({ stage, told }) => stage === 'proposed' && told?.stage === 'proposed',
  )
  const isAsked = questionOf(conversation.phase) !== undefined || runningFlow(heard) !== undefined
  if (plan === undefined || isAsked) return undefined
  const { affirms, denies, plan_answered } = situation.playbook.phrases
  const intent = sureIntent(heard)?.intent ?? bareAnswer(heard)
  if (intent === undefined || ![...affirms.intents, ...denies.intents].includes(intent)) {
    return undefined
  }
  return handOver(heard, {
    reason: 'by_playbook',
    because: `顾客对售后单 ${plan.number} 的方案说「${text.slice(0, 40)}」`,
    words: plan_answered,
  })
}
