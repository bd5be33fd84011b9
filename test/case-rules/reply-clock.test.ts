import { describe, expect, test } from 'vitest'
import { afterQuietHours, replyClockOf, replyDue } from '../../src/cases/index.ts'
import { casesFile, clocksFile } from '../../src/playbook/schema/index.ts'
import { shopTime, timeZone } from './support.ts'

const rules = clocksFile.parse({
  reply: {
    default: { warn_after: '90s' },
    channels: {
      slow: { within: '10m', hours: '00:00-24:00', starts_at: 'last', stopped_by: 'anybody' },
      nightly: { hours: '20:00-02:00' },
    },
  },
})

const clock = (at: number | undefined) =>
  at === undefined ? '' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const dueOf = (channel: string, ...wrote: readonly string[]) => {
  const due = replyDue(replyClockOf(rules, channel), wrote.map(shopTime), timeZone)
  return [clock(due?.warnAt), clock(due?.dueAt)]
}

describe('when a reply is due', () => {
  test.each([
    ['by day', 'bridge', ['2026-11-25 14:00'], '2026-11-25 14:01:30', '2026-11-25 14:03:00'],
    [
      'late in the evening, over the night',
      'bridge',
      ['2026-11-25 22:58'],
      '2026-11-25 22:59:30',
      '2026-11-26 08:01:00',
    ],
    ['at night', 'bridge', ['2026-11-25 03:00'], '2026-11-25 08:01:30', '2026-11-25 08:03:00'],
    [
      'to the first of several',
      'bridge',
      ['2026-11-25 14:00', '2026-11-25 14:02'],
      '2026-11-25 14:01:30',
      '2026-11-25 14:03:00',
    ],
    [
      'to the last of several, around the clock, where the market counts so',
      'slow',
      ['2026-11-25 03:00', '2026-11-25 03:05'],
      '2026-11-25 03:06:30',
      '2026-11-25 03:15:00',
    ],
    [
      'over midnight',
      'nightly',
      ['2026-11-25 23:59'],
      '2026-11-26 00:00:30',
      '2026-11-26 00:02:00',
    ],
  ])('%s', (_, channel, wrote, warnAt, dueAt) => {
    expect(dueOf(channel, ...wrote)).toEqual([warnAt, dueAt])
  })

  test('to nothing, never', () => {
    expect(dueOf('bridge')).toEqual(['', ''])
  })
})

test('a channel has its own terms, and those of default where it says nothing', () => {
  expect(replyClockOf(rules, 'slow')).toEqual({
    within: 600_000,
    warn_after: 90_000,
    hours: { from: 0, to: 1_440 },
    stopped_by: 'anybody',
    starts_at: 'last',
    runs: 'with_people',
  })
})

test('without a file the clock runs three minutes by day, and people alone stop it', () => {
  expect(replyClockOf(clocksFile.parse({}), 'web')).toEqual({
    within: 180_000,
    warn_after: 100_000,
    hours: { from: 480, to: 1_380 },
    stopped_by: 'person',
    starts_at: 'first',
    runs: 'with_people',
  })
})

describe('quiet hours', () => {
  test.each([
    ['22:00-08:00', '2026-11-25 21:59', '2026-11-25 21:59:00'],
    ['22:00-08:00', '2026-11-25 22:00', '2026-11-26 08:00:00'],
    ['22:00-08:00', '2026-11-26 03:00', '2026-11-26 08:00:00'],
    ['22:00-08:00', '2026-11-26 08:00', '2026-11-26 08:00:00'],
    ['13:00-14:00', '2026-11-25 13:30', '2026-11-25 14:00:00'],
    ['13:00-14:00', '2026-11-25 02:00', '2026-11-25 02:00:00'],
    ['00:00-06:00', '2026-11-25 05:00', '2026-11-25 06:00:00'],
    [undefined, '2026-11-25 03:00', '2026-11-25 03:00:00'],
  ])('of %s, at %s: what may wait is done at %s', (quiet_hours, at, then) => {
    const { quiet_hours: quiet } = casesFile.parse(quiet_hours === undefined ? {} : { quiet_hours })
    expect(clock(afterQuietHours(quiet, shopTime(at), timeZone))).toBe(then)
  })
})
