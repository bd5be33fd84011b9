import { setImmediate as breathe } from 'node:timers/promises'
import { readPhrase } from '../model/phrase.ts'
import { checkPhrase } from './check-phrase.ts'
import { errorAt, type Fault, type Words, warningAt, where } from './fault.ts'
import { bare, folded } from './folded.ts'
import { each, list, placeOfText, text, type Written } from './outline.ts'
import { createToneReader, squeezeReply } from './tone-words.ts'
import { writtenTwice } from './written-twice.ts'
import { type Path, placeOf, type YamlFile } from './yaml-file.ts'

/** With fewer good sentences nobody can tell how many false alarms there are: nothing is learned. */
export const enoughFine = 100

const phraseFields = ['patterns', 'alone', 'not_patterns', 'unless'] as const

/** What agents are warned of: phrases that can be read, nothing twice, and no good sentence found. */
export const checkTone = async (files: readonly YamlFile[]): Promise<Fault[]> => {
  const file = files.find((each) => each.file === 'replies/tone.yaml')
  return file === undefined ? [] : checkFile(file)
}

const checkFile = async (file: YamlFile): Promise<Fault[]> => {
  const categories = each(file, ['categories'])
  const inAll = (...fields: readonly string[]) =>
    categories.flatMap((path) => fields.flatMap((field) => list(file, [...path, field])))
  const fine = list(file, ['fine'])
  const examples = inAll('examples')
  const found = inAll('patterns', 'alone')
  const good = [...fine, ...betterWords(file)].map((written) => ({
    written,
    reply: squeezeReply(folded(written.text)),
  }))
  const faults = [
    ...inAll(...phraseFields).flatMap(checkPhrase),
    ...inAll('patterns').flatMap(checkLength),
    ...writtenTwice(
      categories.flatMap((path) => text(file, [...path, 'id']) ?? []),
      keepOne,
    ),
    ...writtenTwice(found, keepOne),
    ...writtenTwice([...examples, ...fine], keepOne, bare),
    ...checkEnough(file, examples, fine),
  ]
  for (const path of categories) {
    faults.push(...checkGood(file, path, good))
    await breathe()
  }
  return faults
}

const checkLength = (written: Written): Fault[] => {
  const phrase = readPhrase(written.text)
  if ('fault' in phrase || phrase.letters > 1) return []
  return [
    warningAt(
      placeOfText(written),
      [
        `句型「${written.text}」可以只对上一个字，容易误伤`,
        `phrase "${written.text}" may fit one letter and will match too much`,
      ],
      ['写长一点，或者放到 alone 里', 'make it longer, or put it under alone'],
    ),
  ]
}

const keepOne: Words = ['只留一处', 'keep one of them']

const checkEnough = (
  file: YamlFile,
  examples: readonly Written[],
  fine: readonly Written[],
): Fault[] => {
  if (examples.length === 0 || fine.length >= enoughFine) return []
  return [
    warningAt(
      placeOf(file, ['fine']),
      [
        `没问题的话（fine）只有 ${fine.length} 句，不到 ${enoughFine} 句时例句不起作用，只看句型`,
        `fine has ${fine.length} sentences; below ${enoughFine} the examples teach nothing`,
      ],
      ['多写一些客服平时说的好话', 'add good sentences of every day'],
    ),
  ]
}

const betterWords = (file: YamlFile): Written[] =>
  each(file, ['categories'])
    .flatMap((path) => [path, ...each(file, [...path, 'better_about'])])
    .flatMap((path) => ['better', 'better_in_danger'].map((field) => text(file, [...path, field])))
    .filter((written) => written !== undefined)

/** A sentence in which nothing may be found, as phrases see it. */
interface Good {
  readonly written: Written
  readonly reply: ReturnType<typeof squeezeReply>
}

/** Good sentences that a category's phrases find. */
const checkGood = (file: YamlFile, path: Path, good: readonly Good[]): Fault[] => {
  const wordsOf = (field: string) => list(file, [...path, field])
  const textsOf = (field: string) => wordsOf(field).map(({ text }) => text)
  const lists = { patterns: wordsOf('patterns'), alone: wordsOf('alone') }
  const read = createToneReader(
    {
      patterns: textsOf('patterns'),
      alone: textsOf('alone'),
      not_patterns: textsOf('not_patterns'),
      unless: textsOf('unless'),
    },
    list(file, ['courtesy']).map(({ text }) => text),
  )
  return good.flatMap(({ written, reply }) => {
    const [hit] = read(reply).hits
    const phrase = hit && lists[hit.list][hit.at]
    if (phrase === undefined) return []
    const at = where(placeOfText(phrase))
    return errorAt(
      placeOfText(written),
      [
        `「${written.text}」会被句型「${phrase.text}」（${at}）拦下`,
        `"${written.text}" is caught by phrase "${phrase.text}" (${at})`,
      ],
      [
        '把句型写窄一点，或者在 not_patterns、unless 里写上例外',
        'narrow the phrase, or write an exception under not_patterns or unless',
      ],
    )
  })
}
