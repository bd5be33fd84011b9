import type { Actor, Role } from '../model/people.ts'
import type { Stage, Ticket } from '../model/ticket.ts'
import { levelName, roleNames, stageNames } from './names.ts'
import { type Refusal, refuse } from './refuse.ts'
import type { Rules } from './rules.ts'
import { isDecision, isForward, movesFrom } from './stages.ts'

/** Why a case may not come to a stage: the order of stages, or those who must agree first. */
export const stageRefusal = (
  ticket: Ticket,
  to: Stage,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  if (!movesFrom(ticket.stage).includes(to)) return outOfOrder(ticket.stage, to)
  if (!isDecision(to)) return undefined
  const [zh, en] = stageNames[to]
  // It opens and closes nothing by its own judgement, and promises nothing.
  if (by.kind === 'bot') return refuse(`「${zh}」要由人来定`, `"${en}" is for people to decide`)
  return anotherDecision(ticket, to, rules) ?? undecided(ticket, to, rules)
}

/** Votes for a proposal are no votes for the contrary. */
const anotherDecision = ({ stage, severity }: Ticket, to: Stage, rules: Rules) => {
  const isVotedOn = (rules.severity.levels[severity.level]?.decided_by ?? []).length > 0
  if (!isVotedOn || isForward(stage, to)) return undefined
  const [zh, en] = stageNames[to]
  return refuse(
    `先退回「${stageNames.under_review[0]}」重新表决，再改成「${zh}」`,
    `take it back to "${stageNames.under_review[1]}" and vote anew before "${en}"`,
  )
}

const outOfOrder = (from: Stage, to: Stage): Refusal => {
  const may = movesFrom(from).map((stage) => stageNames[stage])
  return refuse(
    `「${stageNames[from][0]}」不能改成「${stageNames[to][0]}」，可以改成：${may.map(([zh]) => zh).join('、')}`,
    `"${stageNames[from][1]}" cannot become "${stageNames[to][1]}", only: ${may.map(([, en]) => en).join(', ')}`,
  )
}

/** A disputed case is decided by every role that the level names together, each by another person. */
const undecided = (ticket: Ticket, to: Stage, rules: Rules): Refusal | undefined => {
  const { level } = ticket.severity
  const { votes } = ticket
  const roles = rules.severity.levels[level]?.decided_by ?? []
  const [zh, en] = stageNames[to]
  const against = votes.find(({ verdict }) => verdict === 'refuse')
  if (roles.length > 0 && against !== undefined) {
    const [role, roleEn] = roleNames[against.role]
    return refuse(
      `${against.name}（${role}）不同意，先商量好、改了表决再改成「${zh}」`,
      `${against.name} (${roleEn}) is against it; "${en}" must wait until that vote is changed`,
    )
  }
  const lacking = votesWanted(ticket, rules).map((role) => roleNames[role])
  if (lacking.length === 0) return undefined
  return refuse(
    `「${levelName(rules, level)}」的单要${roles.map((role) => roleNames[role][0]).join('、')}各一人同意，才能改成「${zh}」；还差：${lacking.map(([name]) => name).join('、')}`,
    `"${en}" needs a vote each of ${roles.map((role) => roleNames[role][1]).join(', ')}; lacking: ${lacking.map(([, name]) => name).join(', ')}`,
  )
}

/**
 * Whose consent is wanting before the shop decides. Each person has one vote, in one role: nobody
 * speaks for two.
 */
export const votesWanted = ({ severity, votes }: Ticket, rules: Rules): readonly Role[] => {
  const given = votes.filter(({ verdict }) => verdict === 'agree').map(({ role }) => role)
  const roles = rules.severity.levels[severity.level]?.decided_by ?? []
  return roles.filter((role) => {
    const index = given.indexOf(role)
    if (index < 0) return true
    given.splice(index, 1)
    return false
  })
}
