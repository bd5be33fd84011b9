import type { Role } from '../model/people.ts'
import { levelsOf, type PlanGoal, type Severity, type Ticket } from '../model/ticket.ts'
import { planNames, roleNames, severityName } from './names.ts'
import { type Refusal, refuse } from './refuse.ts'
import type { Rules } from './rules.ts'

/** The roles that decide a case of this severity together; empty where one person may alone. */
export const decidersOf = (severity: Severity, { severity: { levels } }: Rules): readonly Role[] =>
  levelsOf(severity).flatMap((level) => levels[level]?.decided_by ?? [])

/**
 * Whose consent to the plan is wanting before the shop decides. Each person has one vote, in one
 * role: nobody speaks for two.
 */
export const votesWanted = ({ severity, votes }: Ticket, rules: Rules): readonly Role[] => {
  const given = votes.filter(({ verdict }) => verdict === 'agree').map(({ role }) => role)
  return decidersOf(severity, rules).filter((role) => {
    const index = given.indexOf(role)
    if (index < 0) return true
    given.splice(index, 1)
    return false
  })
}

interface Wanted {
  readonly goal: PlanGoal
  /** What is done once they agree: 「才能改成「已提方案」」. */
  readonly step: readonly [zh: string, en: string]
}

/** Why those who decide together have not agreed to this yet: no such plan, a no, or a vote that is wanting. */
export const consentWanting = (
  ticket: Ticket,
  { goal, step: [zh, en] }: Wanted,
  rules: Rules,
): Refusal | undefined => {
  const { severity, plan, votes } = ticket
  const roles = decidersOf(severity, rules)
  if (roles.length === 0) return undefined
  const isPlanned = plan?.goal === goal
  const against = votes.find(({ verdict }) => verdict === 'refuse')
  if (isPlanned && against !== undefined) {
    const [role, roleEn] = roleNames[against.role]
    return refuse(
      `${against.name}（${role}）不同意，先商量好、改了表决再${zh}`,
      `${against.name} (${roleEn}) is against it; ${en} must wait until that vote is changed`,
    )
  }
  const lacking = (isPlanned ? votesWanted(ticket, rules) : roles).map((role) => roleNames[role])
  if (lacking.length === 0) return undefined
  const [planZh, planEn] = planNames[goal]
  const first = isPlanned ? '要' : `要先写「${planZh}」的方案，再由`
  return refuse(
    `「${severityName(rules, severity)}」的单${first}${roles.map((role) => roleNames[role][0]).join('、')}各一人同意，才能${zh}；还差：${lacking.map(([name]) => name).join('、')}`,
    `${en} needs ${isPlanned ? '' : `a plan (${planEn}) and `}a vote each of ${roles.map((role) => roleNames[role][1]).join(', ')}; lacking: ${lacking.map(([, name]) => name).join(', ')}`,
  )
}
