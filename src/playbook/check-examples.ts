import { errorAt, type Fault, warningAt, where } from './fault.ts'
import { type Outline, placeOfText, type Written } from './outline.ts'
import { placeOf } from './yaml-file.ts'

const enoughExamples = 20

interface Owned extends Written {
  readonly intent: string
}

/** Examples and keywords: each belongs to one intent, and there are enough of them. */
export const checkExamples = ({ intents, answers }: Outline): Fault[] => {
  const examples = intents.flatMap((intent) => owned(intent.examples, intent.id))
  const keywords = intents.flatMap((intent) => owned(intent.keywords, intent.id))
  const answerKeywords = answers.flatMap((answer) => answer.keywords)
  return [
    ...checkRepeated(examples),
    ...checkNearlyRepeated(examples),
    ...checkSharedKeywords(keywords),
    ...[...keywords, ...answerKeywords].flatMap(checkKeyword),
    ...intents.flatMap(checkEnough),
  ]
}

const owned = (texts: readonly Written[], intent: string): Owned[] =>
  texts.map((text) => ({ ...text, intent }))

const checkRepeated = (examples: readonly Owned[]): Fault[] =>
  repeats(examples, ({ text }) => text).map(([example, earlier]) => {
    const at = where(placeOfText(earlier))
    if (example.intent === earlier.intent) {
      return errorAt(
        placeOfText(example),
        [`例句「${example.text}」写了两遍，另一处在 ${at}`, `example repeated, first at ${at}`],
        ['删掉其中一句', 'delete one of them'],
      )
    }
    return errorAt(
      placeOfText(example),
      [
        `例句「${example.text}」同时出现在「${earlier.intent}」（${at}）和「${example.intent}」`,
        `example "${example.text}" is in "${earlier.intent}" (${at}) and in "${example.intent}"`,
      ],
      ['只留在一个意图里', 'keep it in one intent only'],
    )
  })

const checkNearlyRepeated = (examples: readonly Owned[]): Fault[] =>
  repeats(examples, ({ text }) => bare(text))
    .filter(([a, b]) => a.intent !== b.intent && a.text !== b.text)
    .map(([example, earlier]) => {
      const at = where(placeOfText(earlier))
      return warningAt(
        placeOfText(example),
        [
          `例句「${example.text}」和「${earlier.intent}」的「${earlier.text}」（${at}）几乎一样`,
          `example "${example.text}" is nearly "${earlier.text}" of "${earlier.intent}" (${at})`,
        ],
        ['只留在一个意图里', 'keep it in one intent only'],
      )
    })

const checkSharedKeywords = (keywords: readonly Owned[]): Fault[] =>
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

/** Every item whose key came before, with the first one of that key. */
const repeats = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): (readonly [Item, Item])[] => {
  const first = new Map<string, Item>()
  return items.flatMap((item) => {
    const key = keyOf(item)
    const earlier = first.get(key)
    if (earlier !== undefined) return [[item, earlier] as const]
    if (key !== '') first.set(key, item)
    return []
  })
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** Without punctuation, symbols and spaces. */
const bare = (text: string) => folded(text).replace(/[\p{P}\p{S}\p{Z}\s]/gu, '')
