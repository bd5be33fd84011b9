import type { QuickGroup, QuickReply } from '../shared/index.ts'

/** One of the operators' replies, in its group. */
export interface QuickChoice {
  readonly group: string
  readonly reply: QuickReply
}

/**
 * What `/` offers for the letters behind it: by a title's first letters in pinyin (`thdz`), by its
 * pinyin, by its characters, an alias, or the words themselves; the closer the match and the more
 * often used, the higher.
 */
export function quickChoices(
  groups: readonly QuickGroup[],
  wanted: string,
): readonly QuickChoice[] {
  const letters = wanted.toLowerCase()
  return groups
    .flatMap(({ title, replies }) => replies.map((reply) => ({ group: title, reply })))
    .map((choice) => ({ choice, rank: rankOf(choice.reply, letters) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank || usesOf(b.choice) - usesOf(a.choice))
    .map(({ choice }) => choice)
}

const noMatch = 9

function rankOf({ title, aliases, initials, pinyin, text }: QuickReply, letters: string): number {
  if (letters === '') return 0
  const names = [title, ...aliases].map((name) => name.toLowerCase())
  if (names.includes(letters) || initials === letters) return 0
  if (initials.startsWith(letters) || names.some((name) => name.startsWith(letters))) return 1
  if (pinyin.startsWith(letters)) return 2
  if (names.some((name) => name.includes(letters)) || initials.includes(letters)) return 3
  if (pinyin.includes(letters)) return 4
  return text.toLowerCase().includes(letters) ? 5 : noMatch
}

/** My own habit counts before that of all. */
const usesOf = ({ reply: { used } }: QuickChoice): number => used.mine * 1_000 + used.all
