import type { Move } from '../situation.ts'
import type { Heard } from './heard.ts'

/** The customer was told that there is no hurry: not to be told again after every 「好的」. */
export const eased = ({ memory }: Heard): boolean => memory.eased === true

export const withEase = (move: Move): Move => ({
  ...move,
  memory: { ...move.memory, eased: true },
})
