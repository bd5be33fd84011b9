import type { Effect } from '../../model/decision.ts'
import type { Ticket } from '../../model/ticket.ts'

/** The last that a decision makes of each ticket. */
export const ticketsSaved = ({
  effects,
}: {
  readonly effects: readonly Effect[]
}): readonly Ticket[] => [
  ...new Map(
    effects.flatMap((effect) =>
      effect.kind === 'saveTicket' ? [[effect.ticket.id, effect.ticket] as const] : [],
    ),
  ).values(),
]
