import type { Ticket } from '../shared/index.ts'

/**
 * How far a ticket has come, as the customer's own list counts it: what need not be given counts
 * once it is there, or where nothing need be.
 */
export function ticketProgress({ slots, status }: Pick<Ticket, 'slots' | 'status'>) {
  const needsSome = slots.some(({ required }) => required)
  const counted = slots.filter(
    ({ required, state }) => required || !needsSome || state.kind === 'filled',
  )
  const filled = counted.filter((slot) => slot.state.kind === 'filled').length
  const isFull = status === 'complete' || counted.length === 0
  return { filled, of: counted.length, percent: isFull ? 100 : (filled / counted.length) * 100 }
}
