import { type Fault, type Words, warningAt, where } from './fault.ts'
import { folded } from './folded.ts'
import { each, list, placeOfText, text, type Written } from './outline.ts'
import { writtenTwice } from './written-twice.ts'
import type { YamlFile } from './yaml-file.ts'

/** Symptoms and causes: each name and each word once, and none that another one takes away. */
export const checkCases = (files: readonly YamlFile[]): Fault[] =>
  files
    .filter(({ file }) => file === 'replies/cases.yaml')
    .flatMap((file) => {
      const symptoms = each(file, ['symptoms'])
      const words = symptoms.map((path) => list(file, [...path, 'words']))
      return [
        ...writtenTwice(
          symptoms.flatMap((path) => text(file, [...path, 'name']) ?? []),
          keepOne,
        ),
        ...writtenTwice(words.flat(), keepOne),
        ...writtenTwice(list(file, ['root_causes']), keepOne),
        ...words.flat().flatMap(checkLength),
        ...words.flatMap((own, index) => checkTaken(own, words.slice(0, index).flat())),
      ]
    })

const keepOne: Words = ['只留一处', 'keep it in one place only']

const checkLength = (word: Written): Fault[] => {
  if ([...word.text].length !== 1) return []
  return [
    warningAt(
      placeOfText(word),
      [
        `「${word.text}」只有一个字，容易误伤`,
        `"${word.text}" is one character and will match too much`,
      ],
      ['换成两个字以上的词', 'use two characters or more'],
    ),
  ]
}

/** The first symptom whose words are said is taken: 「漏电」 is never reached below 「漏」. */
const checkTaken = (words: readonly Written[], above: readonly Written[]): Fault[] =>
  words.flatMap((word) => {
    const shorter = above.find(
      (other) => other.text !== word.text && folded(word.text).includes(folded(other.text)),
    )
    if (shorter === undefined) return []
    const at = where(placeOfText(shorter))
    return [
      warningAt(
        placeOfText(word),
        [
          `轮不到「${word.text}」：上面的「${shorter.text}」（${at}）先碰到了`,
          `"${word.text}" is never reached: "${shorter.text}" (${at}) is found first`,
        ],
        ['把说得细的症状挪到上面，或者删掉其中一个词', 'move the longer word above, or delete one'],
      ),
    ]
  })
