import { expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import { daysBefore, daysBetween, spansIn } from '../../src/overview/days.ts'
import { type Counted, fold, type Names } from '../../src/overview/fold.ts'
import { dutyIn, goneBy, lengthOf } from '../../src/overview/staffing.ts'
import { spreadOf } from '../../src/overview/sum.ts'
import type { Slice } from '../../src/store/index.ts'

const hourMs = 3_600_000
const shanghai = 'Asia/Shanghai'

test('days begin at the shop’s midnight, and know their weekday', () => {
  const days = daysBetween('2026-11-28', '2026-11-30', shanghai)
  expect(days.map(({ day, weekday }) => [day, weekday])).toEqual([
    ['2026-11-28', 5],
    ['2026-11-29', 6],
    ['2026-11-30', 0],
  ])
  expect(days[0]?.from).toBe(Date.parse('2026-11-27T16:00:00Z'))
  expect(days[2]?.to).toBe(Date.parse('2026-11-30T16:00:00Z'))
})

test('a day on which the clocks change has 23 or 25 hours, and none is lost', () => {
  const hours = (day: string) => {
    const [only] = daysBetween(day, day, 'Europe/Berlin')
    return ((only?.to ?? 0) - (only?.from ?? 0)) / hourMs
  }
  expect(hours('2026-03-29')).toBe(23)
  expect(hours('2026-10-25')).toBe(25)
})

test.each(['2026-03-29', '2026-10-25', '2026-06-01'])(
  'each hour of %s is in one cell of the heat map, and in the list of that cell alone',
  (day) => {
    const [only] = daysBetween(day, day, 'Europe/Berlin')
    if (only === undefined) throw new Error('no day')
    const count = (only.to - only.from) / hourMs
    const hours = Array.from({ length: count }, (_, hour) => ({ hour, count: 1 }))
    const { heat } = fold([{ ...only, slice: aSlice({ hours }) }], [], names)
    const lists = Array.from({ length: 24 }, (_, hour) => {
      const [span] = spansIn([only], { hour })
      return hours.filter((each) => {
        const at = only.from + each.hour * hourMs + 60_000
        return span !== undefined && span.from <= at && at < span.to
      }).length
    })
    expect(heat[only.weekday]).toEqual(lists)
    expect(lists.reduce((sum, each) => sum + each, 0)).toBe(count)
  },
)

test('what came before is as many days, right before', () => {
  const days = daysBetween('2026-11-01', '2026-11-07', shanghai)
  const at = Date.parse('2026-11-08T00:00:00Z')
  expect(daysBefore(days, { timeZone: shanghai, at })).toEqual(
    daysBetween('2026-10-25', '2026-10-31', shanghai),
  )
})

test('a day that is not over is compared with so much of the day before', () => {
  const days = daysBetween('2026-11-07', '2026-11-07', shanghai)
  const [before] = daysBefore(days, { timeZone: shanghai, at: (days[0]?.from ?? 0) + 9 * hourMs })
  expect((before?.to ?? 0) - (before?.from ?? 0)).toBe(9 * hourMs)
})

test('nothing is compared with days before the first chat', () => {
  const none = { rounds: { begun: 0 } } as unknown as Partial<Slice>
  const some = { rounds: { begun: 3 } } as unknown as Partial<Slice>
  expect(fold(counted(some), counted(none, none, none, some), names).before).toBeNull()
  expect(fold(counted(some), counted(none, some, none, none), names).before).not.toBeNull()
})

test('an hour of a weekday is that hour of each such day', () => {
  const days = daysBetween('2026-11-23', '2026-12-06', shanghai)
  const spans = spansIn(days, { weekday: 0, hour: 9 })
  expect(spans.map(({ from }) => new Date(from + 8 * hourMs).toISOString().slice(0, 16))).toEqual([
    '2026-11-23T09:00',
    '2026-11-30T09:00',
  ])
  expect(spans.every(({ from, to }) => to - from === hourMs)).toBe(true)
  expect(spansIn(days, {})).toHaveLength(14)
})

test('a median is a value that there was; without values there is none', () => {
  expect(spreadOf([50, 10, 30, 20])).toEqual({ count: 4, median: 20, p90: 50 })
  expect(spreadOf([7])).toEqual({ count: 1, median: 7, p90: 7 })
  expect(spreadOf([])).toEqual({ count: 0, median: null, p90: null })
})

const empty = { rounds: {}, cases: {}, hours: [], responses: [], waits: [], reasons: [] } as const
const aSlice = (more: Partial<Slice>): Slice =>
  ({
    ...empty,
    intents: [],
    chats: [],
    stages: [],
    closedBy: [],
    clocks: [],
    replies: [],
    repliesBy: [],
    settled: {},
    settling: [],
    outcomes: [],
    ratings: [],
    surveys: {},
    scores: [],
    suggestions: [],
    ...more,
  }) as unknown as Slice
const counted = (...slices: readonly Partial<Slice>[]): readonly Counted[] =>
  daysBetween('2026-11-23', '2026-11-29', shanghai)
    .slice(0, slices.length)
    .map((day, index) => ({ ...day, slice: aSlice(slices[index] ?? {}) }))
const names: Names = {
  intent: (id) => (id === 'greeting' ? undefined : `「${id}」`),
  agent: (id) => `A ${id}`,
  target: (channel) => (channel === 'web' ? 0.9 : undefined),
}
const lin = agentId('lin')

test('the median of two days is that of all their values, and not of their medians', () => {
  const response = (...ms: readonly number[]) => ms.map((each) => ({ agent: lin, ms: each }))
  const folded = fold(
    counted({ responses: response(1, 1, 1) }, { responses: response(9) }),
    [],
    names,
  )
  expect(folded.response).toEqual({ count: 4, median: 1, p90: 9 })
  expect(folded.agents).toEqual([])
})

test('what is no request of the shop’s is no intent of the list; what was before stands beside', () => {
  const intents = (intent: string, count: number) => [{ intent, count, handed: 1, missed: 0 }]
  const folded = fold(
    counted(
      { intents: [...intents('damaged', 2), ...intents('greeting', 9)] },
      { intents: intents('damaged', 3) },
    ),
    counted({ intents: intents('damaged', 4) }),
    names,
  )
  expect(folded.intents).toEqual([
    { intent: 'damaged', title: '「damaged」', count: 5, handed: 2, missed: 0, before: 4 },
  ])
  expect(folded.days[0]?.intents).toEqual({ damaged: 2 })
})

test('of ten replies at 90 % one may be late: how many are left, or by how many it is missed', () => {
  const replies = (channel: string, owed: number, late: number) => ({
    channel,
    owed,
    met: owed - late,
    late,
    pending: 0,
  })
  const left = (owed: number, late: number) =>
    fold(counted({ replies: [replies('web', owed, late)] }), [], names).replies[0]?.misses_left
  expect([left(10, 0), left(10, 1), left(10, 2), left(9, 0), left(0, 0)]).toEqual([1, 0, -1, 0, 0])
  const [row] = fold(counted({ replies: [replies('bridge', 10, 1)] }), [], names).replies
  expect(row).toMatchObject({ target: null, misses_left: null })
})

test('hours stand under their weekday', () => {
  const { heat } = fold(
    counted(
      {
        hours: [
          { hour: 9, count: 2 },
          { hour: 23, count: 1 },
        ],
      },
      { hours: [{ hour: 9, count: 5 }] },
    ),
    [],
    names,
  )
  expect([heat[0]?.[9], heat[0]?.[23], heat[1]?.[9], heat[6]?.[9]]).toEqual([2, 1, 5, 0])
})

test('agents with their chats, their first answers and what they closed', () => {
  const folded = fold(
    counted({
      chats: [{ agent: lin, count: 2 }],
      closedBy: [{ agent: agentId('zhao'), count: 1 }],
      responses: [
        { agent: lin, ms: 5 },
        { agent: null, ms: 500 },
      ],
    }),
    [],
    names,
  )
  const none = { count: 0, median: null, p90: null }
  const nothing = {
    replies: { met: 0, late: 0 },
    suggested: { shown: 0, same: 0, changed: 0 },
    survey: { count: 0, stars: 0 },
  }
  expect(folded.agents).toEqual([
    {
      id: 'lin',
      name: 'A lin',
      chats: 2,
      response: { count: 1, median: 5, p90: 5 },
      closed: 0,
      ...nothing,
    },
    { id: 'zhao', name: 'A zhao', chats: 0, response: none, closed: 1, ...nothing },
  ])
})

test('an agent of whom only a clock, a suggestion or a survey tells is one of them', () => {
  const folded = fold(
    counted(
      {
        scores: [{ score: 5, agent: lin, count: 2 }],
        repliesBy: [{ agent: lin, met: 3, late: 1 }],
      },
      {
        scores: [
          { score: 2, agent: lin, count: 1 },
          { score: 1, agent: null, count: 4 },
        ],
        suggestions: [{ agent: lin, suggested: 4, suggestedSame: 2, suggestedChanged: 1 }],
      },
    ),
    [],
    names,
  )
  expect(folded.agents).toMatchObject([
    {
      id: 'lin',
      chats: 0,
      replies: { met: 3, late: 1 },
      suggested: { shown: 4, same: 2, changed: 1 },
      survey: { count: 3, stars: 12 },
    },
  ])
  expect(folded.survey.scores).toEqual([4, 1, 0, 0, 2])
})

test('answers stand under their place, the most disliked first, with their reasons summed up', () => {
  const reasons = { off_point: 0, wrong: 1, unclear: 0, no_help: 0, wants_human: 0 }
  const rating = (source: string, up: number, down: number) => ({
    source,
    intent: 'damaged',
    up,
    down,
    reasons,
  })
  const folded = fold(
    counted(
      { ratings: [rating('a:1:1', 9, 1), rating('b:1:1', 0, 1)] },
      { ratings: [rating('b:1:1', 1, 1)] },
    ),
    [],
    names,
  )
  expect(folded.answers.map(({ source, up, down, title }) => [source, up, down, title])).toEqual([
    ['b:1:1', 1, 2, '「damaged」'],
    ['a:1:1', 9, 1, '「damaged」'],
  ])
  expect(folded.answers[0]?.reasons.wrong).toBe(2)
})

test('the ends of cases add up over days, and their times are one spread', () => {
  const folded = fold(
    counted(
      { settling: [5], outcomes: [{ outcome: 'refund', count: 1, priced: 1, minor: 900 }] },
      {
        settling: [1, 3],
        outcomes: [
          { outcome: 'refund', count: 1, priced: 0, minor: 0 },
          { outcome: null, count: 3, priced: 0, minor: 0 },
        ],
      },
    ),
    [],
    names,
  )
  expect(folded.settled.time).toEqual({ count: 3, median: 3, p90: 5 })
  expect(folded.settled.outcomes).toEqual([
    { outcome: null, count: 3, priced: 0, minor: 0 },
    { outcome: 'refund', count: 2, priced: 1, minor: 900 },
  ])
})

test('time is on duty or off it, and never both', () => {
  const shifts = [{ from: 9 * 60 + 30, to: 18 * 60 }]
  const week = { mon: shifts, wed: [{ from: 22 * 60, to: 26 * 60 }] }
  const duty = { calendar: { week, days: [] }, timeZone: shanghai }
  const days = daysBetween('2026-11-23', '2026-11-26', shanghai)
  const hours = (which: 'on' | 'off') =>
    days.map((day) => lengthOf(dutyIn([day], duty, which)) / hourMs)
  expect(hours('on')).toEqual([8.5, 0, 2, 2])
  expect(hours('off')).toEqual([15.5, 24, 22, 22])
  const [monday] = days
  expect(lengthOf(goneBy(days, (monday?.from ?? 0) + 10 * hourMs)) / hourMs).toBe(10)
})
