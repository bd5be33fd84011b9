import type { OutcomeKind } from '../model/outcome.ts'
import type { Role } from '../model/people.ts'
import { type Level, levelsOf, type PlanGoal, type Severity, type Stage } from '../model/ticket.ts'
import type { Rules } from './rules.ts'

/** What people call something, in Chinese and in English. */
type Names<Key extends string> = Readonly<Record<Key, readonly [zh: string, en: string]>>

export const stageNames: Names<Stage> = {
  opened: ['待处理', 'opened'],
  under_review: ['核实中', 'under review'],
  proposed: ['已提方案', 'proposed'],
  agreed: ['已同意', 'agreed'],
  done: ['已完结', 'done'],
  rejected: ['已驳回', 'rejected'],
  withdrawn: ['顾客撤回', 'withdrawn'],
  reopened: ['重新打开', 'reopened'],
}

export const outcomeNames: Names<OutcomeKind> = {
  refund: ['仅退款', 'refund'],
  return_refund: ['退货退款', 'return and refund'],
  exchange: ['换货', 'exchange'],
  resend: ['补发', 'sent again'],
  repair: ['维修', 'repair'],
  compensation: ['补偿', 'compensation'],
  explained: ['说明清楚', 'explained'],
}

export const planNames: Names<PlanGoal> = {
  proposed: ['提出方案', 'to propose'],
  rejected: ['驳回', 'to reject'],
  withdrawn: ['按撤回结案', 'to end it as withdrawn'],
  released: ['不再复核', 'to lift the review'],
}

export const roleNames: Names<Role> = {
  agent: ['客服', 'agents'],
  supervisor: ['主管', 'supervisors'],
  legal: ['法务', 'legal'],
  operator: ['运营', 'operators'],
  admin: ['管理员', 'admins'],
}

/** 「紧急」, or 「1 级」 where the operators gave it no name. */
export const levelName = ({ severity }: Rules, level: Level): string =>
  severity.levels[level]?.name ?? `${level} 级`

/** 「紧急、需人工复核」 of a case that is both. */
export const severityName = (rules: Rules, severity: Severity): string =>
  levelsOf(severity)
    .map((level) => levelName(rules, level))
    .join('、')
