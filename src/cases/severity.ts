import type { Severity as SeverityNow } from '../model/ticket.ts'
import type { Severity } from '../playbook/index.ts'
import { type CaseView, holds } from './condition.ts'

const routine: SeverityNow = { level: 2, because: '常规', by: 'rules' }

/** How urgent a case is by the rules: the first from the top that holds decides, routine where none does. */
export const severityOf = ({ rules }: Pick<Severity, 'rules'>, view: CaseView): SeverityNow => {
  const rule = rules.find(({ when }) => holds(when, view))
  if (rule === undefined) return routine
  return { level: rule.level, because: rule.because, source: rule.source, by: 'rules' }
}

/**
 * What becomes of a severity as more is known. Rules make a case urgent or disputed and never
 * routine again, and they never overrule a person; nor does a lower rule a higher one, though the
 * words for that are by now forgotten.
 */
export const severityAfter = (
  { rules }: Pick<Severity, 'rules'>,
  now: SeverityNow,
  found: SeverityNow,
): SeverityNow => {
  if (now.by === 'person' || (found.level === 2 && now.level !== 2)) return now
  const rankOf = ({ source }: SeverityNow) => rules.findIndex((rule) => rule.source === source)
  const standing = rankOf(now)
  // A rule that was edited away meanwhile stands above none.
  return now.level !== 2 && standing >= 0 && standing < rankOf(found) ? now : found
}
