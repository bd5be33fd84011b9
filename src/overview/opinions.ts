import type { OverviewAnswer, OverviewSettled, OverviewSurvey } from '../model/overview.ts'
import { ratingReasons } from '../model/rating.ts'
import type { Slice } from '../store/index.ts'
import { added, grouped, spreadOf, total } from './sum.ts'

interface Counted {
  readonly slice: Slice
}

export const answersOf = (
  days: readonly Counted[],
  names: { readonly intent: (id: string) => string | undefined },
): readonly OverviewAnswer[] =>
  grouped(
    days.flatMap(({ slice }) => slice.ratings),
    ({ source, intent }) => `${source} ${intent}`,
    (rows): OverviewAnswer => {
      const [{ source, intent }] = rows
      const reasons = ratingReasons.map((reason) => [
        reason,
        total(rows, (row) => row.reasons[reason]),
      ])
      return {
        source,
        intent,
        title: (intent && names.intent(intent)) ?? null,
        up: total(rows, ({ up }) => up),
        down: total(rows, ({ down }) => down),
        reasons: Object.fromEntries(reasons) as OverviewAnswer['reasons'],
      }
    },
  ).toSorted((a, b) => b.down - a.down || b.up - a.up)

export const surveyOf = (days: readonly Counted[]): OverviewSurvey => {
  const all = days.flatMap(({ slice }) => slice.scores)
  return {
    counts: added(days.map(({ slice }) => slice.surveys)),
    scores: [1, 2, 3, 4, 5].map((score) =>
      total(
        all.filter((each) => each.score === score),
        ({ count }) => count,
      ),
    ),
  }
}

export const settledOf = (days: readonly Counted[]): OverviewSettled => ({
  counts: added(days.map(({ slice }) => slice.settled)),
  time: spreadOf(days.flatMap(({ slice }) => slice.settling)),
  outcomes: grouped(
    days.flatMap(({ slice }) => slice.outcomes),
    ({ outcome }) => String(outcome),
    (rows) => ({
      outcome: rows[0].outcome,
      count: total(rows, ({ count }) => count),
      priced: total(rows, ({ priced }) => priced),
      minor: total(rows, ({ minor }) => minor),
    }),
  ).toSorted((a, b) => b.count - a.count),
})
