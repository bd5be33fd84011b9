import type { Actor } from '../model/people.ts'
import { levelsOf, type Severity, type Ticket } from '../model/ticket.ts'
import { planned } from './clocks.ts'
import type { CaseView } from './condition.ts'
import { severityName } from './names.ts'
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
  const what = `立案，级别：${severityName(rules, severity)}（${reasonsOf(severity)}）`
  return noted(opened, { at, by: bot, what })
}

/** The ticket as the rules judge it now that more is known; the same one where nothing changes. */
export const judged = (ticket: Ticket, view: CaseView, { at, rules }: Judgement): Ticket => {
  const found = severityOf(rules.severity, view)
  const severity = severityAfter(rules.severity, ticket.severity, found, view.danger)
  return withSeverity(ticket, severity, { at, by: bot, rules, because: reasonsOf(severity) })
}

/** Under other levels a case has other clocks, and what was voted without knowing it is void. */
export const withSeverity = (
  ticket: Ticket,
  severity: Severity,
  { at, by, rules, because }: Judgement & { readonly by: Actor; readonly because: string },
): Ticket => {
  const before = ticket.severity
  if (isUnder(before, severity)) {
    const [was, is] = [reasonsOf(before), reasonsOf(severity)]
    if (was === is) return ticket
    return noted({ ...ticket, severity }, { at, by, what: `级别依据：${was} → ${is}` })
  }
  const [from, to] = [before, severity].map((each) => severityName(rules, each))
  const what = `级别：${from} → ${to}（${because}）`
  return noted(planned({ ...ticket, severity, votes: [] }, at, rules), { at, by, what })
}

const isUnder = (one: Severity, other: Severity): boolean =>
  levelsOf(one).join() === levelsOf(other).join()

const reasonsOf = ({ because, review }: Severity): string =>
  review === undefined ? because : `${because}；${review.because}`
