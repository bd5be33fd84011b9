import { plain } from '../model/mentioned.ts'
import { errorAt, type Fault, warningAt, where } from './fault.ts'
import { implies } from './implies.ts'
import { each, text, valueAt } from './outline.ts'
import { pieceAt } from './pieces.ts'
import { repeats } from './repeats.ts'
import { type CaseCondition, caseCondition } from './schema/index.ts'
import { type Path, placeOf, type YamlFile } from './yaml-file.ts'

/**
 * Conditions on cases, of `severity.yaml` and `suggest.yaml`: each has an id of its own and can
 * hold; of the rules of severity, none is decided by one above it.
 */
export const checkConditions = (files: readonly YamlFile[]): Fault[] =>
  files.flatMap((file) => {
    const isSeverity = file.file === 'replies/severity.yaml'
    if (!isSeverity && file.file !== 'replies/suggest.yaml') return []
    const rules = rulesIn(file, isSeverity ? 'rules' : 'suggestions')
    return [
      ...checkIds(rules),
      ...rules.flatMap(checkWords),
      ...(isSeverity ? checkShadowed(rules) : []),
    ]
  })

interface Rule {
  readonly file: YamlFile
  readonly path: Path
  readonly id: string
  readonly when: CaseCondition
  /** Of the rules of severity. */
  readonly level: unknown
}

/** Those whose condition is well written, whatever else is wrong. */
const rulesIn = (file: YamlFile, list: string): readonly Rule[] =>
  each(file, [list]).flatMap((path) => {
    const id = text(file, [...path, 'id'])?.text ?? ''
    const level = valueAt(file.value, [...path, 'level'])
    const when = pieceAt(file, [...path, 'when'], caseCondition)
    return when.map(({ content }) => ({ file, path, id, when: content, level }))
  })

const placeOfId = ({ file, path }: Rule) => placeOf(file, [...path, 'id'])

const checkIds = (rules: readonly Rule[]): Fault[] =>
  repeats(rules, ({ id }) => id).map(([rule, earlier]) =>
    errorAt(
      placeOfId(rule),
      [
        `编号「${rule.id}」重复了，${where(placeOfId(earlier))} 已经用过`,
        `id "${rule.id}" is already used at ${where(placeOfId(earlier))}`,
      ],
      ['换一个编号', 'choose another id'],
    ),
  )

const checkWords = (rule: Rule): Fault[] => {
  const { words = [], not_words } = rule.when
  const lost = words.filter((word) => takenOut(word, not_words) !== undefined)
  if (words.length > 0 && lost.length === words.length) return [neverHolds(rule)]
  return [
    ...words.flatMap((word, index) => checkLost(rule, word, index)),
    ...not_words.flatMap((word, index) => checkUseless(rule, word, index)),
  ]
}

/** Of `not_words` the one that takes a word out wherever it stands. */
const takenOut = (word: string, notWords: readonly string[]): string | undefined =>
  notWords.find((each) => plain(word).includes(plain(each)))

const neverHolds = ({ id, file, path }: Rule): Fault =>
  errorAt(
    placeOf(file, [...path, 'when', 'words']),
    [
      `「${id}」永远不成立：words 里的词都会先被 not_words 去掉`,
      `"${id}" never holds: not_words take out each of its words`,
    ],
    [
      'not_words 要写更长的说法，例如 words 写「漏电」，not_words 写「没有漏电」',
      'write longer phrases in not_words',
    ],
  )

const checkLost = ({ file, path, when }: Rule, word: string, index: number): Fault[] => {
  const by = takenOut(word, when.not_words)
  if (by === undefined) return []
  return [
    warningAt(
      placeOf(file, [...path, 'when', 'words', index]),
      [
        `「${word}」会先被 not_words 的「${by}」去掉，写了不起作用`,
        `"${word}" is taken out by "${by}" of not_words and does nothing`,
      ],
      ['删掉其中一个', 'delete one of the two'],
    ),
  ]
}

const checkUseless = ({ file, path, when }: Rule, word: string, index: number): Fault[] => {
  const { words = [], beside = [], not_beside = [], unless } = when
  const looked = [...words, ...beside, ...not_beside, ...unless]
  if (looked.some((each) => plain(word).includes(plain(each)))) return []
  return [
    warningAt(
      placeOf(file, [...path, 'when', 'not_words', index]),
      [
        `「${word}」里没有 words 的词，写了不起作用`,
        `"${word}" holds none of the words and does nothing`,
      ],
      ['写包含那个词的完整说法，或者删掉', 'write the whole phrase, or delete it'],
    ),
  ]
}

const checkShadowed = (rules: readonly Rule[]): Fault[] =>
  rules.flatMap((rule, index) => {
    // To be urgent and to be disputed are two things; a rule of level 2 ends the reading.
    const wider = rules
      .slice(0, index)
      .find(({ when, level }) => (level === rule.level || level === 2) && implies(rule.when, when))
    if (wider === undefined) return []
    const at = where(placeOfId(wider))
    return [
      warningAt(
        placeOfId(rule),
        [
          `永远轮不到「${rule.id}」：它符合的时候，上面的「${wider.id}」（${at}）已经符合了`,
          `"${rule.id}" is never reached: wherever it holds, "${wider.id}" (${at}) holds above it`,
        ],
        ['把它挪到那一条上面，或者给那一条加上条件', 'move it above, or narrow the other one'],
      ),
    ]
  })
