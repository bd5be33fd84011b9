import type { Ticket, TrailEntry } from '../model/ticket.ts'

/** The ticket with one more line in its audit trail. */
export const noted = (ticket: Ticket, entry: TrailEntry): Ticket => ({
  ...ticket,
  trail: [...ticket.trail, entry],
  updatedAt: entry.at,
})
