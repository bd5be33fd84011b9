import type { Calendar, Shift } from '../../playbook/index.ts'
import { shopTime } from '../heard/shop-time.ts'

/**
 * When people are on duty, as the calendar in force has it: 「周一至周六 09:00–22:00，周日 10:00–21:00」,
 * with a day that is not like others first where it is today. Undefined where nobody ever is.
 */
export const dutyHours = (
  { week, days }: Calendar,
  at: number,
  timeZone: string,
): string | undefined => {
  const { day: today } = shopTime(at, timeZone)
  const special = days.findLast(({ from, to }) => from <= today && today <= (to ?? from))
  const usual = week === undefined ? allDay : weekText(week)
  if (special === undefined) return usual
  const now = `今天（${special.name}）${shiftsText(special.shifts)}`
  return usual === undefined ? now : `${now}；平时${usual}`
}

const allDay = '每天全天'

const names = {
  mon: '一',
  tue: '二',
  wed: '三',
  thu: '四',
  fri: '五',
  sat: '六',
  sun: '日',
} as const

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Days in a row with the same shifts are told together. */
const weekText = (week: NonNullable<Calendar['week']>): string | undefined => {
  const runs: { first: string; last: string; text: string }[] = []
  for (const weekday of weekdays) {
    const [name, text] = [names[weekday], shiftsText(week[weekday] ?? [])]
    const before = runs.at(-1)
    if (before?.text === text) before.last = name
    else runs.push({ first: name, last: name, text })
  }
  const [only, ...others] = runs
  if (only === undefined || others.length > 0) return runs.map(runText).join('，')
  return only.text === rest ? undefined : `每天${only.text === '全天' ? '' : ' '}${only.text}`
}

const runText = ({ first, last, text }: Record<'first' | 'last' | 'text', string>): string => {
  if (first === last) return `周${first} ${text}`
  return `周${first}${first === '六' ? '、' : '至'}周${last} ${text}`
}

const rest = '休息'

const shiftsText = (shifts: readonly Shift[]): string => {
  if (shifts.length === 0) return rest
  return shifts
    .map(({ from, to }) =>
      from === 0 && to === dayMinutes ? '全天' : `${clock(from)}–${clock(to)}`,
    )
    .join('、')
}

const dayMinutes = 1_440

/** `24:00` ends a day; what goes on past it is the next one's. */
const clock = (minute: number): string => {
  if (minute > dayMinutes) return `次日 ${clock(minute - dayMinutes)}`
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
