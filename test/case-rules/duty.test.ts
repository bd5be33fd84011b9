import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingTime,
  type Duty,
  isOpen,
  nextOpening,
  workingTimeBetween,
} from '../../src/cases/index.ts'
import { calendarFile } from '../../src/playbook/schema/index.ts'
import { day, hour, minute, shopTime, timeZone } from './support.ts'

const dutyOf = (file: unknown, zone = timeZone): Duty => ({
  calendar: calendarFile.parse(file),
  timeZone: zone,
})

const everyDay = (...shifts: readonly string[]) =>
  Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((each) => [each, shifts]),
  )

const utc = (at: number | undefined) => (at === undefined ? 'never' : new Date(at).toISOString())

describe('a shop with split shifts', () => {
  const duty = dutyOf({
    week: { mon: ['14:00-18:00', '09:00-12:00'], tue: ['09:00-12:00'], fri: ['22:00-02:00'] },
    days: [
      { name: '双十一', from: '2026-11-09', to: '2026-11-11', shifts: ['08:00-24:00'] },
      { name: '放假', from: '2026-11-10' },
    ],
  })

  test.each([
    ['in a shift', '2026-11-23 09:00', true],
    ['at the end of one', '2026-11-23 12:00', false],
    ['between two', '2026-11-23 13:00', false],
    ['in the later one, though it is written first', '2026-11-23 17:59', true],
    ['on a day without shifts', '2026-11-25 10:00', false],
    ['late in the evening of a night shift', '2026-11-27 23:00', true],
    ['after its midnight, on a day without shifts', '2026-11-28 01:59', true],
    ['after it', '2026-11-28 02:00', false],
    ['on a special day with other shifts', '2026-11-09 23:59', true],
    ['on a holiday that is named after it', '2026-11-10 10:00', false],
    ['on the last of the special days', '2026-11-11 08:00', true],
  ])('%s: given %s, somebody is there: %s', (_, at, open) => {
    expect(isOpen(duty, shopTime(at))).toBe(open)
  })

  test.each([
    ['now, while somebody is there', '2026-11-23 10:00', '2026-11-23 10:00'],
    ['after the break', '2026-11-23 12:00', '2026-11-23 14:00'],
    ['tomorrow morning', '2026-11-23 18:00', '2026-11-24 09:00'],
    ['days later', '2026-11-24 12:00', '2026-11-27 22:00'],
    ['after the holiday', '2026-11-10 00:00', '2026-11-11 08:00'],
  ])('the next time is %s', (_, at, next) => {
    expect(utc(nextOpening(duty, shopTime(at)))).toBe(utc(shopTime(next)))
  })

  test.each([
    ['within a shift', '2026-11-23 09:00', 1 * hour, '2026-11-23 10:00'],
    ['up to the end of one', '2026-11-23 09:00', 3 * hour, '2026-11-23 12:00'],
    ['over the break', '2026-11-23 11:00', 2 * hour, '2026-11-23 15:00'],
    ['from the break on', '2026-11-23 12:30', 30 * minute, '2026-11-23 14:30'],
    ['over the night', '2026-11-23 17:00', 2 * hour, '2026-11-24 10:00'],
    ['over midnight', '2026-11-27 23:00', 2 * hour, '2026-11-28 01:00'],
    ['over the weekend', '2026-11-28 01:00', 2 * hour, '2026-11-30 10:00'],
    ['of none', '2026-11-25 10:00', 0, '2026-11-25 10:00'],
  ])('working time %s', (_, from, ms, due) => {
    expect(utc(addWorkingTime(duty, shopTime(from), ms))).toBe(utc(shopTime(due)))
    expect(workingTimeBetween(duty, shopTime(from), shopTime(due))).toBe(ms)
  })
})

describe('a calendar that says little', () => {
  test('without a week people are there around the clock, but for the days that are named', () => {
    const duty = dutyOf({ days: [{ name: '盘点', from: '2026-11-24', shifts: ['10:00-12:00'] }] })
    expect(isOpen(duty, shopTime('2026-11-23 03:00'))).toBe(true)
    expect(isOpen(duty, shopTime('2026-11-24 13:00'))).toBe(false)
    expect(utc(addWorkingTime(duty, shopTime('2026-11-23 23:00'), 4 * hour))).toBe(
      utc(shopTime('2026-11-25 01:00')),
    )
  })

  test('without a shift nobody ever comes, and all time counts', () => {
    const duty = dutyOf({ week: {} })
    const from = shopTime('2026-11-23 09:00')
    expect(isOpen(duty, from)).toBe(false)
    expect(nextOpening(duty, from)).toBeUndefined()
    expect(addWorkingTime(duty, from, 3 * hour)).toBe(from + 3 * hour)
    expect(workingTimeBetween(duty, from, from + 30 * day)).toBe(0)
  })

  test('with an hour a week, working time takes months; what takes more than five years is all time', () => {
    const duty = dutyOf({ week: { mon: ['09:00-10:00'] } })
    const monday = shopTime('2026-11-23 09:00')
    expect(utc(addWorkingTime(duty, monday, 60 * hour))).toBe(utc(monday + 59 * 7 * day + hour))
    expect(addWorkingTime(duty, monday, 300 * hour)).toBe(monday + 300 * hour)
  })

  test('overlapping shifts count once, also over midnight', () => {
    const duty = dutyOf({ week: everyDay('09:00-12:00', '11:00-13:00', '22:00-10:00') })
    const from = shopTime('2026-11-23 00:00')
    expect(workingTimeBetween(duty, from, from + day)).toBe(15 * hour)
  })
})

describe('clocks that change', () => {
  const newYork = dutyOf({ week: everyDay('01:00-04:00') }, 'America/New_York')

  test.each([
    ['the night that jumps from 02:00 to 03:00 is shorter', '2026-03-08T05:00:00Z', 2],
    ['the night that has 01:00 twice is longer', '2026-11-01T04:00:00Z', 4],
    ['any other night', '2026-06-10T04:00:00Z', 3],
  ])('%s', (_, midnight, hours) => {
    const at = Date.parse(midnight)
    expect(workingTimeBetween(newYork, at, at + 12 * hour) / hour).toBe(hours)
  })

  test('a shift that begins in an hour that does not come begins with the jump', () => {
    const duty = dutyOf({ week: everyDay('02:30-04:00') }, 'America/New_York')
    const midnight = Date.parse('2026-03-08T05:00:00Z')
    expect(utc(nextOpening(duty, midnight))).toBe('2026-03-08T07:00:00.000Z')
    expect(workingTimeBetween(duty, midnight, midnight + 12 * hour)).toBe(hour)
  })

  test('Lord Howe moves its clocks by half an hour', () => {
    const duty = dutyOf({ week: everyDay('00:00-06:00') }, 'Australia/Lord_Howe')
    const spring = Date.parse('2026-10-03T13:30:00Z')
    const autumn = Date.parse('2026-04-04T13:00:00Z')
    expect(workingTimeBetween(duty, spring, spring + 8 * hour) / hour).toBe(5.5)
    expect(workingTimeBetween(duty, autumn, autumn + 8 * hour) / hour).toBe(6.5)
  })

  test('a day that a whole country left out has no shift', () => {
    const duty = dutyOf({ week: everyDay('09:00-17:00') }, 'Pacific/Apia')
    const thursday = Date.parse('2011-12-29T19:00:00Z')
    expect(utc(nextOpening(duty, thursday + 8 * hour))).toBe('2011-12-30T19:00:00.000Z')
  })
})

const minutes = fc.integer({ min: 0, max: 1_439 })
const clock = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
const shifts = fc.array(
  fc.tuple(minutes, minutes).map(([from, to]) => `${clock(from)}-${clock(to)}`),
  { maxLength: 3 },
)
const dates = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') })
  .map((at) => new Date(at).toISOString().slice(0, 10))
const calendars = fc.record(
  {
    week: fc.record(
      { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts },
      { requiredKeys: [] },
    ),
    days: fc.array(fc.record({ name: fc.constant('某天'), from: dates, shifts }), { maxLength: 5 }),
  },
  { requiredKeys: [] },
)
const duties = fc
  .record({
    calendar: calendars,
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'),
  })
  .map(({ calendar, zone }) => dutyOf(calendar, zone))
const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') })
const spans = fc.integer({ min: 1, max: 100 * hour })

/** Whether the calendar has an hour or more a week: then a hundred come within two years. */
const hasTime = (duty: Duty) =>
  workingTimeBetween(duty, Date.parse('2028-02-01'), Date.parse('2028-02-08')) >= hour

describe('for any calendar', () => {
  test('the time that was added is the working time up to there', () => {
    fc.assert(
      fc.property(duties, moments, spans, (duty, from, ms) => {
        fc.pre(hasTime(duty))
        const due = addWorkingTime(duty, from, ms)
        expect(workingTimeBetween(duty, from, due)).toBe(ms)
        expect(isOpen(duty, due - 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('who starts later or has more to do is not ready earlier', () => {
    fc.assert(
      fc.property(duties, moments, spans, spans, (duty, from, ms, more) => {
        fc.pre(hasTime(duty))
        const due = addWorkingTime(duty, from, ms)
        expect(addWorkingTime(duty, from + more, ms)).toBeGreaterThanOrEqual(due)
        expect(addWorkingTime(duty, from, ms + more)).toBeGreaterThan(due)
      }),
      { numRuns: 200 },
    )
  })

  test('time between two moments is what lies before and after a third', () => {
    fc.assert(
      fc.property(duties, moments, spans, spans, (duty, from, one, other) => {
        const [middle, to] = [from + one, from + one + other]
        expect(workingTimeBetween(duty, from, to)).toBe(
          workingTimeBetween(duty, from, middle) + workingTimeBetween(duty, middle, to),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('the next opening is the first moment at which somebody is there', () => {
    fc.assert(
      fc.property(duties, moments, (duty, at) => {
        fc.pre(hasTime(duty))
        const next = nextOpening(duty, at) ?? at
        expect(isOpen(duty, next)).toBe(true)
        expect(workingTimeBetween(duty, at, next)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  /** Asked minute by minute, from the wall clock itself: the slow way, and another one. */
  test('somebody is there when the wall clock stands in a shift', () => {
    const week = { week: everyDay('09:00-12:15', '13:30-18:00', '23:00-01:30') }
    const inShift = (text: string) =>
      (text >= '09:00' && text < '12:15') ||
      (text >= '13:30' && text < '18:00') ||
      text >= '23:00' ||
      text < '01:30'
    for (const zone of ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe']) {
      const duty = dutyOf(week, zone)
      const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' })
      fc.assert(
        fc.property(moments, (at) => {
          // The hour that comes twice belongs to the first of two shifts that it touches.
          fc.pre(offsetSteady(zone, at))
          expect(isOpen(duty, at)).toBe(inShift(wall.format(at)))
        }),
        { numRuns: 300 },
      )
    }
  })
})

const offsetSteady = (zone: string, at: number) => {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  return name.format(at - day).slice(-9) === name.format(at + day).slice(-9)
}
