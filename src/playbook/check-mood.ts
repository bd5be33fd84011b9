import { type Fault, type Words, warningAt } from './fault.ts'
import { folded } from './folded.ts'
import { type Outline, placeOfText, type Written } from './outline.ts'
import { writtenTwice } from './written-twice.ts'

const levels = ['1', '2', '3']

/** Words of moods: each says one thing, and none says nothing. */
export const checkMood = ({ moods }: Outline): Fault[] => {
  const wordsOf = (...names: readonly string[]) =>
    moods.flatMap(({ name, words }) => (names.includes(name) ? words : []))
  return [
    ...writtenTwice(wordsOf(...levels, 'not_words'), keepOne),
    ...writtenTwice(wordsOf('urgent', 'not_urgent'), keepOne),
    ...checkExceptions(wordsOf('not_words'), wordsOf(...levels), '情绪词', 'word of the levels'),
    ...checkExceptions(wordsOf('not_urgent'), wordsOf('urgent'), '着急的词', 'urgent word'),
    ...checkEitherWay(wordsOf('either_way'), wordsOf(...levels)),
  ]
}

const keepOne: Words = ['只留在一个列表里', 'keep it in one list only']

/** An exception holds a word and something more: 「滚筒」 to 「滚」. */
const checkExceptions = (
  exceptions: readonly Written[],
  words: readonly Written[],
  zh: string,
  en: string,
): Fault[] => {
  const known = words.map(({ text }) => folded(text)).filter((word) => word !== '')
  return exceptions
    .filter(({ text }) => !known.some((word) => folded(text).includes(word)))
    .map((exception) =>
      warningAt(
        placeOfText(exception),
        [
          `「${exception.text}」里没有${zh}，写了不起作用`,
          `"${exception.text}" holds no ${en} and does nothing`,
        ],
        ['写包含那个词的完整说法，或者删掉', 'write the whole phrase, or delete it'],
      ),
    )
}

const checkEitherWay = (either: readonly Written[], words: readonly Written[]): Fault[] => {
  const known = new Set(words.map(({ text }) => folded(text)))
  return either
    .filter(({ text }) => !known.has(folded(text)))
    .map((word) =>
      warningAt(
        placeOfText(word),
        [
          `「${word.text}」不在 levels 的任何一级里，写了不起作用`,
          `"${word.text}" is in none of the levels and does nothing`,
        ],
        ['先把它写进 levels 的某一级', 'write it in one of the levels first'],
      ),
    )
}
