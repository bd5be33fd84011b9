import type { Candidate } from '../../src/model/understanding.ts'
import type { Row } from './bench.ts'

/** What was found for a text, and what should have been. */
export interface Finding {
  readonly wanted: string
  /** Best first, at most five. */
  readonly candidates: readonly Candidate[]
}

/** In %: how often the wanted answer is found, and what is over the dialogue's two bars. */
export const tally = (findings: readonly Finding[]): Row => {
  const percent = (test: (finding: Finding) => boolean) =>
    (100 * findings.filter(test).length) / findings.length
  const isAmong =
    (most: number) =>
    ({ wanted, candidates }: Finding) =>
      candidates.slice(0, most).some(({ answer }) => answer === wanted)
  const isOver =
    (bar: number, right: boolean) =>
    ({ wanted, candidates: [best] }: Finding) =>
      best !== undefined && best.score >= bar && (best.answer === wanted) === right
  return {
    asked: findings.length,
    'recall@1': percent(isAmong(1)),
    'recall@3': percent(isAmong(3)),
    'recall@5': percent(isAmong(5)),
    'right over 0.7': percent(isOver(0.7, true)),
    'wrong over 0.7': percent(isOver(0.7, false)),
    'wrong over 0.9': percent(isOver(0.9, false)),
  }
}
