import { expect, test } from 'vitest'
import {
  clocksInForce,
  countdown,
  lookOf,
  momentIn,
  replySpan,
  urgency,
} from '../../src/web/console/clock.ts'
import { en } from '../../src/web/console/texts-en.ts'
import { zh } from '../../src/web/console/texts-zh.ts'
import type { StageClock } from '../../src/web/shared/index.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

test.each([
  [0, '00:00', '00:00'],
  [9 * second, '00:09', '00:09'],
  [4 * minute + 5 * second, '04:05', '04:05'],
  [hour - 1, '59:59', '59:59'],
  [hour, '1 小时 0 分', '1 h 0 min'],
  [4 * hour - 1, '3 小时 59 分', '3 h 59 min'],
  [24 * hour, '1 天 0 小时', '1 d 0 h'],
  [47 * hour + 59 * minute, '1 天 23 小时', '1 d 23 h'],
  [-(12 * minute + 30 * second), '12:30', '12:30'],
])('a span of %i ms reads %s', (ms, chinese, english) => {
  expect(countdown(ms, zh.span)).toBe(chinese)
  expect(countdown(ms, en.span)).toBe(english)
})

test.each([
  [180 * second, '180 秒'],
  [-35 * second, '35 秒'],
  [600 * second - 1, '599 秒'],
  [600 * second, '10:00'],
  [9 * hour, '9 小时 0 分'],
])('the marketplace’s clock says %i ms as %s', (ms, said) => {
  expect(replySpan(ms, zh.span)).toBe(said)
})

const aClock = (clock: Partial<StageClock>): StageClock => ({
  id: 'call',
  level: 1,
  title: '15 分钟内由人联系',
  startedAt: 0,
  warnAt: 600,
  dueAt: 900,
  until: ['contacted'],
  atBreach: [],
  state: { kind: 'running' },
  ...clock,
})

const { warnAt: _, ...withoutWarning } = aClock({})

test.each([
  ['with time left', aClock({}), 599, 'calm'],
  ['near its end', aClock({}), 600, 'amber'],
  ['without a warning, near its end', withoutWarning, 899, 'calm'],
  ['at its end', aClock({}), 900, 'red'],
  ['that the server warned of', aClock({ state: { kind: 'warned', at: 600 } }), 610, 'amber'],
  ['that the server found broken', aClock({ state: { kind: 'breached', at: 900 } }), 0, 'red'],
  ['met in time', aClock({ state: { kind: 'met', at: 900 } }), 5_000, 'kept'],
  ['met too late', aClock({ state: { kind: 'met', at: 901 } }), 5_000, 'late'],
] as const)('a clock %s', (_, clock, now, look) => {
  expect(lookOf(clock, now)).toBe(look)
})

test('a reply is pressed for from its warning on, and late from its end', () => {
  const due = { warnAt: 100, dueAt: 180 }
  expect([99, 100, 179, 180].map((now) => urgency(due, now))).toEqual([
    'calm',
    'amber',
    'amber',
    'red',
  ])
})

test('clocks of a former level, or called off, count no more', () => {
  const clocks = [
    aClock({}),
    aClock({ id: 'reply', level: 2 }),
    aClock({ id: 'plan', state: { kind: 'cancelled', at: 1 } }),
    aClock({ id: 'met', state: { kind: 'met', at: 1 } }),
  ]
  const severity = { level: 1, because: '人身安全', by: 'rules' } as const
  expect(clocksInForce({ clocks, severity }).map(({ id }) => id)).toEqual(['call', 'met'])
})

test('times are the shop’s, wherever somebody sits; the date stands where it is another day there', () => {
  const at = Date.parse('2026-11-25T23:30:00+08:00')
  const said = (timeZone: string, laterMs: number) =>
    momentIn(at, { now: at + laterMs, timeZone, lang: 'zh-CN' })
  expect(said('Asia/Shanghai', 60_000)).toBe('23:30')
  expect(said('Asia/Shanghai', 3_600_000)).toBe('11/25 23:30')
  expect(said('America/New_York', 3_600_000)).toBe('10:30')
})
