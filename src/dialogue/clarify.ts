import type { OrderOption, OrderQuestion, WantOption, WantQuestion } from '../model/conversation.ts'
import type { Heard } from './heard.ts'
import { pickedNumber, plain } from './words.ts'

/** The request or the entry that a message picks, by number or by its words. */
export const namedOption = ({ text }: Heard, { options }: WantQuestion): WantOption | undefined => {
  const number = pickedNumber(text, options.length)
  if (number !== undefined) return options[number - 1]
  const words = plain(text)
  const byWords = options.filter(({ label }) => words.length >= 2 && plain(label).includes(words))
  return byWords.length === 1 ? byWords[0] : undefined
}

/** Of what was offered, what is also the likeliest of all: doubt is over once asked. */
export const meantOption = (
  { understanding }: Heard,
  { options }: WantQuestion,
): WantOption | undefined => {
  const [top] = understanding?.ranking ?? []
  if (understanding?.outcome === 'reject') return undefined
  return options.find((option) => 'intent' in option && option.intent === top?.intent)
}

/** The orders of a question that a message names. Several may end alike, or hold the same item. */
export const namedOrders = (heard: Heard, { options }: OrderQuestion): readonly OrderOption[] => {
  const number = pickedNumber(heard.text, options.length)
  if (number !== undefined) return options.slice(number - 1, number)
  const quoted = options.filter(({ orderNo }) => heard.orderNos.includes(orderNo))
  if (quoted.length > 0) return quoted.slice(0, 1)
  return options.filter(({ orderNo, label }) => namesOrder(heard.text, orderNo, label))
}

/** 「尾号 1234」 or the item's own words. */
const namesOrder = (text: string, orderNo: string, label: string): boolean => {
  const words = plain(text).replace(/尾号|那个|这个|的|单/g, '')
  if (words.length < 2) return false
  return /^\d{4}$/.test(words) ? orderNo.endsWith(words) : plain(label).includes(words)
}
