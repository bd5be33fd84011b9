import type { Actor } from '../model/people.ts'
import type { Ticket, TicketChange } from '../model/ticket.ts'
import { decidersOf } from './deciders.ts'
import { roleNames, severityName, stageNames } from './names.ts'
import { type Refusal, refuse, refuseEmpty } from './refuse.ts'
import type { Rules } from './rules.ts'

/** Why a person may not put this plan to the vote. */
export const planRefusal = (
  { severity, plan, stage }: Ticket,
  { goal, text }: Extract<TicketChange, { kind: 'plan' }>,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  if (decidersOf(severity, rules).length === 0) {
    const [name, [zh, en]] = [severityName(rules, severity), stageNames.proposed]
    return refuse(
      `「${name}」的单一个人就能定，不用写方案表决；直接改成「${zh}」并写上说明`,
      `one person may decide this case: make it "${en}" with a comment`,
    )
  }
  if (by.kind === 'bot') return refuse('方案要由人来写', 'a plan is for people to write')
  if (goal === 'proposed' && (stage === 'proposed' || stage === 'agreed')) {
    return refuse(
      '顾客已经听到原来的方案：先退回核实，再写新方案',
      'the customer was told the plan: take the case back to review first',
    )
  }
  // Said twice it would void the votes on itself.
  if (plan?.goal === goal && plan.text === text.trim()) {
    return refuse('方案没有变', 'this is the plan already')
  }
  return refuseEmpty(text, '方案', 'plan')
}

/** Why a person has no vote on a case, has nothing to vote on, or may not vote without a word. */
export const voteRefusal = (
  { severity, plan }: Ticket,
  { verdict, comment = '', on }: Extract<TicketChange, { kind: 'vote' }>,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  const voters = decidersOf(severity, rules)
  const name = severityName(rules, severity)
  if (voters.length === 0) {
    return refuse(`「${name}」的单不用表决`, `cases of level ${severity.level} need no vote`)
  }
  if (by.kind !== 'agent' || !voters.includes(by.role)) {
    const roles = [...new Set(voters)].map((role) => roleNames[role])
    return refuse(
      `「${name}」的单由${roles.map(([zh]) => zh).join('和')}表决`,
      `this case is decided by: ${roles.map(([, en]) => en).join(', ')}`,
    )
  }
  if (plan === undefined) {
    return refuse('还没有要表决的方案，先写方案', 'there is no plan to vote on yet: write it first')
  }
  if (on !== undefined && on !== plan.at) {
    return refuse('方案刚改过，请再看一眼', 'the plan has just been changed: look at it once more')
  }
  // Whoever has to talk it over must know what is against it.
  return verdict === 'refuse' ? refuseEmpty(comment, '不同意的原因', 'reason') : undefined
}
