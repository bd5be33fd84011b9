import { setImmediate as breathe } from 'node:timers/promises'
import { errorAt, type Fault, mostFaults, warningAt, where } from './fault.ts'
import { bare } from './folded.ts'
import { type Outline, placeOfText, type Written } from './outline.ts'
import { repeats } from './repeats.ts'
import { similarPairs } from './similar.ts'

/** Dice coefficient; one other character in a sentence of nine is 0.75, in one of fifteen 0.86. */
const nearlySame = 0.85

interface Example extends Written {
  readonly intent: string
  readonly bare: string
}

/** The same example twice teaches nothing; in two intents it teaches the wrong thing. */
export const checkRepeats = async ({ intents }: Outline): Promise<Fault[]> => {
  const examples = intents.flatMap((intent) =>
    intent.examples.map((text) => ({ ...text, intent: intent.id, bare: bare(text.text) })),
  )
  await breathe()
  const same = repeats(examples, (example) => example.bare)
  const told = new Set(same.map(([example]) => example))
  const faults = [...checkRepeated(examples), ...checkPunctuation(same)]
  await breathe()
  const others = examples.filter((example) => !told.has(example))
  return [...faults, ...(await checkSimilar(others))]
}

const checkRepeated = (examples: readonly Example[]): Fault[] =>
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

const checkPunctuation = (same: readonly (readonly [Example, Example])[]): Fault[] =>
  same
    .filter(([{ text }, earlier]) => text !== earlier.text)
    .map(([example, earlier]) => {
      if (example.intent !== earlier.intent) return nearly(example, earlier)
      const at = where(placeOfText(earlier))
      return warningAt(
        placeOfText(example),
        [
          `例句「${example.text}」和「${earlier.text}」（${at}）只差标点`,
          `example "${example.text}" and "${earlier.text}" (${at}) differ in punctuation only`,
        ],
        ['删掉其中一句', 'delete one of them'],
      )
    })

/** Within an intent, sentences that are alike are what an operator may well want. */
const checkSimilar = async (examples: readonly Example[]): Promise<Fault[]> => {
  const pairs = await similarPairs({
    items: examples,
    textOf: (example) => example.bare,
    share: nearlySame,
    matters: (example, other) =>
      example.intent !== other.intent && negates(example) === negates(other),
    atMost: mostFaults,
  })
  return pairs.map(([example, earlier]) => nearly(example, earlier))
}

/** 「是我下的单」 and 「不是我下的单」 are alike, and the one word between them is the point. */
const negates = (example: Example) => /[不没未别]/.test(example.bare)

const nearly = (example: Example, earlier: Example): Fault => {
  const at = where(placeOfText(earlier))
  return warningAt(
    placeOfText(example),
    [
      `例句「${example.text}」和「${earlier.intent}」的「${earlier.text}」（${at}）几乎一样`,
      `example "${example.text}" is nearly "${earlier.text}" of "${earlier.intent}" (${at})`,
    ],
    ['只留在一个意图里', 'keep it in one intent only'],
  )
}
