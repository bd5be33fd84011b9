import { auroc } from './auroc.ts'
import type { Report, Verdict } from './report.ts'
import { isRight, shareOf } from './share.ts'

type Labels = ReadonlySet<string>

/** How well the scores tell the shop's business from the rest; undefined where either is missing. */
export const aurocOf = (verdicts: readonly Verdict[], offTopic: Labels): number | undefined => {
  const { business, others } = scoresOf(verdicts, offTopic)
  return auroc(business, others)
}

/** Out-of-scope lines under the highest bar that keeps at most this share of the business out. */
export const outOfScopeRecall = (
  verdicts: readonly Verdict[],
  offTopic: Labels,
  falseRejection: number,
): number | undefined => {
  const { business, others } = scoresOf(verdicts, offTopic)
  const bar = business[Math.floor(business.length * falseRejection)]
  if (bar === undefined || others.length === 0) return undefined
  return shareOf(others, (score) => score < bar)
}

/** Lowest first. */
const scoresOf = (verdicts: readonly Verdict[], offTopic: Labels) => {
  const sorted = [...verdicts].sort((a, b) => a.inScope - b.inScope)
  const scores = (off: 'in' | 'out') =>
    sorted
      .filter(({ intent }) => offTopic.has(intent) === (off === 'out'))
      .map(({ inScope }) => inScope)
  return { business: scores('in'), others: scores('out') }
}

/** The half of the lines that the engine is surest of: what it would answer by itself. */
export const sureHalf = (
  verdicts: readonly Verdict[],
  offTopic: Labels,
): Pick<Report, 'sureHalfRight' | 'sureHalfLetThrough'> => {
  const sure = [...verdicts]
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, Math.ceil(verdicts.length / 2))
  const isOther = ({ intent }: Verdict) => offTopic.has(intent)
  const others = verdicts.filter(isOther).length
  const through = sure.filter((verdict) => isOther(verdict) && !offTopic.has(verdict.got)).length
  return {
    sureHalfRight: shareOf(sure, isRight),
    sureHalfLetThrough: others === 0 ? undefined : through / others,
  }
}
