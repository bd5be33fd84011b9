import type { ClockRules, ReplyClock } from '../playbook/index.ts'
import { addWorkingTime, everyDay } from './duty.ts'

/** How a marketplace counts the time until a customer gets a reply. */
export const replyClockOf = ({ reply }: ClockRules, channel: string): ReplyClock => {
  const { default: usual, channels } = reply
  const own = Object.entries(channels[channel] ?? {}).filter(([, value]) => value !== undefined)
  return { ...usual, ...Object.fromEntries(own) }
}

/** Moments at which people are warned, and at which the marketplace counts a late reply. */
export interface ReplyDue {
  readonly warnAt: number
  readonly dueAt: number
}

/**
 * When a reply is due to messages that have none yet, oldest first, by when they were written;
 * undefined where there is none. Waiting outside of the clock's hours does not count.
 */
export const replyDue = (
  clock: ReplyClock,
  unanswered: readonly number[],
  timeZone: string,
): ReplyDue | undefined => {
  const from = clock.starts_at === 'first' ? unanswered[0] : unanswered.at(-1)
  if (from === undefined) return undefined
  const duty = { calendar: everyDay(clock.hours), timeZone }
  return {
    warnAt: addWorkingTime(duty, from, clock.warn_after),
    dueAt: addWorkingTime(duty, from, clock.within),
  }
}
