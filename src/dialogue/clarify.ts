import type { IntentOption, OrderOption, Question } from '../model/conversation.ts'
import type { IntentId } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import { orderOptions } from './answer.ts'
import { type Heard, valuesFor } from './heard.ts'
import { renderLoosely } from './render.ts'
import { mentioned, numbered, pickedNumber, plain } from './words.ts'

const optionsShown = 3
/** Guesses below this are not worth a customer's reading. */
const worthOffering = 0.04

/** 「您是想问：1. … 2. … 3. …」 out of the likeliest intents; undefined when there is nothing to offer. */
export const intentQuestion = (heard: Heard): { question: Question; text: string } | undefined => {
  const { playbook } = heard.situation
  const ranking = heard.understanding?.ranking ?? []
  const { wants_human } = playbook.handoff
  const declined = mentioned(heard.text, wants_human.not_words) !== undefined
  const options: IntentOption[] = []
  for (const { intent, confidence } of ranking) {
    const known = playbook.intents.get(intent)
    if (known?.role !== 'request' || confidence < worthOffering) continue
    if (declined && wants_human.intents.includes(intent)) continue
    options.push({ label: known.title, intent })
    if (options.length === optionsShown) break
  }
  if (options.length < 2) return undefined
  const text = renderLoosely(playbook.phrases.clarify, {
    ...valuesFor(heard, undefined),
    options: numbered(options.map((option) => option.label)),
  })
  return { question: { kind: 'intent', options }, text }
}

export const orderQuestion = (
  heard: Heard,
  intent: IntentId,
  orders: readonly Order[],
): { question: Question; text: string } => {
  const options = orderOptions(orders, heard.situation.timeZone)
  const question: Question = { kind: 'order', intent, options }
  return { question, text: whichOrder(heard, question) }
}

/** 「哪一单？」 with the numbered orders. */
export const whichOrder = (heard: Heard, { options }: Question): string =>
  renderLoosely(heard.situation.playbook.phrases.which_order, {
    ...valuesFor(heard, undefined),
    options: numbered(options.map((option) => option.label)),
  })

/** The option a message picks, by number, by its words, by an order number or by what it means. */
export const pickedOption = (
  heard: Heard,
  question: Question,
): IntentOption | OrderOption | undefined => {
  const { text } = heard
  const byNumber = pickedNumber(text, question.options.length)
  if (byNumber !== undefined) return question.options[byNumber - 1]
  switch (question.kind) {
    case 'order': {
      const named = namedOrders(heard, question)
      return named.length === 1 ? named[0] : undefined
    }
    case 'intent': {
      const words = plain(text)
      const byWords = question.options.filter(
        ({ label }) => words.length >= 2 && plain(label).includes(words),
      )
      if (byWords.length === 1) return byWords[0]
      return byMeaning(heard, question.options)
    }
    default:
      return question satisfies never
  }
}

/** The orders of a question that a message names. Several may end alike, or hold the same item. */
export const namedOrders = (heard: Heard, question: Question): readonly OrderOption[] => {
  if (question.kind !== 'order') return []
  const quoted = question.options.filter(({ orderNo }) => heard.orderNos.includes(orderNo))
  if (quoted.length > 0) return quoted.slice(0, 1)
  return question.options.filter(({ orderNo, label }) => namesOrder(heard.text, orderNo, label))
}

/** 「尾号 1234」 or the item's own words. */
const namesOrder = (text: string, orderNo: string, label: string): boolean => {
  const words = plain(text).replace(/尾号|那个|这个|的|单/g, '')
  if (words.length < 2) return false
  return /^\d{4}$/.test(words) ? orderNo.endsWith(words) : plain(label).includes(words)
}

/** Of the offered intents, the one that is also the likeliest of all: doubt is over once asked. */
const byMeaning = (
  { understanding }: Heard,
  options: readonly IntentOption[],
): IntentOption | undefined => {
  const [top] = understanding?.ranking ?? []
  if (understanding?.outcome === 'reject') return undefined
  return options.find(({ intent }) => intent === top?.intent)
}
