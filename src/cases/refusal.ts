import type { Actor } from '../model/people.ts'
import type { Ticket, TicketChange } from '../model/ticket.ts'
import { classRefusal } from './class-refusal.ts'
import { decidersOf } from './deciders.ts'
import { levelRefusal } from './level-refusal.ts'
import { roleNames, stageNames } from './names.ts'
import { type Refusal, refuse, refuseEmpty } from './refuse.ts'
import type { Rules } from './rules.ts'
import { stageRefusal } from './stage-refusal.ts'
import { isClosed } from './stages.ts'
import { planRefusal, voteRefusal } from './vote-refusal.ts'

/** Undefined where this person may do this to the ticket now. */
export const refusalOf = (
  ticket: Ticket,
  change: TicketChange,
  by: Actor,
  rules: Rules,
): Refusal | undefined => {
  switch (change.kind) {
    case 'note':
      return refuseEmpty(change.text, '备注', 'note')
    case 'stage':
      return notTheirs(ticket, by, rules) ?? stageRefusal(ticket, change.to, by, rules)
    case 'level':
      return shut(ticket) ?? levelRefusal(ticket, change, by, rules)
    case 'classify':
      return notTheirs(ticket, by, rules) ?? classRefusal(ticket, change, rules)
    case 'plan':
      return shut(ticket) ?? notTheirs(ticket, by, rules) ?? planRefusal(ticket, change, by, rules)
    case 'vote':
      return shut(ticket) ?? voteRefusal(ticket, change, by, rules)
    case 'assign':
      return shut(ticket) ?? notTheirs(ticket, by, rules) ?? ownerRefusal(ticket, change.to)
    case 'contacted':
      return notTheirs(ticket, by, rules) ?? refuseEmpty(change.how, '怎么联系的', 'how')
    default:
      return change satisfies never
  }
}

const shut = ({ stage }: Ticket): Refusal | undefined => {
  if (!isClosed(stage)) return undefined
  const [zh, en] = stageNames[stage]
  return refuse(`这张单${zh}，要改先重新打开`, `the case is ${en}; reopen it first`)
}

/** Cases are worked on by agents and their supervisors, and by those who decide at this level. */
const notTheirs = ({ severity }: Ticket, by: Actor, rules: Rules): Refusal | undefined => {
  if (by.kind !== 'agent') return undefined
  const workers = ['agent', 'supervisor', 'admin', ...decidersOf(severity, rules)]
  if (workers.includes(by.role)) return undefined
  const [zh, en] = roleNames[by.role]
  return refuse(
    `${zh}只能看单和写备注，请客服或主管来改`,
    `${en} may read and write notes; ask an agent or a supervisor`,
  )
}

const ownerRefusal = (
  { owner }: Ticket,
  to: Extract<TicketChange, { kind: 'assign' }>['to'],
): Refusal | undefined => {
  if (owner?.agent !== to?.agent) return undefined
  return to === undefined
    ? refuse('这张单现在没有负责人', 'nobody has the case')
    : refuse(`已经由${to.name}负责`, `${to.name} has the case already`)
}
