import { expect, test } from 'vitest'
import { dutyHours } from '../../src/dialogue/waiting/duty-hours.ts'
import { calendarFile } from '../../src/playbook/schema/index.ts'

const hours = (calendar: unknown) =>
  dutyHours(calendarFile.parse(calendar), Date.parse('2026-11-25T10:00+08:00'), 'Asia/Shanghai')

const everyDay = (...shifts: readonly string[]) =>
  Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((weekday) => [weekday, shifts]),
  )

test('days in a row with the same shifts are told together', () => {
  const week = everyDay('09:00-22:00')
  expect(hours({ week })).toBe('每天 09:00–22:00')
  expect(hours({ week: { ...week, sun: ['10:00-21:00'] } })).toBe(
    '周一至周六 09:00–22:00，周日 10:00–21:00',
  )
  expect(hours({ week: { ...week, sat: [], sun: [] } })).toBe(
    '周一至周五 09:00–22:00，周六、周日 休息',
  )
})

test('several shifts, nights and whole days', () => {
  expect(hours({ week: everyDay('09:00-12:00', '13:30-18:00') })).toBe(
    '每天 09:00–12:00、13:30–18:00',
  )
  expect(hours({ week: everyDay('22:00-02:00') })).toBe('每天 22:00–次日 02:00')
  expect(hours({ week: everyDay('00:00-24:00') })).toBe('每天全天')
  expect(hours({})).toBe('每天全天')
})

test('where nobody ever is on duty there is nothing to tell', () => {
  expect(hours({ week: everyDay() })).toBeUndefined()
})

test('a day that is not like others is told first, on that day alone', () => {
  const week = everyDay('09:00-22:00')
  const on = (from: string, ...shifts: readonly string[]) =>
    hours({ week, days: [{ name: '大促', from, shifts }] })
  expect(on('2026-11-25', '08:00-24:00')).toBe('今天（大促）08:00–24:00；平时每天 09:00–22:00')
  expect(on('2026-11-25')).toBe('今天（大促）休息；平时每天 09:00–22:00')
  expect(on('2026-11-26', '08:00-24:00')).toBe('每天 09:00–22:00')
})
