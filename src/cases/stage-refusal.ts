import type { Actor } from '../model/people.ts'
import type { PlanGoal, Stage, Ticket } from '../model/ticket.ts'
import { consentWanting, decidersOf } from './deciders.ts'
import { stageNames } from './names.ts'
import { type Refusal, refuse } from './refuse.ts'
import type { Rules } from './rules.ts'
import { isDecision, movesFrom } from './stages.ts'

/** Why a case may not come to a stage: the order of stages, or those who must agree first. */
export const stageRefusal = (
  ticket: Ticket,
  to: Stage,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  if (!movesFrom(ticket.stage).includes(to)) return outOfOrder(ticket.stage, to)
  if (to === 'withdrawn') return withdrawalRefusal(ticket, by, rules)
  if (!isDecision(to)) return undefined
  if (
    ticket.stage === 'agreed' &&
    to === 'proposed' &&
    decidersOf(ticket.severity, rules).length > 0
  ) {
    return refuse('先退回核实，重新写方案表决', 'take it back to review and vote anew first')
  }
  const [zh, en] = stageNames[to]
  // It opens and closes nothing by its own judgement, and promises nothing.
  if (by.kind === 'bot') return refuse(`「${zh}」要由人来定`, `"${en}" is for people to decide`)
  return notVotedFor(ticket, to, to === 'rejected' ? 'rejected' : 'proposed', rules)
}

/** The customer's own word ends a disputed case once a person confirms it; without it, it is voted on. */
const withdrawalRefusal = (ticket: Ticket, by: Actor, rules: Rules): Refusal | undefined => {
  if (decidersOf(ticket.severity, rules).length === 0) return undefined
  const [zh, en] = stageNames.withdrawn
  if (by.kind === 'bot') return refuse(`「${zh}」要由人来确认`, `"${en}" is for people to confirm`)
  return ticket.letGoAt === undefined
    ? notVotedFor(ticket, 'withdrawn', 'withdrawn', rules)
    : undefined
}

const notVotedFor = (ticket: Ticket, to: Stage, goal: PlanGoal, rules: Rules) => {
  const [zh, en] = stageNames[to]
  return consentWanting(ticket, { goal, step: [`改成「${zh}」`, `"${en}"`] }, rules)
}

const outOfOrder = (from: Stage, to: Stage): Refusal => {
  const may = movesFrom(from).map((stage) => stageNames[stage])
  return refuse(
    `「${stageNames[from][0]}」不能改成「${stageNames[to][0]}」，可以改成：${may.map(([zh]) => zh).join('、')}`,
    `"${stageNames[from][1]}" cannot become "${stageNames[to][1]}", only: ${may.map(([, en]) => en).join(', ')}`,
  )
}
