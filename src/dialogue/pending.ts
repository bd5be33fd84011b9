import type { OrderQuestion, WantQuestion } from '../model/conversation.ts'
import { aside } from './aside.ts'
import { meantOption, namedOption, namedOrders } from './clarify.ts'
import { followUp } from './follow-up.ts'
import { handOver } from './handoff.ts'
import { type Heard, questionOf } from './heard.ts'
import { ask } from './offer.ts'
import { whichOrder } from './order-question.ts'
import { asksOther, saysNo, saysNone, saysYes } from './short-answer.ts'
import type { Rungs } from './situation.ts'
import { takeOrder, takeWant } from './take-option.ts'

/** Reads a message against the question that waits, else against what was spoken of last. */
export function pendingQuestion(heard: Heard): Rungs {
  const question = questionOf(heard.conversation.phase)
  if (question === undefined) return followUp(heard)
  switch (question.kind) {
    case 'intent':
      return answerWant(heard, question)
    case 'order':
      return answerOrder(heard, question)
    default:
      return question satisfies never
  }
}

const notAnAnswer = '不是在回答刚才的选择题'

const answerWant = (heard: Heard, question: WantQuestion): Rungs => {
  const named = namedOption(heard, question)
  if (named !== undefined) return takeWant(heard, question, named)
  const [first, ...others] = question.options
  const only = others.length === 0 ? first : undefined
  if (saysNone(heard) || (only !== undefined && saysNo(heard))) return noneWanted(heard, question)
  if (saysYes(heard)) {
    if (only !== undefined) return takeWant(heard, question, only)
    const { text } = ask(heard, question)
    return aside(heard, { kind: 'clarify', because: '顾客说是，没说是哪一个', text, question })
  }
  const meant = meantOption(heard, question)
  return meant === undefined ? notAnAnswer : takeWant(heard, question, meant)
}

/** The next best; where there are none, other words; a second time, a person. */
const noneWanted = (heard: Heard, { more }: WantQuestion): Rungs => {
  if (more === undefined) {
    return handOver(heard, { reason: 'not_understood', because: '两次给的选项都不是顾客要问的' })
  }
  const because = '给的选项都不是顾客要问的'
  if (more.length === 0) {
    const text = heard.situation.playbook.phrases.not_understood
    return aside(heard, { kind: 'clarify', because: `${because}，请顾客换个说法`, text })
  }
  const next = ask(heard, { kind: 'intent', options: more })
  return aside(heard, { kind: 'clarify', because: `${because}，换下一批`, ...next })
}

const answerOrder = (heard: Heard, question: OrderQuestion): Rungs => {
  const [named, ...others] = namedOrders(heard, question)
  const again = (because: string) =>
    aside(heard, { kind: 'clarify', because, text: whichOrder(heard, question), question })
  if (others.length > 0) return again('说的订单不止一个对得上，再问一次')
  if (named !== undefined) return takeOrder(heard, question, named)
  if (saysNone(heard)) return noneOrdered(heard, question)
  if (saysYes(heard) || asksOther(heard)) return again('没说是哪一单，再问一次')
  return notAnAnswer
}

/** The next five; where there are none, the number has to come from the customer. */
const noneOrdered = (heard: Heard, { more = [], ...question }: OrderQuestion): Rungs => {
  const hearing = { ...heard, memory: { ...heard.memory, lastIntent: question.intent } }
  const because = '列出的订单都不是顾客要问的'
  if (more.length === 0) {
    const text = heard.situation.playbook.phrases.other_order
    return aside(hearing, { kind: 'clarify', because: `${because}，请顾客发来`, text })
  }
  const next = { ...question, options: more }
  return aside(hearing, {
    kind: 'clarify',
    because: `${because}，换下一批`,
    text: whichOrder(heard, next),
    question: next,
  })
}
