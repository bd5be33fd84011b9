import type { HandoffReason } from '../model/conversation.ts'
import { momentText, renderLoosely } from './render.ts'
import type { Situation } from './situation.ts'

const minuteMs = 60_000

/** Danger and what cannot wait are for people who are called out of bed. */
export const isForAnyHour = (reason: HandoffReason): boolean =>
  reason === 'safety' || reason === 'urgent'

/**
 * An honest word on the wait: that nobody is on duty and who will be when, or how many wait before
 * and how long that took lately. Nothing is said of what nobody knows.
 */
export const waitWords = (
  { facts, playbook, timeZone }: Situation,
  reason: HandoffReason,
): readonly string[] => {
  const { desk } = facts
  const { closed, queue_ahead, queue_estimate } = playbook.handoff
  if (desk === undefined || isForAnyHour(reason)) return []
  if (!desk.open) {
    if (closed === undefined || desk.opensAt === undefined) return []
    return [renderLoosely(closed, { 'hours.next_open': momentText(desk.opensAt, timeZone) })]
  }
  const words = [
    ...(desk.ahead > 0 && queue_ahead !== undefined
      ? [renderLoosely(queue_ahead, { 'queue.ahead': String(desk.ahead) })]
      : []),
    ...(desk.estimateMs !== undefined && queue_estimate !== undefined
      ? [renderLoosely(queue_estimate, { 'queue.minutes': minutesText(desk.estimateMs) })]
      : []),
  ]
  return words.length === 0 ? [] : [words.join('')]
}

const minutesText = (ms: number): string => String(Math.max(1, Math.ceil(ms / minuteMs)))
