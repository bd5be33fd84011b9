import type { FlowSlot } from '../../model/flow.ts'
import type { IntentId } from '../../model/ids.ts'
import { mentioned, pickedNumber, plain } from '../heard/words.ts'

/** The option that words name, by its name, its other words, or what it is that is asked for. */
export const chosenOption = (
  slot: FlowSlot,
  text: string,
  intents: readonly IntentId[] = [],
): string | undefined => {
  const { options = [], means = {} } = slot
  const number = pickedNumber(text, options.length)
  if (number !== undefined) return options[number - 1]
  const names = namesIn(slot)
  const unwanted = names.flatMap(({ word }) =>
    ['不要', '不想', '不用', '别'].map((no) => no + word),
  )
  const words = wordsOf(slot)
  const said = mentioned(withoutFutile(text, words), words, unwanted)
  if (said !== undefined) return names.find(({ word }) => word === said)?.option
  return options.find((option) => means[option]?.intents.some((each) => intents.includes(each)))
}

/** 「补发也来不及了」 wants no 补发. */
const withoutFutile = (text: string, words: readonly string[]): string =>
  words.reduce(
    (left, word) =>
      left
        .split(word)
        .reduce((all, rest) => (futile.test(rest) ? `${all} ${rest}` : `${all}${word}${rest}`)),
    text,
  )

const futile =
  /^(?:[货的了吗]?[也都又还是再给我一份个件]*)(?:来不及|赶不上|没用|没意义|没意思|没必要|晚了)/

/** 「我要退货」 picks an option of the form, and describes nothing. */
export const isMereWish = (slots: readonly FlowSlot[], text: string | undefined): boolean =>
  slots.some((slot) => {
    const word = text === undefined ? undefined : mentioned(text, wordsOf(slot))
    if (text === undefined || word === undefined) return false
    return plain(text).replace(plain(word), '').replace(wanting, '') === ''
  })

const wanting = /[我您你请帮给想要就直接可以能申吧了啊的呢嘛哦，,。.!！~～\s]|麻烦/gu

/** All words for the options of a slot. */
export const wordsOf = (slot: FlowSlot): readonly string[] => namesIn(slot).map(({ word }) => word)

/** What may be asked for by choosing an option: 「我要退款」 is one of a form for broken goods. */
export const intentsOffered = (slots: readonly FlowSlot[]): readonly IntentId[] =>
  slots.flatMap(({ means = {} }) => Object.values(means)).flatMap(({ intents }) => intents)

/** Every word for an option, its own name first. */
const namesIn = ({ options = [], means = {} }: FlowSlot) =>
  options.flatMap((option) =>
    [option, ...(means[option]?.words ?? [])].map((word) => ({ option, word })),
  )
