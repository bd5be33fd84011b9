import type { Ticket } from '../model/ticket.ts'
import { changeTicket, type Step } from './change-ticket.ts'
import { decidersOf } from './deciders.ts'
import { isClosed } from './stages.ts'
import { noted } from './trail.ts'

/**
 * The customer wants nothing more of it: that ends a case, but a disputed one only once a person
 * confirms it. The same ticket where there is nothing to end.
 */
export const letGo = (ticket: Ticket, step: Omit<Step, 'by'>): Ticket => {
  const { at, rules } = step
  const by = { kind: 'bot' } as const
  if (decidersOf(ticket.severity, rules).length > 0 && !isClosed(ticket.stage)) {
    return noted({ ...ticket, letGoAt: at }, { at, by, what: '顾客说不用处理了，等人确认' })
  }
  const changed = changeTicket(ticket, { kind: 'stage', to: 'withdrawn' }, { by, at, rules })
  return changed.kind === 'changed' ? changed.ticket : ticket
}
