import type { Actor } from '../model/people.ts'
import type { Level, Ticket, TicketChange } from '../model/ticket.ts'
import { levelName, roleNames } from './names.ts'
import { type Refusal, refuse, refuseEmpty } from './refuse.ts'
import type { Rules } from './rules.ts'
import { votesWanted } from './stage-refusal.ts'

interface LevelChange {
  readonly to: Level
  readonly because: string
}

/** Why a person may not give a case this level. */
export const levelRefusal = (
  ticket: Ticket,
  { to, because }: LevelChange,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  const { severity } = ticket
  const name = levelName(rules, to)
  if (severity.level === to) return refuse(`已经是「${name}」`, `it is level ${to} already`)
  const role = by.kind === 'agent' ? by.role : undefined
  const mayChange = role === 'supervisor' || role === 'admin'
  // A disputed case is not for one agent to take away from those who decide it.
  const mayRaise = role === 'agent' && severity.level === 2 && to === 1
  if (mayChange || mayRaise) {
    return refuseEmpty(because, '改级别的原因', 'reason') ?? stillDisputed(ticket, to, rules)
  }
  return refuse(
    `改成「${name}」要主管来定；客服只能把「${levelName(rules, 2)}」的单提到「${levelName(rules, 1)}」`,
    `level ${to} is for a supervisor to set; an agent may raise a case from 2 to 1`,
  )
}

/** At another level one person could decide alone what wants several. */
const stillDisputed = (ticket: Ticket, to: Level, rules: Rules): Refusal | undefined => {
  const lacking = votesWanted(ticket, rules).map((role) => roleNames[role])
  if (lacking.length === 0) return undefined
  const [from, next] = [ticket.severity.level, to].map((level) => levelName(rules, level))
  return refuse(
    `「${from}」的单要一起定的人都同意，才能改成「${next}」；还差：${lacking.map(([zh]) => zh).join('、')}`,
    `those who decide together must agree before "${next}"; lacking: ${lacking.map(([, en]) => en).join(', ')}`,
  )
}

/** Why a person has no vote on a case of its level, or may not give it without a word. */
export const voteRefusal = (
  { severity: { level } }: Ticket,
  { verdict, comment = '' }: Extract<TicketChange, { kind: 'vote' }>,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  const voters = rules.severity.levels[level]?.decided_by ?? []
  const name = levelName(rules, level)
  if (voters.length === 0) {
    return refuse(`「${name}」的单不用表决`, `cases of level ${level} need no vote`)
  }
  if (by.kind === 'agent' && voters.includes(by.role)) {
    // Whoever has to talk it over must know what is against it.
    return verdict === 'refuse' ? refuseEmpty(comment, '不同意的原因', 'reason') : undefined
  }
  const roles = [...new Set(voters)].map((role) => roleNames[role])
  return refuse(
    `「${name}」的单由${roles.map(([zh]) => zh).join('和')}表决`,
    `cases of level ${level} are decided by: ${roles.map(([, en]) => en).join(', ')}`,
  )
}
