import type { Cell } from '../table/row.ts'
import { isNumber, plainText, type Read, shown } from './cells.ts'
import type { Say } from './sentences.ts'

/** Reads moments as a shop's tables write them, on its own clock. */
export type ReadMoment = (cell: Cell, say: Say) => Read<number>

export function createReadMoment(timeZone: string): ReadMoment {
  const toMoment = createWallClock(timeZone)
  return (cell, say) => {
    if (cell === null) return { kind: 'empty' }
    const text = isNumber(cell) ? cell.number : plainText(cell)
    if (typeof cell === 'string' && /^-*$/.test(text)) return { kind: 'empty' }
    const zoned = zonedMoment(text)
    const wallMs = typeof cell === 'object' && 'wallMs' in cell ? cell.wallMs : wallMsOf(text)
    const at = zoned ?? (wallMs === undefined ? undefined : toMoment(roundSecond(wallMs)))
    if (at === undefined || at < earliest || at > latest)
      return { kind: 'fault', message: say.moment(shown(text)) }
    return { kind: 'value', value: at }
  }
}

const earliest = Date.UTC(2000, 0)
const latest = Date.UTC(2100, 0)
const dayMs = 86_400_000

/** A spreadsheet's days leave milliseconds over. */
const roundSecond = (ms: number) => Math.round(ms / 1_000) * 1_000

const written =
  /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]*(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})秒?(?:\.\d+)?)?)?$/
const joined = /^(20\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/
const serial = /^(\d{5})(?:\.\d+)?$/
/** Day 0 of spreadsheets, from which 1900-03-01 and later days are counted rightly. */
const dayZero = Date.UTC(1899, 11, 30)

/** A day and a time without a zone, as if in UTC. */
function wallMsOf(text: string): number | undefined {
  if (serial.test(text)) return dayZero + Number(text) * dayMs
  const parts = (written.exec(text) ?? joined.exec(text))?.slice(1).map((part) => Number(part ?? 0))
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const exists = new Date(at).getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return exists && month >= 1 && month <= 12 ? at : undefined
}

const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/

function zonedMoment(text: string): number | undefined {
  const at = withZone.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

const quarterMs = 900_000

/** Wall time -> epoch milliseconds. Zones change on quarters of an hour, so few offsets are asked for. */
function createWallClock(timeZone: string): (wallMs: number) => number {
  const names = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsets = new Map<number, number>()

  function offsetAt(at: number): number {
    const quarter = Math.floor(at / quarterMs)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    const name = names.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
    const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
    const offset = sign === '-' ? -size : size
    offsets.set(quarter, offset)
    return offset
  }

  return (wallMs) => {
    const guess = wallMs - offsetAt(wallMs)
    return wallMs - offsetAt(guess)
  }
}
