import type {
  OrderOption,
  OrderQuestion,
  Question,
  WantOption,
  WantQuestion,
} from '../model/conversation.ts'
import { type Asked, askedIn, keyOf } from './asked.ts'
import type { Heard } from './heard.ts'
import { actOn } from './several.ts'
import type { Rungs } from './situation.ts'
import { pickedNumber, plain } from './words.ts'

/** Answers what was picked, and what else the message asks for. */
export const takeWant = (heard: Heard, question: WantQuestion, option: WantOption): Rungs => {
  const asked = askedFor(heard, option)
  if (asked === undefined) return '选项已不在知识库里'
  const taken = question.options.indexOf(option)
  if (!isBare(heard, option)) {
    const others = askedIn(heard).filter((each) => keyOf(each) !== keyOf(asked))
    return remembered(heard, question, taken, actOn({ heard, asked: [asked, ...others] }))
  }
  // A bare 「1」 tells nothing of the case; the words that the question was about do.
  const hearing = { ...heard, text: heard.memory.said.at(-2) ?? heard.text }
  return remembered(heard, question, taken, actOn({ heard: hearing, asked: [asked] }))
}

/** Answers what the question was for, about the order that was picked. */
export const takeOrder = (heard: Heard, question: OrderQuestion, option: OrderOption): Rungs => {
  const because = `顾客选了订单：${option.label}`
  const waiting = [question.intent, ...(question.also ?? [])].map(
    (intent): Asked => ({ kind: 'intent', intent, because, counted: true }),
  )
  const isQuoted = heard.orderNos.includes(option.orderNo)
  const others = (isQuoted ? askedIn(heard) : []).filter(
    (each) => !waiting.some((other) => keyOf(other) === keyOf(each)),
  )
  const hearing: Heard = {
    ...heard,
    // The words that pick an order describe nothing: they must not get into a ticket.
    text: isQuoted ? heard.text : '',
    memory: { ...heard.memory, order: option.orderNo },
  }
  const taken = question.options.indexOf(option)
  return remembered(
    heard,
    question,
    taken,
    actOn({ heard: hearing, asked: [...waiting, ...others] }),
  )
}

const askedFor = ({ situation }: Heard, option: WantOption): Asked | undefined => {
  const because = `顾客选了「${option.label}」`
  if ('intent' in option) return { kind: 'intent', intent: option.intent, because, chosen: true }
  const answer = situation.playbook.answers.get(option.answer)
  return answer && { kind: 'answer', answer, because }
}

const isBare = ({ text }: Heard, { label }: WantOption): boolean =>
  pickedNumber(text, 9) !== undefined || plain(label).includes(plain(text))

/** A plain answer may be followed by 「那第二个呢」; a form or a person changes the subject. */
const remembered = (
  { memory: { answered } }: Heard,
  { more: _, ...question }: Question,
  taken: number,
  move: Rungs,
): Rungs => {
  if (typeof move === 'string' || move.kind !== 'answer') return move
  const before = answered?.question.options === question.options ? answered.picked : []
  const picked = [...new Set([...before, taken])]
  return { ...move, memory: { ...move.memory, answered: { question, picked } } }
}
