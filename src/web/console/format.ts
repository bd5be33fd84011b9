import type { Actor, ConversationRow, Ticket } from '../shared/index.ts'
import { dateIn, momentIn, timeIn } from './clock.ts'
import { texts } from './texts.ts'

/** `2:05`, `1:02:05`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const pad = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = pad(seconds % 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** Of this machine until the server has told the shop's. */
let timeZone: string | undefined

/** From now on times are read in the shop's time zone. */
export function showTimesIn(zone: string) {
  timeZone = zone
}

/** The shop's time of day; with the date when it is not today there. */
export const moment = (at: number): string =>
  momentIn(at, { now: Date.now(), timeZone, lang: texts.lang })

/** Below a day's heading. */
export const timeOfDay = (at: number): string => timeIn(at, { timeZone, lang: texts.lang })

/** 「今天」, 「昨天」, else the date. */
export function day(at: number): string {
  const where = { timeZone, lang: texts.lang }
  const told = dateIn(at, where)
  if (told === dateIn(Date.now(), where)) return texts.today
  return told === dateIn(Date.now() - 86_400_000, where) ? texts.yesterday : told
}

/** What an error says to people; a general word where it says nothing. */
export const sentenceOf = (error: unknown, otherwise: string = texts.failed): string =>
  error instanceof Error ? error.message : otherwise

/** Visitors without a name are told apart by the end of their id. */
export const nameOf = ({ id, name }: ConversationRow['customer']): string =>
  name ?? texts.visitor(id.slice(-4))

export const actorName = (actor: Actor): string =>
  actor.kind === 'agent' ? actor.name : texts.actor[actor.kind]

/** `¥12.50` */
export const yuan = ({ minor }: NonNullable<Ticket['order']>['amount']) =>
  `¥${(minor / 100).toFixed(2)}`

export const percent = (share: number) => `${Math.round(share * 100)}%`
