import { isClosed } from '../cases/index.ts'
import type { Stage, Ticket } from '../model/ticket.ts'
import type { When } from '../playbook/index.ts'
import type { Heard } from './heard.ts'
import { momentText, type Values } from './render.ts'
import type { Situation } from './situation.ts'
import { ticketNumbersIn } from './ticket-number.ts'

/** What customers call a stage: plain, and without a promise. */
const stageWords: Readonly<Record<Stage, string>> = {
  opened: '已登记，等同事核实',
  under_review: '同事正在核实',
  proposed: '处理方案已经提出，等您确认',
  agreed: '方案已确认，正在办理',
  done: '已办完',
  rejected: '核实完了，结果在前面的对话里',
  withdrawn: '已按您的意思撤销',
  reopened: '已重新打开，等同事核实',
}

/** The case that is spoken of: the one named by its number, else the open one, else the last. */
export const ticketInQuestion = ({ situation, text }: Heard): Ticket | undefined => {
  const own = casesOf(situation)
  const [named] = ticketNumbersIn(text)
  if (named !== undefined) return own.find(({ number }) => number === named.number)
  return own.find(({ stage }) => !isClosed(stage)) ?? own[0]
}

/** All cases of the customer, newest first. */
const casesOf = ({ tickets, facts }: Situation): readonly Ticket[] =>
  [...tickets, ...facts.earlier].sort((a, b) => b.openedAt - a.openedAt)

/** Values of the `ticket.*` variables. */
export const ticketValues = (ticket: Ticket | undefined, timeZone: string): Values =>
  ticket === undefined
    ? {}
    : {
        'ticket.number': ticket.number,
        'ticket.title': ticket.title,
        'ticket.stage': stageWords[ticket.stage],
        'ticket.opened_time': momentText(ticket.openedAt, timeZone),
      }

export const ticketHolds = (
  wanted: NonNullable<When['ticket']>,
  ticket: Ticket | undefined,
): boolean => {
  if (ticket === undefined) return wanted.includes('none')
  const isOpen = !isClosed(ticket.stage)
  const isOverdue = isOpen && ticket.clocks.some(({ state }) => state.kind === 'breached')
  return (
    wanted.includes(ticket.stage) ||
    (isOpen && wanted.includes('open')) ||
    (isOverdue && wanted.includes('overdue'))
  )
}
