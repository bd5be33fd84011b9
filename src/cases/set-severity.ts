import type { Actor } from '../model/people.ts'
import type { Severity, Ticket } from '../model/ticket.ts'
import { planned } from './clocks.ts'
import type { CaseView } from './condition.ts'
import { levelName } from './names.ts'
import type { Rules } from './rules.ts'
import { severityAfter, severityOf } from './severity.ts'
import { noted } from './trail.ts'

interface Judgement {
  readonly at: number
  readonly rules: Rules
}

const bot: Actor = { kind: 'bot' }

/** A new ticket: how urgent it is, and the clocks that start with it. */
export const openCase = (ticket: Ticket, view: CaseView, { at, rules }: Judgement): Ticket => {
  const severity = severityOf(rules.severity, view)
  const opened = planned({ ...ticket, severity }, at, rules)
  const what = `立案，级别：${levelName(rules, severity.level)}（${severity.because}）`
  return noted(opened, { at, by: bot, what })
}

/** The ticket as the rules judge it now that more is known; the same one where nothing changes. */
export const judged = (ticket: Ticket, view: CaseView, { at, rules }: Judgement): Ticket => {
  const severity = severityAfter(rules.severity, ticket.severity, severityOf(rules.severity, view))
  return withSeverity(ticket, severity, { at, by: bot, rules })
}

/** Another level has clocks of its own, and is decided anew. */
export const withSeverity = (
  ticket: Ticket,
  severity: Severity,
  { at, by, rules }: Judgement & { readonly by: Actor },
): Ticket => {
  const { level, because } = ticket.severity
  if (level === severity.level && because === severity.because) return ticket
  const [from, to] = [level, severity.level].map((each) => levelName(rules, each))
  const what =
    level === severity.level
      ? `级别依据：${because} → ${severity.because}`
      : `级别：${from} → ${to}（${severity.because}）`
  const next =
    level === severity.level
      ? { ...ticket, severity }
      : planned({ ...ticket, severity, votes: [] }, at, rules)
  return noted(next, { at, by, what })
}
