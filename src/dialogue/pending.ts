import type {
  OrderOption,
  OrderQuestion,
  Question,
  WantOption,
  WantQuestion,
} from '../model/conversation.ts'
import { aside } from './aside.ts'
import { namesOnlyOrder } from './form/flow-speech.ts'
import { optionOf, whichOrder } from './form/order-question.ts'
import { runningFlow } from './form/slots.ts'
import { followUp } from './heard/follow-up.ts'
import { type Heard, ownOrder, questionOf, requestsOf } from './heard/heard.ts'
import { asksOther, saysNo, saysNone, saysYes } from './heard/short-answer.ts'
import { paragraphs, pickedAtFirst, pickedNumber, plain } from './heard/words.ts'
import { ask } from './offer.ts'
import { offerOthers } from './offer-others.ts'
import type { Move, Rungs } from './situation.ts'
import { takeOrder, takeWant } from './take-option.ts'
import { handOver } from './waiting/handoff.ts'

/** Reads a message against the question that waits, else against what was spoken of last. */
export function pendingQuestion(heard: Heard): Rungs {
  const question = questionOf(heard.conversation.phase)
  if (question === undefined) return followUp(heard)
  if (isPictureAlone(heard)) return askedAgain(heard, question)
  switch (question.kind) {
    case 'intent':
      return answerWant(heard, question)
    case 'order':
      return answerOrder(heard, question)
    default:
      return question satisfies never
  }
}

/** A picture in place of an answer, where no form takes it. */
const isPictureAlone = (heard: Heard): boolean =>
  heard.text === '' &&
  heard.media.length > 0 &&
  heard.orderNos.length === 0 &&
  heard.memory.lastRun === undefined &&
  runningFlow(heard) === undefined

const askedAgain = (heard: Heard, question: Question): Move => {
  const words = question.kind === 'intent' ? ask(heard, question).text : whichOrder(heard, question)
  return aside(heard, {
    kind: 'clarify',
    because: '发来图片，没有回答选择题，再问一次',
    text: paragraphs([heard.situation.playbook.phrases.media_kept, words]),
    question,
  })
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
  return offerOthers(heard, more, '给的选项都不是顾客要问的')
}

const answerOrder = (heard: Heard, question: OrderQuestion): Rungs => {
  const [named, ...others] = namedOrders(heard, question)
  const again = (because: string) =>
    aside(heard, { kind: 'clarify', because, text: whichOrder(heard, question), question })
  if (others.length > 0) return again('说的订单不止一个对得上，再问一次')
  if (named !== undefined) return takeOrder(heard, question, named)
  const [only, ...more] = namesOnlyOrder(heard) ? heard.situation.facts.orders : []
  if (only !== undefined && more.length === 0) {
    return takeOrder(heard, question, optionOf(heard, only))
  }
  if (saysNone(heard)) return noneOrdered(heard, question)
  if (saysYes(heard) || asksOther(heard)) return again('没说是哪一单，再问一次')
  return notAnAnswer
}

/** The next five; where there are none, the number has to come from the customer, or a person. */
const noneOrdered = (heard: Heard, { more = [], ...question }: OrderQuestion): Rungs => {
  const because = '列出的订单都不是顾客要问的'
  if (question.options.length === 0) {
    return handOver(heard, { reason: 'not_understood', because: `${because}，订单号也没有发来` })
  }
  const hearing = { ...heard, memory: { ...heard.memory, lastIntent: question.intent } }
  const next = { ...question, options: more }
  return aside(hearing, {
    kind: 'clarify',
    because: `${because}，${more.length === 0 ? '请顾客发来' : '换下一批'}`,
    text: whichOrder(heard, next),
    question: next,
  })
}

/** The request or the entry that a message picks, by number or by its words. */
const namedOption = (heard: Heard, { options }: WantQuestion): WantOption | undefined => {
  const number = numberSaid(heard, options.length)
  if (number !== undefined) return options[number - 1]
  const words = plain(heard.text)
  const byWords = options.filter(({ label }) => words.length >= 2 && plain(label).includes(words))
  return byWords.length === 1 ? byWords[0] : undefined
}

/** Of what was offered, what is also the likeliest of all: doubt is over once asked. */
const meantOption = (
  { understanding }: Heard,
  { options }: WantQuestion,
): WantOption | undefined => {
  const [top] = understanding?.ranking ?? []
  if (understanding?.outcome === 'reject') return undefined
  return options.find((option) => 'intent' in option && option.intent === top?.intent)
}

/** The orders of a question that a message names. Several may end alike, or hold the same item. */
const namedOrders = (heard: Heard, { options }: OrderQuestion): readonly OrderOption[] => {
  const number = numberSaid(heard, options.length)
  if (number !== undefined) return options.slice(number - 1, number)
  const quoted = options.filter(({ orderNo }) => heard.orderNos.includes(orderNo))
  if (quoted.length > 0) return quoted.slice(0, 1)
  // A number alone answers the question also where the list does not have it; but a form wants one too.
  const isAsked = options.length === 0 || runningFlow(heard) === undefined
  const isAlone = isAsked && requestsOf(heard).length === 0
  const own = isAlone ? ownOrder(heard, heard.orderNos[0]) : undefined
  if (own !== undefined) return [optionOf(heard, own)]
  return options.filter(({ orderNo, label }) => namesOrder(heard.text, orderNo, label))
}

/** 「2」, also before something else that is asked for: 「2，发票怎么开」. */
const numberSaid = (heard: Heard, count: number): number | undefined =>
  pickedNumber(heard.text, count) ??
  (requestsOf(heard).length > 0 ? pickedAtFirst(heard.text, count) : undefined)

/** 「尾号 1234」 or the item's own words. */
const namesOrder = (text: string, orderNo: string, label: string): boolean => {
  const words = plain(text).replace(/尾号|那个|这个|的|单/g, '')
  if (words.length < 2) return false
  return /^\d{4}$/.test(words) ? orderNo.endsWith(words) : plain(label).includes(words)
}
