import type {
  Overview,
  OverviewClock,
  OverviewDay,
  OverviewIntent,
  OverviewReplies,
} from '../model/overview.ts'
import type { Slice } from '../store/index.ts'
import { agentsOf } from './agents.ts'
import { type Day, hourAt } from './days.ts'
import { answersOf, settledOf, surveyOf } from './opinions.ts'
import { added, grouped, spreadOf, total } from './sum.ts'

/** What was counted on a day. */
export interface Counted extends Day {
  readonly slice: Slice
}

/** What things are called here, and what the shop wants. */
export interface Names {
  /** Of what customers ask; undefined for what is none of it: greetings, idle talk. */
  readonly intent: (id: string) => string | undefined
  readonly agent: (id: string) => string
  /** The share of replies that is to be in time; undefined without a target. */
  readonly target: (channel: string) => number | undefined
}

type Folded = Omit<Overview, 'at' | 'from' | 'to' | 'shops' | 'levels' | 'staffing'>

/** Days put together. The rates are left to who shows them, beside their denominators. */
export const fold = (
  days: readonly Counted[],
  before: readonly Counted[],
  names: Names,
): Folded => ({
  rounds: roundsOf(days),
  response: responseOf(days),
  wait: spreadOf(days.flatMap(({ slice }) => slice.waits)),
  before: reachesBack(before) ? { rounds: roundsOf(before), response: responseOf(before) } : null,
  days: days.map((day) => dayOf(day, names)),
  reasons: grouped(
    days.flatMap(({ slice }) => slice.reasons),
    ({ reason }) => String(reason),
    (rows) => ({ reason: rows[0].reason, count: total(rows, ({ count }) => count) }),
  ).toSorted((a, b) => b.count - a.count),
  intents: intentsOf(days, before, names),
  heat: heatOf(days),
  cases: added(days.map(({ slice }) => slice.cases)),
  stages: grouped(
    days.flatMap(({ slice }) => slice.stages),
    ({ stage }) => stage,
    (rows) => ({ stage: rows[0].stage, count: total(rows, ({ count }) => count) }),
  ),
  clocks: clocksOf(days),
  replies: repliesOf(days, names),
  agents: agentsOf(days, names),
  answers: answersOf(days, names),
  survey: surveyOf(days),
  settled: settledOf(days),
})

export const roundsOf = (days: readonly Counted[]) => added(days.map(({ slice }) => slice.rounds))

export const responseOf = (days: readonly Counted[]) =>
  spreadOf(days.flatMap(({ slice }) => slice.responses.map(({ ms }) => ms)))

/** What began in the midst of them says nothing about how it was. */
const reachesBack = (days: readonly Counted[]): boolean =>
  days.slice(0, Math.ceil(days.length / 3)).some(({ slice }) => (slice.rounds.begun ?? 0) > 0)

const dayOf = ({ day, slice }: Counted, names: Names): OverviewDay => ({
  day,
  rounds: slice.rounds,
  response: spreadOf(slice.responses.map(({ ms }) => ms)),
  reasons: Object.fromEntries(slice.reasons.map(({ reason, count }) => [String(reason), count])),
  intents: Object.fromEntries(
    slice.intents
      .filter(({ intent }) => names.intent(intent) !== undefined)
      .map(({ intent, count }) => [intent, count]),
  ),
})

const intentsOf = (
  days: readonly Counted[],
  before: readonly Counted[],
  names: Names,
): readonly OverviewIntent[] => {
  const earlier = added(
    before.flatMap(({ slice }) => slice.intents.map(({ intent, count }) => ({ [intent]: count }))),
  )
  return grouped(
    days.flatMap(({ slice }) => slice.intents),
    ({ intent }) => intent,
    (rows) => {
      const [{ intent }] = rows
      return {
        intent,
        title: names.intent(intent),
        count: total(rows, ({ count }) => count),
        handed: total(rows, ({ handed }) => handed),
        missed: total(rows, ({ missed }) => missed),
        before: earlier[intent] ?? 0,
      }
    },
  )
    .flatMap(({ title, ...intent }) => (title === undefined ? [] : [{ ...intent, title }]))
    .toSorted((a, b) => b.count - a.count || a.title.localeCompare(b.title))
}

/** A day with 25 hours counts its last one with the one before. */
const hourMs = 3_600_000

const heatOf = (days: readonly Counted[]): readonly (readonly number[])[] => {
  const heat = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const day of days) {
    for (const { hour, count } of day.slice.hours) {
      const row = heat[day.weekday]
      // Counted by the hours since it began, shown by the clock on the wall, as its list is.
      const at = hourAt(day, day.from + hour * hourMs)
      if (row !== undefined) row[at] = (row[at] ?? 0) + count
    }
  }
  return heat
}

const clocksOf = (days: readonly Counted[]): readonly OverviewClock[] =>
  grouped(
    days.flatMap(({ slice }) => slice.clocks),
    ({ clock, level }) => `${level}/${clock}`,
    (rows): OverviewClock => {
      // The words of a promise may have changed meanwhile: those of the last count.
      const { clock, level, title } = rows.at(-1) ?? rows[0]
      return {
        clock,
        level,
        title,
        kept: total(rows, ({ kept }) => kept),
        late: total(rows, ({ late }) => late),
        pending: total(rows, ({ pending }) => pending),
      }
    },
  )
    .filter(({ kept, late, pending }) => kept + late + pending > 0)
    .toSorted((a, b) => a.level - b.level)

export const repliesOf = (
  days: readonly Counted[],
  { target }: Pick<Names, 'target'>,
): readonly OverviewReplies[] =>
  grouped(
    days.flatMap(({ slice }) => slice.replies),
    ({ channel }) => channel,
    (rows) => {
      const [{ channel }] = rows
      const owed = total(rows, (row) => row.owed)
      const late = total(rows, (row) => row.late)
      const wanted = target(channel)
      return {
        channel,
        owed,
        met: total(rows, (row) => row.met),
        late,
        pending: total(rows, (row) => row.pending),
        target: wanted ?? null,
        // Of 10 at 90 % one: 10 * (1 - 0.9) is a little less than that in binary.
        misses_left: wanted === undefined ? null : Math.floor(owed * (1 - wanted) + 1e-9) - late,
      }
    },
  ).toSorted((a, b) => b.owed - a.owed)
