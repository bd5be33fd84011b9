import { isClosed } from '../../cases/index.ts'
import { stageText } from '../../model/case-text.ts'
import type { Ticket } from '../../model/ticket.ts'
import type { When } from '../../playbook/index.ts'
import { momentText, type Values } from '../render.ts'
import type { Situation } from '../situation.ts'
import type { Heard } from './heard.ts'
import { ticketNumbersIn } from './ticket-number.ts'

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
        'ticket.stage': stageText(ticket),
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
