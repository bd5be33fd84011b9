import type { Ruling, Severity as SeverityNow } from '../model/ticket.ts'
import type { Severity } from '../playbook/index.ts'
import { type CaseView, holds } from './condition.ts'

type Rules = Pick<Severity, 'rules'>
type Rule = Severity['rules'][number]

const routine: SeverityNow = { level: 2, because: '常规', by: 'rules' }

/**
 * How urgent a case is by the rules that hold, read from the top: of those for each level the first
 * tells why. A case may be urgent and disputed. A rule of level 2 ends the reading: nothing below it
 * counts. Routine where none holds.
 */
export const severityOf = ({ rules }: Rules, view: CaseView): SeverityNow => {
  const held = rules.filter(({ when }) => holds(when, view))
  const [first] = held
  if (first?.level === 2) return { level: 2, ...rulingBy(first) }
  const end = held.findIndex(({ level }) => level === 2)
  const counted = end < 0 ? held : held.slice(0, end)
  const [urgent, disputed] = [1, 3].map((level) => counted.find((rule) => rule.level === level))
  return (
    severityWith({
      urgent: urgent && rulingBy(urgent),
      disputed: disputed && rulingBy(disputed),
    }) ?? routine
  )
}

/** Whether one of the rules with these ids holds, whatever stands above it. */
export const isUnderRule = ({ rules }: Rules, ids: readonly string[], view: CaseView): boolean =>
  rules.some(({ id, when }) => ids.includes(id) && holds(when, view))

/**
 * What becomes of a severity as more is known. Rules make a case urgent or disputed, or both, and
 * take neither back, and they never overrule what a person said of either; nor does a lower rule a
 * higher one, though the words for that are by now forgotten. Only danger that is told after a person
 * has decided is nothing they could have known: it makes the case urgent whatever they said.
 */
export const severityAfter = (
  { rules }: Rules,
  now: SeverityNow,
  found: SeverityNow,
  danger?: string,
): SeverityNow => {
  if (now.by === 'person') {
    const kept = withReview(now, found)
    return danger === undefined || kept.level === 1 ? kept : endangered(kept, danger)
  }
  if (found.level === 2 && now.level !== 2) return now
  const [before, after] = [partsOf(now), partsOf(found)]
  const next =
    severityWith({
      urgent: stronger(rules, before.urgent, after.urgent),
      disputed: now.lifted ? before.disputed : stronger(rules, before.disputed, after.disputed),
    }) ?? found
  return now.lifted ? { ...next, lifted: true } : next
}

/** What a person said of a review stays, also that there is none. */
const endangered = (now: SeverityNow, danger: string): SeverityNow => ({
  level: 1,
  because: `后来说到人身安全：${danger}`,
  by: 'rules',
  ...(now.level === 3 ? { review: partsOf(now).disputed ?? now } : {}),
  ...(now.lifted || now.level === 2 ? { lifted: true } : {}),
})

/** Who made a case urgent has said nothing of a review; who took it away has. */
const withReview = (now: SeverityNow, found: SeverityNow): SeverityNow => {
  const { disputed } = partsOf(found)
  const isFree = now.level === 1 && now.review === undefined && now.lifted === undefined
  return isFree && disputed !== undefined ? { ...now, review: disputed } : now
}

/** Why a case is urgent and why it is disputed, as far as it is. */
interface Parts {
  readonly urgent: Ruling | undefined
  readonly disputed: Ruling | undefined
}

export const partsOf = ({ level, review, ...own }: SeverityNow): Parts => ({
  urgent: level === 1 ? own : undefined,
  disputed: level === 3 ? own : review,
})

/** Undefined where it is neither. */
export const severityWith = ({ urgent, disputed }: Parts): SeverityNow | undefined => {
  if (urgent !== undefined) {
    return { level: 1, ...urgent, ...(disputed === undefined ? {} : { review: disputed }) }
  }
  return disputed === undefined ? undefined : { level: 3, ...disputed }
}

const rulingBy = ({ because, source }: Rule): Ruling => ({ because, source, by: 'rules' })

const stronger = (
  rules: readonly Rule[],
  now: Ruling | undefined,
  found: Ruling | undefined,
): Ruling | undefined => {
  if (now === undefined || found === undefined) return now ?? found
  if (now.by === 'person') return now
  const rankOf = ({ source }: Ruling) => rules.findIndex((rule) => rule.source === source)
  const standing = rankOf(now)
  // A rule that was edited away meanwhile stands above none.
  return standing >= 0 && standing < rankOf(found) ? now : found
}
