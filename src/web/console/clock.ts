import type { StageClock, Ticket } from '../shared/index.ts'

/** Whether there is time, it is time, or it was; and for what is over, whether it was in time. */
type ClockLook = 'calm' | 'amber' | 'red' | 'kept' | 'late'

/** The clocks that the case is held to: not those of a level that it had, nor what was called off. */
export const clocksInForce = ({ clocks, severity }: Pick<Ticket, 'clocks' | 'severity'>) =>
  clocks.filter(({ level, state }) => isUnder(severity, level) && state.kind !== 'cancelled')

/** What is urgent may be disputed too. */
export const isUnder = ({ level, review }: Ticket['severity'], asked: StageClock['level']) =>
  level === asked || (asked === 3 && review !== undefined)

/** The server's word goes before what the clock of this machine says. */
export function lookOf({ state, warnAt, dueAt }: StageClock, now: number): ClockLook {
  switch (state.kind) {
    case 'met':
    case 'cancelled':
      return state.at > dueAt ? 'late' : 'kept'
    case 'breached':
      return 'red'
    case 'warned':
      return now >= dueAt ? 'red' : 'amber'
    case 'running':
      return urgency({ warnAt, dueAt }, now)
    default:
      return state satisfies never
  }
}

export interface Due {
  readonly warnAt: number | undefined
  readonly dueAt: number
}

export function urgency({ warnAt, dueAt }: Due, now: number): ClockLook {
  if (now >= dueAt) return 'red'
  return warnAt !== undefined && now >= warnAt ? 'amber' : 'calm'
}

/** How spans are said above an hour. */
interface SpanWords {
  readonly seconds: (count: number) => string
  readonly hours: (hours: number, minutes: number) => string
  readonly days: (days: number, hours: number) => string
}

/** `04:05` below an hour; above it two units, in words. */
export function countdown(ms: number, words: SpanWords): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return words.days(Math.floor(hours / 24), hours % 24)
  if (hours > 0) return words.hours(hours, minutes % 60)
  return `${pad(minutes)}:${pad(seconds % 60)}`
}

const pad = (count: number) => String(count).padStart(2, '0')

/** A marketplace counts an answer in seconds; above ten minutes nobody does. */
export const replySpan = (ms: number, words: SpanWords): string =>
  Math.abs(ms) < 600_000 ? words.seconds(Math.floor(Math.abs(ms) / 1000)) : countdown(ms, words)

interface Where {
  /** Of this machine without one. */
  readonly timeZone: string | undefined
  readonly lang: string
}

type Fields = Intl.DateTimeFormatOptions

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once: making one takes longer than a hundred times are told with it. */
function formatIn({ timeZone, lang }: Where, fields: Fields): Intl.DateTimeFormat {
  const options: Fields = { ...fields, ...(timeZone === undefined ? {} : { timeZone }) }
  const key = JSON.stringify([lang, options])
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(lang, options)
  formats.set(key, made)
  return made
}

const asTime: Fields = { hour: '2-digit', minute: '2-digit' }
const asDay: Fields = { year: 'numeric', month: 'numeric', day: 'numeric' }
const asDate: Fields = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }
const asMoment: Fields = { ...asTime, month: '2-digit', day: '2-digit' }

/** `09:05` */
export const timeIn = (at: number, where: Where): string => formatIn(where, asTime).format(at)

/** `2026年11月26日星期四` */
export const dateIn = (at: number, where: Where): string => formatIn(where, asDate).format(at)

interface Here extends Where {
  readonly now: number
}

/** The time of day in a time zone; with the date when it is not today there. */
export function momentIn(at: number, { now, ...where }: Here): string {
  const days = formatIn(where, asDay)
  const isToday = days.format(at) === days.format(now)
  return formatIn(where, isToday ? asTime : asMoment).format(at)
}
