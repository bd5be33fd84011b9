import type { Alert } from '../../model/conversation.ts'
import type { Move, Situation } from '../situation.ts'

/** That nobody answers: it is of this wait, and of the time that it was passed by. */
export const passingId = (waitingAt: number, times: number): string =>
  `${passing}${waitingAt}/${times}`

export const isOfPassing = (id: string): boolean => id.startsWith(passing)

const passing = 'passed-by/'

/** The same move, and somebody must see it. */
export const alerted = (
  move: Move,
  { conversation, at }: Situation,
  alert: Omit<Alert, 'at'>,
): Move => {
  const others = (move.alerts ?? conversation.alerts ?? []).filter(({ id }) => id !== alert.id)
  return { ...move, alerts: [...others, { ...alert, at }] }
}
