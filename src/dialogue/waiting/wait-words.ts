import type { Handoff, HandoffReason, Memory } from '../../model/conversation.ts'
import { momentText, renderLoosely } from '../render.ts'
import type { Situation } from '../situation.ts'
import { saidAt, withSaid } from './wait-memory.ts'

const minuteMs = 60_000
/** Who still waits after so long may have forgotten. */
const hoursAgainMs = 6 * 60 * minuteMs

/** Of danger and of what cannot wait nobody is told of a place in the queue: it comes first. */
export const isForAnyHour = (reason: HandoffReason): boolean =>
  reason === 'safety' || reason === 'urgent'

interface WaitWords {
  readonly words: readonly string[]
  readonly memory: Memory
}

/**
 * An honest word on the wait: that nobody is on duty and who will be when, once a wait; or how many
 * wait before, how long that took lately, and that nobody is online. Nothing is said of what nobody knows.
 */
export const waitWords = (
  situation: Situation,
  memory: Memory,
  handoff: Pick<Handoff, 'reason' | 'at'>,
): WaitWords => {
  const told = saidAt(memory, handoff, 'hours')
  const isTold = told !== undefined && situation.at - told < hoursAgainMs
  return isTold && hoursWords(situation, handoff.reason) !== undefined
    ? { words: [], memory }
    : waitWordsAsked(situation, memory, handoff)
}

/** As `waitWords`, for who asks: however often it was said. */
export const waitWordsAsked = (
  situation: Situation,
  memory: Memory,
  handoff: Pick<Handoff, 'reason' | 'at'>,
): WaitWords => {
  const hours = hoursWords(situation, handoff.reason)
  if (hours === undefined) return { words: queueWords(situation, handoff.reason), memory }
  return { words: [hours], memory: withSaid(memory, handoff, 'hours', situation.at) }
}

/** Where nobody is on duty: when somebody will be; in danger, that nobody must wait for us. */
const hoursWords = (
  { facts, playbook, timeZone }: Situation,
  reason: HandoffReason,
): string | undefined => {
  const { desk } = facts
  const { closed, closed_danger } = playbook.handoff
  if (desk?.open !== false || desk.opensAt === undefined) return undefined
  const words = reason === 'safety' ? closed_danger : closed
  return words && renderLoosely(words, { 'hours.next_open': momentText(desk.opensAt, timeZone) })
}

const queueWords = ({ facts, playbook }: Situation, reason: HandoffReason): readonly string[] => {
  const { desk } = facts
  const { queue_ahead, queue_estimate, queue_nobody } = playbook.handoff
  if (desk?.open !== true || isForAnyHour(reason)) return []
  const words = [
    ...(desk.ahead > 0 && queue_ahead !== undefined
      ? [renderLoosely(queue_ahead, { 'queue.ahead': String(desk.ahead) })]
      : []),
    ...(desk.estimateMs !== undefined && queue_estimate !== undefined
      ? [renderLoosely(queue_estimate, { 'queue.minutes': minutesText(desk.estimateMs) })]
      : []),
  ]
  return [
    ...(words.length === 0 ? [] : [words.join('')]),
    ...(desk.online === 0 && queue_nobody !== undefined ? [queue_nobody] : []),
  ]
}

const minutesText = (ms: number): string => String(Math.max(1, Math.ceil(ms / minuteMs)))
