import type { Line, Me, NamedColleague, UnseenMention } from '../shared/index.ts'
import type { Slash } from './writing.ts'

/** Whom `@` looks for at the caret; what stands within a word, as in an address, is no mention. */
export function mentionAt(text: string, caret: number): Slash | undefined {
  const found = /@([^\s@]{0,20})$/.exec(text.slice(0, caret))
  if (found === null || isInWord(text, found.index)) return
  const [, wanted = ''] = found
  return { wanted, from: found.index, to: caret }
}

/** Whether an `@` is there that could name somebody. */
export const mayName = (text: string): boolean =>
  [...text.matchAll(/@/g)].some(({ index }) => !isInWord(text, index))

/** By name, by its first letters in pinyin (`cj`), by its pinyin; the closer the higher. */
export function colleaguesFor(
  colleagues: readonly NamedColleague[],
  wanted: string,
): readonly NamedColleague[] {
  const letters = wanted.toLowerCase()
  const rank = ({ id, name, initials, pinyin }: NamedColleague): number => {
    const words = [name.toLowerCase(), initials, pinyin, id]
    if (words.includes(letters)) return 0
    if (words.some((word) => word.startsWith(letters))) return 1
    return words.some((word) => word.includes(letters)) ? 2 : noMatch
  }
  return colleagues.filter((each) => rank(each) < noMatch).toSorted((a, b) => rank(a) - rank(b))
}

const noMatch = 3

/** The logins of those who are named with `@`: the longest name that fits, of all who have it. */
export function mentionedIn(
  text: string,
  colleagues: readonly Pick<NamedColleague, 'id' | 'name'>[],
): readonly string[] {
  const names = namesIn(
    text,
    colleagues.map(({ name }) => name),
  )
  return colleagues
    .filter(({ name }) => names.some((each) => each.name === name))
    .map(({ id }) => id)
}

/** Where `@` and a name stand. */
export interface Named {
  readonly name: string
  readonly from: number
  readonly to: number
}

export function namesIn(text: string, names: readonly string[]): readonly Named[] {
  const longestFirst = names.toSorted((a, b) => b.length - a.length)
  return [...text.matchAll(/@/g)].flatMap(({ index }) => {
    if (isInWord(text, index)) return []
    const name = longestFirst.find((each) => text.startsWith(each, index + 1))
    return name === undefined ? [] : [{ name, from: index, to: index + 1 + name.length }]
  })
}

/** As in an address. */
const isInWord = (text: string, index: number) => /[\w.-]$/.test(text.slice(0, index))

/** Notes that name me and that I have not seen, by their ids: where they are. */
export type Mentions = ReadonlyMap<string, string>

export const mentionsOf = (unseen: readonly UnseenMention[]): Mentions =>
  new Map(unseen.map(({ line, conversation }) => [line, conversation]))

export const namesMe = (me: Me | null, { mentions }: Line): boolean =>
  mentions.some(({ id }) => id === me?.id)

/** The same while nothing changes. */
export const withoutMentions = (known: Mentions | null, conversation: string): Mentions | null =>
  known !== null && isMentioned(known, conversation)
    ? new Map([...known].filter(([, each]) => each !== conversation))
    : known

export const isMentioned = (known: Mentions | null, conversation: string): boolean =>
  known !== null && [...known.values()].includes(conversation)
