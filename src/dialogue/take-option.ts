import type {
  OrderOption,
  OrderQuestion,
  Question,
  WantOption,
  WantQuestion,
} from '../model/conversation.ts'
import { choose, orderFor } from './answer.ts'
import { runningFlow } from './form/slots.ts'
import { type Asked, askedIn, keyOf } from './heard/asked.ts'
import type { Heard } from './heard/heard.ts'
import { asksOther, saidBefore, saysYes } from './heard/short-answer.ts'
import { pickedNumber, picksAndGoesOn, plain } from './heard/words.ts'
import { actOn } from './several.ts'
import type { Rungs } from './situation.ts'

/** Answers what was picked, and what else the message asks for. */
export const takeWant = (heard: Heard, question: WantQuestion, option: WantOption): Rungs => {
  const asked = askedFor(heard, option)
  if (asked === undefined) return '选项已不在知识库里'
  const taken = question.options.indexOf(option)
  // A mere 「1」 tells nothing of the case; the words that the question was about do.
  if (isBare(heard, option)) {
    const hearing = { ...heard, text: saidBefore(heard) }
    return remembered(heard, question, taken, actOn({ heard: hearing, asked: [asked] }))
  }
  const others = askedIn(heard).filter((each) => keyOf(each) !== keyOf(asked))
  const text = picksAndGoesOn(heard.text) ? `${saidBefore(heard)}\n${heard.text}` : heard.text
  const hearing = { ...heard, text: text.trim() }
  return remembered(heard, question, taken, actOn({ heard: hearing, asked: [asked, ...others] }))
}

/** Answers what the question was for, about the order that was picked. */
export const takeOrder = (heard: Heard, question: OrderQuestion, option: OrderOption): Rungs => {
  const because = `顾客选了订单：${option.label}`
  const waiting = [question.intent, ...(question.also ?? [])].map(
    (intent): Asked => ({ kind: 'intent', intent, because, counted: true }),
  )
  const isQuoted = heard.orderNos.includes(option.orderNo)
  const isMore = isQuoted || picksAndGoesOn(heard.text)
  const others = (isMore ? askedIn(heard) : []).filter(
    (each) => !waiting.some((other) => keyOf(other) === keyOf(each)),
  )
  const hearing: Heard = {
    ...heard,
    // The words that pick an order describe nothing; those that the question was about do.
    text: isMore ? heard.text : runningFlow(heard) === undefined ? saidBefore(heard) : '',
    memory: { ...heard.memory, order: option.orderNo },
  }
  const isListed = question.options.includes(option)
  const asking = isListed ? question : { ...question, options: [...question.options, option] }
  const taken = asking.options.indexOf(option)
  const move = actOn({ heard: hearing, asked: [...waiting, ...others] })
  return besidesForm(heard, question, remembered(heard, asking, taken, move))
}

/** An order that was picked for another question is not the one that the running form is about. */
const besidesForm = (heard: Heard, { intent }: OrderQuestion, move: Rungs): Rungs => {
  const form = runningFlow(heard)?.flow
  if (typeof move === 'string' || form === undefined || form.intents.includes(intent)) return move
  const { order: _, ...memory } = move.memory
  const { order } = heard.conversation.memory
  return { ...move, memory: { ...memory, ...(order === undefined ? {} : { order }) } }
}

const askedFor = (heard: Heard, option: WantOption): Asked | undefined => {
  const { situation } = heard
  const because = `顾客选了「${option.label}」`
  const answer = option.answer && situation.playbook.answers.get(option.answer)
  if (!('intent' in option)) return answer && { kind: 'answer', answer, because }
  const { intent } = option
  const isGiven = answer && choose(heard, [answer], orderFor(heard, intent)) !== undefined
  return isGiven
    ? { kind: 'answer', answer, because }
    : { kind: 'intent', intent, because, chosen: true }
}

const isBare = (heard: Heard, { label }: WantOption): boolean =>
  pickedNumber(heard.text, 9) !== undefined ||
  plain(label).includes(plain(heard.text)) ||
  saysYes(heard) ||
  asksOther(heard)

/** A plain answer may be followed by 「那第二个呢」; a form or a person changes the subject. */
const remembered = (
  { memory: { answered } }: Heard,
  { more: _, ...question }: Question,
  taken: number,
  move: Rungs,
): Rungs => {
  if (typeof move === 'string' || move.kind !== 'answer') return move
  const before = answered?.question.options === question.options ? answered.picked : []
  const picked = [...before.filter((index) => index !== taken), taken]
  return { ...move, memory: { ...move.memory, answered: { question, picked } } }
}
