import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { diff3Merge } from 'node-diff3'

/** Lines with their ends, so that joining them gives the very text. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/**
 * What an edit (`before` to `after`) did taken out of the text as it is now, where nobody has touched
 * the same lines or those right beside them since; undefined where somebody has.
 */
export const takeBack = (before: string, after: string, now: string): string | undefined => {
  if (now === after) return before
  const { text, isClean } = mergedBack(before, after, now)
  return isClean ? text : undefined
}

/** The same where somebody has: those lines are as they were before, and what is elsewhere stays. */
export const forceBack = (before: string, after: string, now: string): string =>
  mergedBack(before, after, now).text

/** A three-way merge whose common ancestor is the text that the edit left behind. */
const mergedBack = (before: string, after: string, now: string) => {
  const { head, middles, tail } = apart([linesOf(now), linesOf(after), linesOf(before)])
  const [a = [], o = [], b = []] = middles
  // The search looks at each pair of equal lines, and chats wait for it.
  if (pairsOf(a, o) + pairsOf(o, b) > mostPairs) return { text: before, isClean: false }
  const regions = diff3Merge(a, o, b)
  const merged = regions.flatMap(({ ok, conflict }) => ok ?? conflict?.b ?? [])
  return {
    text: [...head, ...merged, ...tail].join(''),
    isClean: regions.every(({ conflict }) => conflict === undefined),
  }
}

/** The shop's own files have some thousands; a tenth of a second. */
const mostPairs = 100_000

const pairsOf = (lines: readonly string[], others: readonly string[]): number => {
  const counts = new Map<string, number>()
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1)
  return lines.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0)
}

/** Texts without the lines that all of them begin and end with. */
const apart = (texts: readonly string[][]) => {
  const [first = []] = texts
  const shortest = Math.min(...texts.map(({ length }) => length))
  const isShared = (at: (lines: readonly string[]) => string | undefined) =>
    texts.every((lines) => at(lines) === at(first))
  let head = 0
  while (head < shortest && isShared((lines) => lines[head])) head += 1
  let tail = 0
  while (tail < shortest - head && isShared((lines) => lines.at(-1 - tail))) tail += 1
  return {
    head: first.slice(0, head),
    middles: texts.map((lines) => lines.slice(head, lines.length - tail)),
    tail: first.slice(first.length - tail),
  }
}

/** As `diff -u` shows it; empty where nothing was changed. */
export const unifiedDiff = (file: string, before: string | null, after: string | null): string => {
  if (before === after) return ''
  const old = before === null ? '/dev/null' : `a/${file}`
  const young = after === null ? '/dev/null' : `b/${file}`
  const options = { context: 3, maxEditLength: mostChanged, headerOptions: FILE_HEADERS_ONLY }
  return (
    createTwoFilesPatch(old, young, before ?? '', after ?? '', undefined, undefined, options) ??
    whole(old, young, linesOf(before ?? ''), linesOf(after ?? ''))
  )
}

/** Of texts with more other lines nothing is said to have stayed: the search for it is quadratic. */
const mostChanged = 1_600

const whole = (old: string, young: string, before: readonly string[], after: readonly string[]) =>
  [
    `--- ${old}\n+++ ${young}\n@@ -1,${before.length} +1,${after.length} @@\n`,
    ...before.map((line) => `-${ended(line)}`),
    ...after.map((line) => `+${ended(line)}`),
  ].join('')

const ended = (line: string) =>
  line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`
