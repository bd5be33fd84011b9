import type { FindNearest } from './nearest.ts'
import type { Confusion, Mistake, Verdict } from './report.ts'
import { isRight } from './share.ts'

/** Every pair of an intent and what it was taken for, with all its lines. */
export const confusionsOf = (
  verdicts: readonly Verdict[],
  findNearest: FindNearest,
): Confusion[] => {
  const pairs = new Map<string, { expected: string; got: string; mistakes: Mistake[] }>()
  for (const verdict of verdicts) {
    if (isRight(verdict)) continue
    const { intent: expected, got, text, confidence } = verdict
    const key = JSON.stringify([expected, got])
    const pair = pairs.get(key) ?? { expected, got, mistakes: [] }
    pairs.set(key, pair)
    const nearest = findNearest(text)
    pair.mistakes.push({ text, confidence, ...(nearest === undefined ? {} : { nearest }) })
  }
  return [...pairs.values()]
    .map(({ expected, got, mistakes }) => ({
      expected,
      got,
      lines: mistakes.length,
      mistakes: mistakes.sort((a, b) => b.confidence - a.confidence),
    }))
    .sort((a, b) => b.lines - a.lines)
}
