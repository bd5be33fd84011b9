import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import type { OverviewNow } from '../../src/model/overview.ts'
import {
  addressOf,
  listQuery,
  type Shown,
  searchOf,
  shownIn,
} from '../../src/web/console/overview/address.ts'
import { duration } from '../../src/web/console/overview/duration.ts'
import { xlsxFile } from '../../src/web/console/overview/save-file.ts'
import { csvOfSheet, isEmpty, percentOf, shareOf } from '../../src/web/console/overview/sheet.ts'
import { verdictOf } from '../../src/web/console/overview/verdict.ts'
import { zh } from '../../src/web/console/overview/words-zh.ts'
import { unzip } from '../support/zip.ts'

const throughAddress = (shown: Shown) => shownIn(new URLSearchParams(String(addressOf(shown))))

test.each<Shown>([
  { period: { kind: 'days', days: 7 }, shops: [], tables: [] },
  {
    period: { kind: 'span', from: '2026-11-01', to: '2026-11-07' },
    shops: ['web/a', 'bridge/b'],
    tables: ['flow', 'heat'],
  },
  {
    period: { kind: 'days', days: 1 },
    shops: ['web/demo'],
    tables: [],
    list: { figure: 'waited', reason: 'safety', from: '2026-11-01', to: '2026-11-01' },
  },
])('what is shown is in the address: %j', (shown) => {
  expect(throughAddress(shown)).toEqual(shown)
})

test.each([
  '',
  'days=0',
  'days=x',
  'days=1e9',
  'from=2026-11-01',
  'from=a&to=b',
  'list=reason%3Dx',
])('an address that says nothing sensible shows today: %s', (search) => {
  expect(shownIn(new URLSearchParams(search))).toEqual({
    period: { kind: 'days', days: 1 },
    shops: [],
    tables: [],
  })
})

test('the list of a day asks for that day, whatever the period', () => {
  const shown: Shown = { period: { kind: 'days', days: 30 }, shops: ['web/demo'], tables: [] }
  expect(listQuery(shown, { figure: 'handed' })).toEqual({
    days: '30',
    shop: ['web/demo'],
    figure: 'handed',
  })
  const day = { figure: 'handed', from: '2026-11-01', to: '2026-11-01' }
  expect(listQuery(shown, day)).toEqual({ shop: ['web/demo'], ...day })
  expect(String(searchOf({ days: '7', shop: ['web/a', 'web/b'] }))).toBe(
    'days=7&shop=web%2Fa&shop=web%2Fb',
  )
})

test('spans are told in two units at most', () => {
  const told = [0, 45, 60, 250, 3_600, 7_500, 100_000].map((s) => duration(s * 1000, zh))
  expect(told).toEqual([
    '0 秒',
    '45 秒',
    '1 分钟',
    '4 分 10 秒',
    '1 小时',
    '2 小时 5 分',
    '1 天 3 小时',
  ])
})

test('a share of nothing is none, and small ones keep a digit', () => {
  expect(shareOf(0, 0)).toEqual({ value: null, text: '—' })
  expect([percentOf(1, 3), percentOf(1, 30), percentOf(0, 3), percentOf(3, 3)]).toEqual([
    '33%',
    '3.3%',
    '0%',
    '100%',
  ])
})

test('what is taken away has numbers for the spreadsheet, and no formulas', () => {
  const sheet = {
    head: ['问题', '会话', '转人工率'],
    rows: [[{ value: '=破损' }, { value: 3, drill: { figure: 'begun' } }, shareOf(1, 3)]],
  }
  expect(csvOfSheet(sheet)).toBe("\uFEFF问题,会话,转人工率\r\n'=破损,3,0.333\r\n")
  const whole = { ...sheet, facts: [['@合计', { value: 3 }]] } as const
  expect(csvOfSheet(whole)).toBe(`${csvOfSheet(sheet)}'@合计,3\r\n`)
  expect(isEmpty(sheet)).toBe(false)
  expect(isEmpty({ ...sheet, rows: [[{ value: '2026-11-26' }, { value: 0 }]] })).toBe(true)
})

test('as a spreadsheet, text stays text and numbers stay numbers', async () => {
  const file = await xlsxFile([
    ['=1+1', '@条目', null],
    ['\u0000+x', 0.333, 3],
  ])
  const bytes = Buffer.from(await file.arrayBuffer())
  const [{ data } = { data: [] }] = await readXlsx(bytes)
  expect(data).toEqual([
    ['=1+1', '@条目', null],
    ['+x', 0.333, 3],
  ])
  expect(unzip(bytes).get('xl/worksheets/sheet1.xml')?.toString()).not.toMatch(/<f[ >]/)
})

const calm: OverviewNow = {
  at: 10_000_000,
  day: '2026-11-26',
  waiting: [],
  with_agents: 0,
  unanswered: 0,
  with_bot: 0,
  overdue: 0,
  due_soon: 0,
  open: true,
  here: 2,
  capacity: 10,
  today: {},
  response: { count: 0, median: null, p90: null },
  replies: [],
}
const waitFor = (minutes: number) => [
  { level: null, count: 1, since: 10_000_000 - minutes * 60_000 },
]
const web = { channel: 'web', owed: 10, met: 9, late: 1, pending: 0, target: 0.9, misses_left: 0 }

test.each<[string, Partial<OverviewNow>, string]>([
  ['nobody waits', {}, 'calm'],
  ['a minute is no wait', { waiting: waitFor(1) }, 'calm'],
  ['three minutes are', { waiting: waitFor(3) }, 'watch'],
  ['ten are too many', { waiting: waitFor(10) }, 'bad'],
  ['off duty nobody is kept waiting', { waiting: waitFor(300), open: false, here: 0 }, 'calm'],
  ['somebody waits and nobody is there', { waiting: waitFor(1), here: 0 }, 'bad'],
  ['a promise is due', { due_soon: 1 }, 'watch'],
  ['a promise is broken', { overdue: 1 }, 'bad'],
  ['one more late reply misses the target', { replies: [web] }, 'watch'],
  ['the target is missed', { replies: [{ ...web, late: 2, misses_left: -1 }] }, 'bad'],
  ['without a target nothing is missed', { replies: [{ ...web, misses_left: null }] }, 'calm'],
])('how today goes: %s', (_, more, kind) => {
  const reading = { words: zh.now, channel: () => '网页', duration: (ms: number) => `${ms}` }
  const verdict = verdictOf({ ...calm, ...more }, reading)
  expect(verdict.kind).toBe(kind)
  expect(verdict.because.length > 0).toBe(kind !== 'calm')
})
