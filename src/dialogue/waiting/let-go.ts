import { isClosed } from '../../cases/index.ts'
import { onlyAcknowledges, withdrawal } from '../form/flow-speech.ts'
import { type Heard, sureIntent } from '../heard/heard.ts'
import type { Move } from '../situation.ts'
import { ticketsSaved } from '../ticket/tickets-saved.ts'

/** Who goes on about a case that they had let go wants it after all: nobody confirms its end any more. */
export const wantedAgain = (heard: Heard, move: Move): Move => {
  const letGo = heard.situation.tickets.filter(
    ({ letGoAt, stage }) => letGoAt !== undefined && !isClosed(stage),
  )
  if (letGo.length === 0 || heard.text === '' || isContent(heard)) return move
  const saved = ticketsSaved(move)
  const again = letGo.flatMap(({ letGoAt: _, ...ticket }) =>
    saved.some(({ id }) => id === ticket.id) ? [] : [{ kind: 'saveTicket', ticket } as const],
  )
  return again.length === 0 ? move : { ...move, effects: [...move.effects, ...again] }
}

/** 「没事了」 said again, 「好的」, 「谢谢」. */
const isContent = (heard: Heard): boolean => {
  const sure = sureIntent(heard)
  const role = sure && heard.situation.playbook.intents.get(sure.intent)?.role
  return withdrawal(heard) !== undefined || onlyAcknowledges(heard) || role === 'social'
}
