import type { Shift } from '../playbook/index.ts'
import { everyDay, nextOpening } from './duty.ts'

/** The first moment from `at` on that lies outside of daily quiet hours; `at` itself without any. */
export const afterQuietHours = (quiet: Shift | undefined, at: number, timeZone: string): number => {
  if (quiet === undefined) return at
  const wake = quiet.to % dayMinutes
  const awake = { from: wake, to: quiet.from > wake ? quiet.from : quiet.from + dayMinutes }
  return nextOpening({ calendar: everyDay(awake), timeZone }, at) ?? at
}

const dayMinutes = 1_440
