import type { IntentReport, Verdict } from './report.ts'
import { isRight } from './share.ts'

/** A line that was answered with an alternative counts for the intent it was labelled with. */
export const intentReports = (verdicts: readonly Verdict[]): IntentReport[] => {
  const tallies = new Map<string, { lines: number; hits: number; claimed: number }>()
  const tallyOf = (intent: string) => {
    const tally = tallies.get(intent) ?? { lines: 0, hits: 0, claimed: 0 }
    tallies.set(intent, tally)
    return tally
  }
  for (const verdict of verdicts) {
    const expected = tallyOf(verdict.intent)
    expected.lines += 1
    if (isRight(verdict)) expected.hits += 1
    tallyOf(isRight(verdict) ? verdict.intent : verdict.got).claimed += 1
  }
  return [...tallies]
    .filter(([, { lines }]) => lines > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([intent, { lines, hits, claimed }]) => ({
      intent,
      lines,
      precision: claimed === 0 ? 0 : hits / claimed,
      recall: hits / lines,
      f1: (2 * hits) / (lines + claimed),
    }))
}
