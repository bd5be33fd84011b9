import { errorAt, type Fault, warningAt, where } from './fault.ts'
import { folded } from './folded.ts'
import { type GroupOutline, type Outline, placeOfText, valueAt, type Written } from './outline.ts'
import { repeats } from './repeats.ts'
import { placeOfKey } from './yaml-file.ts'

/** A word of many groups no longer means anything. */
const mostGroups = 2

/** Groups of words with the same meaning: no group for nothing, no word twice, none that matches all. */
export const checkLexicon = ({ groups, intents }: Outline): Fault[] => {
  const messages = new Set(
    intents.flatMap(({ examples }) => examples.map(({ text }) => folded(text))),
  )
  return [
    ...groups.flatMap(checkSize),
    ...groups.flatMap(checkRepeated),
    ...groups.flatMap(({ words }) => words.flatMap((word) => checkLength(word, messages))),
    ...checkShared(groups),
  ]
}

const checkSize = ({ name, file, path }: GroupOutline): Fault[] => {
  const words = valueAt(file.value, path)
  // What is no list at all is told with the file's shape.
  if (!Array.isArray(words) || words.length > 1) return []
  return [
    errorAt(
      placeOfKey(file, path),
      [
        `「${name}」这一组不到两个词，起不了作用`,
        `group "${name}" has fewer than two words and does nothing`,
      ],
      [
        '再写一个意思相近的词，或者删掉这一组',
        'add a word of the same meaning, or delete the group',
      ],
    ),
  ]
}

const checkRepeated = ({ name, words }: GroupOutline): Fault[] =>
  repeats(words, ({ text }) => folded(text)).map(([word, earlier]) => {
    const at = where(placeOfText(earlier))
    return errorAt(
      placeOfText(word),
      [
        `「${word.text}」在「${name}」这一组里写了两遍，另一处在 ${at}`,
        `"${word.text}" is twice in group "${name}", first at ${at}`,
      ],
      ['删掉其中一个', 'delete one of them'],
    )
  })

/** 「好」 alone is a whole message, which an intent has as an example; 「书」 also stands in 「证书」. */
const checkLength = (word: Written, messages: ReadonlySet<string>): Fault[] => {
  if ([...word.text].length !== 1 || messages.has(folded(word.text))) return []
  return [
    warningAt(
      placeOfText(word),
      [
        `近义词「${word.text}」只有一个字，容易误伤`,
        `"${word.text}" is one character and will match too much`,
      ],
      [
        '换成两个字以上的词；如果顾客会单独发这一个字，把它写进某个意图的例句',
        'use two characters or more; if customers send it alone, make it an example of an intent',
      ],
    ),
  ]
}

const checkShared = (groups: readonly GroupOutline[]): Fault[] => {
  const owners = new Map<string, readonly string[]>()
  return groups
    .flatMap(({ name, words }) => words.map((word) => ({ name, word })))
    .flatMap(({ name, word }) => {
      const names = owners.get(folded(word.text)) ?? []
      if (names.includes(name)) return []
      owners.set(folded(word.text), [...names, name])
      if (names.length < mostGroups) return []
      return warningAt(
        placeOfText(word),
        [
          `「${word.text}」已经在「${names.join('」「')}」里，一个词最多放两组`,
          `"${word.text}" is already in ${names.join(', ')}; a word is in two groups at most`,
        ],
        ['只留在意思最近的两组里', 'keep it in the two groups nearest in meaning'],
      )
    })
}
