import type { Statement } from 'better-sqlite3'
import { type RatingReason, ratingReasons } from '../../model/rating.ts'
import {
  type OutcomeCount,
  type RatingCount,
  type ScoreCount,
  type SettledFigure,
  type Slice,
  type SuggestionCount,
  type SurveyFigure,
  settledFigures,
  suggestionFigures,
  surveyFigures,
} from '../figures.ts'
import {
  type Bound,
  costOfCase,
  countsOf,
  endOfCase,
  none,
  tableOf,
  within,
} from './figure-sets.ts'

type Counted = Pick<
  Slice,
  'settled' | 'settling' | 'outcomes' | 'ratings' | 'surveys' | 'scores' | 'suggestions'
>
type RatingRow = Omit<RatingCount, 'reasons'> & Readonly<Record<RatingReason, number>>

const says = (reason: RatingReason) =>
  `sum(EXISTS (SELECT 1 FROM json_each(reasons) WHERE value = '${reason}')) AS ${reason}`

/** What cases came to, what customers thought, and what agents took of what was suggested. */
export function prepareOpinions(
  all: <Row>(sql: string) => Statement<[Bound], Row>,
): (bound: Bound) => Counted {
  const isSettled = tableOf('caseSettled').where
  const settled = all<Record<SettledFigure, number>>(
    `SELECT ${countsOf(settledFigures)} FROM case_facts WHERE ${within('closed_at')}`,
  )
  const settling = all<{ readonly ms: number }>(
    `SELECT closed_at - opened_at AS ms FROM case_facts
     WHERE ${within('closed_at')} AND ${isSettled}`,
  )
  const outcomes = all<OutcomeCount>(
    `SELECT ${endOfCase} AS outcome, count(*) AS count, count(${costOfCase}) AS priced,
       ifnull(sum(${costOfCase}), 0) AS minor
     FROM case_facts WHERE ${within('closed_at')} AND ${isSettled} GROUP BY 1`,
  )
  const ratings = all<RatingRow>(
    `SELECT source, intent, sum(${tableOf('liked').where}) AS up,
       sum(${tableOf('disliked').where}) AS down, ${ratingReasons.map(says).join(', ')}
     FROM seen_ratings WHERE ${within('at')} GROUP BY 1, 2`,
  )
  const surveys = all<Record<SurveyFigure, number>>(
    `SELECT ${countsOf(surveyFigures)} FROM seen_surveys WHERE ${within('at')}`,
  )
  const scores = all<ScoreCount>(
    `SELECT score, agent, count(*) AS count FROM seen_surveys
     WHERE ${within('at')} AND ${tableOf('surveyTold').where} GROUP BY 1, 2`,
  )
  const suggestions = all<SuggestionCount>(
    `SELECT agent, ${countsOf(suggestionFigures)} FROM seen_suggestions
     WHERE agent IS NOT NULL AND ${within('at')} GROUP BY 1`,
  )
  return (bound) => ({
    settled: settled.get(bound) ?? none(settledFigures),
    settling: settling.all(bound).map(({ ms }) => ms),
    outcomes: outcomes.all(bound),
    ratings: ratings.all(bound).map(ratingOf),
    surveys: surveys.get(bound) ?? none(surveyFigures),
    scores: scores.all(bound),
    suggestions: suggestions.all(bound),
  })
}

const ratingOf = ({ source, intent, up, down, ...reasons }: RatingRow): RatingCount => ({
  source,
  intent,
  up,
  down,
  reasons,
})
