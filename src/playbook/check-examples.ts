import { type Fault, warningAt, where } from './fault.ts'
import { folded } from './folded.ts'
import { type Outline, placeOfText, type Written } from './outline.ts'
import { repeats } from './repeats.ts'
import { placeOf } from './yaml-file.ts'

const enoughExamples = 20

interface Keyword extends Written {
  readonly intent: string
}

/** Keywords belong to one intent each, and there are enough examples. */
export const checkExamples = ({ intents, answers }: Outline): Fault[] => {
  const keywords = intents.flatMap((intent) =>
    intent.keywords.map((text) => ({ ...text, intent: intent.id })),
  )
  const answerKeywords = answers.flatMap((answer) => answer.keywords)
  return [
    ...checkSharedKeywords(keywords),
    ...[...keywords, ...answerKeywords].flatMap(checkKeyword),
    ...intents.flatMap(checkEnough),
  ]
}

const checkSharedKeywords = (keywords: readonly Keyword[]): Fault[] =>
  repeats(keywords, ({ text }) => folded(text))
    .filter(([a, b]) => a.intent !== b.intent)
    .map(([keyword, earlier]) => {
      const at = where(placeOfText(earlier))
      return warningAt(
        placeOfText(keyword),
        [
          `关键词「${keyword.text}」同时决定「${earlier.intent}」（${at}）和「${keyword.intent}」`,
          `keyword "${keyword.text}" decides "${earlier.intent}" (${at}) and "${keyword.intent}"`,
        ],
        ['只留在一个意图里，或者换成更长的词', 'keep it in one intent, or use a longer word'],
      )
    })

const checkKeyword = (keyword: Written): Fault[] => {
  if (/[，、；]/.test(keyword.text)) {
    return [
      warningAt(
        placeOfText(keyword),
        [
          `关键词「${keyword.text}」里有中文标点，会被当成一个词`,
          `keyword "${keyword.text}" holds Chinese punctuation and counts as one word`,
        ],
        ['多个词之间用英文逗号「, 」隔开', 'separate words with ", "'],
      ),
    ]
  }
  if ([...keyword.text].length !== 1) return []
  return [
    warningAt(
      placeOfText(keyword),
      [
        `关键词「${keyword.text}」只有一个字，容易误伤`,
        `keyword "${keyword.text}" is one character and will match too much`,
      ],
      ['换成两个字以上的词', 'use two characters or more'],
    ),
  ]
}

const checkEnough = ({ file, id, examples }: Outline['intents'][number]): Fault[] => {
  if (examples.length === 0 || examples.length >= enoughExamples) return []
  return [
    warningAt(
      placeOf(file, ['examples']),
      [
        `意图「${id}」只有 ${examples.length} 句例句，建议至少 ${enoughExamples} 句`,
        `intent "${id}" has ${examples.length} examples; ${enoughExamples} or more work better`,
      ],
      ['多写几种不同的说法，比多写几句相似的有用', 'add different ways to say it'],
    ),
  ]
}
