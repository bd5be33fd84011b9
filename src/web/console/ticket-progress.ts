import type { Ticket } from '../shared/index.ts'

/** How far a ticket has come: what need not be given does not count, unless nothing need be. */
export function ticketProgress({ slots, status }: Pick<Ticket, 'slots' | 'status'>) {
  const required = slots.filter((slot) => slot.required)
  const counted = required.length > 0 ? required : slots
  const filled = counted.filter((slot) => slot.state.kind === 'filled').length
  const isFull = status === 'complete' || counted.length === 0
  return { filled, of: counted.length, percent: isFull ? 100 : (filled / counted.length) * 100 }
}
