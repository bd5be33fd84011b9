import type { Alert } from '../../model/conversation.ts'
import type { Move, Situation } from '../situation.ts'

/** The same move, and somebody must see it. */
export const alerted = (
  move: Move,
  { conversation, at }: Situation,
  alert: Omit<Alert, 'at'>,
): Move => {
  const others = (move.alerts ?? conversation.alerts ?? []).filter(({ id }) => id !== alert.id)
  return { ...move, alerts: [...others, { ...alert, at }] }
}
