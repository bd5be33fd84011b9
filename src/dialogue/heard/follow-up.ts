import type { Memory, WantQuestion } from '../../model/conversation.ts'
import { orderFor, relatedOrders } from '../answer.ts'
import { aside } from '../aside.ts'
import { orderQuestion } from '../form/order-question.ts'
import { runningFlow } from '../form/slots.ts'
import { ask } from '../offer.ts'
import { offerOthers } from '../offer-others.ts'
import { planFor } from '../plan.ts'
import { carryOut } from '../respond.ts'
import type { Rungs } from '../situation.ts'
import { takeOrder, takeWant } from '../take-option.ts'
import { followsUp } from '../ticket/progress.ts'
import type { Heard } from './heard.ts'
import { asksOther, saidBefore, saysBareNo, saysNone } from './short-answer.ts'
import { pickedNumber } from './words.ts'

/** 「那第二个呢」「另一单呢」「不是这个」 after an answer, read against what it was about. */
export const followUp = (heard: Heard): Rungs => {
  const again = followsUp(heard)
  if (again !== undefined) {
    const because = `顾客说「${heard.text}」，接着答刚才的问题`
    // 「我已经收到货了」 tells of no trouble; what was said before it does.
    const isTrouble = heard.situation.playbook.flowOf.has(again)
    const text = isTrouble ? `${saidBefore(heard)}\n${heard.text}`.trim() : heard.text
    return carryOut(planFor({ ...heard, text }, { kind: 'intent', intent: again, because }))
  }
  const { answered } = heard.memory
  const picked = answered && pickedLater(heard, answered.question.options.length)
  if (answered !== undefined && picked !== undefined) return takeNumber(heard, answered, picked)
  // In a form 「不是这个」 is about the evidence, and a mere 「不是」 is about anything.
  const isDenied = runningFlow(heard) === undefined && saysNone(heard) && !saysBareNo(heard)
  if (!isDenied && !asksOther(heard)) return '没有等回答的选择题'
  if (answered?.question.kind !== 'intent') return otherOrder(heard)
  const { question } = answered
  const left = question.options.filter((_, index) => !answered.picked.includes(index))
  return isDenied ? offerOthers(heard, left, '答的不是顾客要问的') : takeRest(heard, left)
}

type Answered = NonNullable<Memory['answered']>
type Wants = WantQuestion['options']

/** In a form a bare number belongs to the form; 「那第二个呢」 does not. */
const pickedLater = (heard: Heard, count: number): number | undefined =>
  runningFlow(heard) === undefined || heard.text.includes('呢')
    ? pickedNumber(heard.text, count)
    : undefined

const takeNumber = (heard: Heard, { question }: Answered, number: number): Rungs => {
  const nothing = '没有这个选项'
  switch (question.kind) {
    case 'intent': {
      const option = question.options[number - 1]
      return option === undefined ? nothing : takeWant(heard, question, option)
    }
    case 'order': {
      const option = question.options[number - 1]
      return option === undefined ? nothing : takeOrder(heard, question, option)
    }
    default:
      return question satisfies never
  }
}

const takeRest = (heard: Heard, left: Wants): Rungs => {
  const [only, ...others] = left
  if (only === undefined) return '选项都答过了'
  const question = { kind: 'intent', options: left } as const
  if (others.length === 0) return takeWant(heard, question, only)
  const because = '顾客问另一个，还剩几个选项'
  return aside(heard, { kind: 'clarify', because, ...ask(heard, question) })
}

/** After an answer about one of several orders: the other one, or which of the others. */
const otherOrder = (heard: Heard): Rungs => {
  const { lastIntent, answered } = heard.memory
  const asked = answered?.question.kind === 'order' ? answered.question : undefined
  const intent = asked?.intent ?? lastIntent
  const nothing = '没有另一个可说的'
  if (intent === undefined || heard.situation.playbook.flowOf.has(intent)) return nothing
  const taken = answered?.picked.at(-1)
  const picked = taken === undefined ? undefined : asked?.options[taken]
  const current = picked ?? orderFor(heard, intent)
  if (current === undefined) return nothing
  const related = relatedOrders(heard, intent)
  const others = related.filter(({ orderNo }) => orderNo !== current.orderNo)
  // Of the two that were asked about, the other one; a third is not what was spoken of.
  const shown = asked?.options ?? []
  const near = others.filter(({ orderNo }) => shown.some((option) => option.orderNo === orderNo))
  const meant = near.length > 0 ? near : others
  const { question: next, text } = orderQuestion(heard, intent, meant)
  const question = asked?.also === undefined ? next : { ...next, also: asked.also }
  const [only, ...more] = question.options
  if (only === undefined) {
    if (related.length === 0 || !asksOther(heard)) return nothing
    const words = heard.situation.playbook.phrases.other_order
    return aside(heard, { kind: 'clarify', because: '顾客问别的订单，名下没有', text: words })
  }
  if (more.length === 0) return takeOrder(heard, question, only)
  const because = `顾客问别的订单，还有 ${meant.length} 个`
  return aside(heard, { kind: 'clarify', because, text, question })
}
