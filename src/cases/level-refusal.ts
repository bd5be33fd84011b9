import type { Actor } from '../model/people.ts'
import { type Level, levelsOf, type Ticket, type TicketChange } from '../model/ticket.ts'
import { consentWanting, decidersOf } from './deciders.ts'
import { severityAt } from './level-change.ts'
import { levelName } from './names.ts'
import { type Refusal, refuse, refuseEmpty } from './refuse.ts'
import type { Rules } from './rules.ts'

/** Why a person may not give a case this level. */
export const levelRefusal = (
  ticket: Ticket,
  { to, because }: Extract<TicketChange, { kind: 'level' }>,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  const { severity } = ticket
  const name = levelName(rules, to)
  if (levelsOf(severity).join() === `${to}`) {
    return refuse(`已经是「${name}」`, `it is level ${to} already`)
  }
  const role = by.kind === 'agent' ? by.role : undefined
  const mayChange = role === 'supervisor' || role === 'admin'
  // Urgency takes nothing from those who decide, so anybody who works on it may see it first.
  const mayRaise = role === 'agent' && severity.level !== 1 && to === 1
  if (mayChange || mayRaise) {
    return refuseEmpty(because, '改级别的原因', 'reason') ?? stillDisputed(ticket, to, rules)
  }
  return refuse(
    `改成「${name}」要主管来定；客服只能把单提到「${levelName(rules, 1)}」`,
    `level ${to} is for a supervisor to set; an agent may raise a case to level 1`,
  )
}

/** What wants several people is not for one to decide alone, by another name. */
const stillDisputed = (ticket: Ticket, to: Level, rules: Rules): Refusal | undefined => {
  const after = decidersOf(severityAt(ticket.severity, to, ''), rules)
  const isLifted = decidersOf(ticket.severity, rules).some((role) => !after.includes(role))
  if (!isLifted) return undefined
  const step = [`改成「${levelName(rules, to)}」`, `level ${to}`] as const
  return consentWanting(ticket, { goal: 'released', step }, rules)
}
