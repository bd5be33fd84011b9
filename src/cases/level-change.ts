import type { Level, Ruling, Severity } from '../model/ticket.ts'
import { partsOf, severityWith } from './severity.ts'

/**
 * What a case becomes when a person says that it is of a level. Urgency and review are two things:
 * level 1 makes it urgent and leaves the review; level 3 puts it under review and leaves the urgency,
 * and of what is both takes the urgency away; level 2 takes both. Level 1 of what is both takes the
 * review.
 */
export const severityAt = (now: Severity, to: Level, because: string): Severity => {
  const said: Ruling = { because, by: 'person' }
  const { urgent, disputed } = partsOf(now)
  const isBoth = now.review !== undefined
  const lifted = now.lifted || disputed !== undefined ? ({ lifted: true } as const) : {}
  switch (to) {
    case 1: {
      const kept = isBoth ? undefined : disputed
      const severity = severityWith({ urgent: said, disputed: kept }) ?? now
      return kept === undefined ? { ...severity, ...lifted } : severity
    }
    case 2:
      return { level: 2, ...said, ...lifted }
    case 3:
      return severityWith({ urgent: isBoth ? undefined : urgent, disputed: said }) ?? now
    default:
      return to satisfies never
  }
}
