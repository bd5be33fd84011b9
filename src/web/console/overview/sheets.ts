import type { Overview } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { caseSheets } from './case-sheets.ts'
import { meanCell, opinionSheets } from './opinion-sheets.ts'
import { counted, named, type Sheet, shareOf } from './sheet.ts'
import { spanCell } from './span-cell.ts'
import { say } from './texts.ts'

export const charts = [
  'flow',
  'reasons',
  'intents',
  'trend',
  'response',
  'heat',
  'staffing',
  'evidence',
  'clocks',
  'cases',
  'settled',
  'survey',
  'replies',
  'answers',
  'agents',
] as const
export type ChartKey = (typeof charts)[number]

/** What became of the rounds of a day: each is in one of them. */
export const outcomes = [
  'resolved',
  'filed',
  'unfinished',
  'handed',
  'steppedIn',
  'running',
  'peopleFirst',
] as const

export const sheetsOf = (overview: Overview): Readonly<Record<ChartKey, Sheet>> => ({
  flow: flow(overview),
  reasons: reasons(overview),
  intents: intents(overview),
  trend: trend(overview),
  response: response(overview),
  heat: heat(overview),
  agents: agents(overview),
  ...caseSheets(overview),
  ...opinionSheets(overview),
})

/** A list of one day. */
const onDay = (day: string) => ({ from: day, to: day })

const flow = ({ days }: Overview): Sheet => ({
  head: [say.charts.flow.day, ...outcomes.map((key) => say.flow[key]), say.total],
  rows: days.map(({ day, rounds }) => [
    named(day),
    ...[...outcomes, 'begun'].map((figure) =>
      counted(rounds[figure] ?? 0, { figure, ...onDay(day) }),
    ),
  ]),
})

const reasons = (overview: Overview): Sheet => {
  const { waited: called = 0 } = overview.rounds
  return {
    head: [say.charts.reasons.reason, say.charts.reasons.count, say.share],
    rows: overview.reasons.map(({ reason, count }) => [
      named(reason === null ? say.unknownReason : (texts.reason[reason] ?? reason)),
      counted(count, { figure: 'waited', reason: String(reason) }),
      shareOf(count, called),
    ]),
  }
}

const intents = ({ intents: all }: Overview): Sheet => {
  const words = say.charts.intents
  return {
    head: [words.intent, words.count, words.before, words.handed, words.handedRate, words.missed],
    rows: all.map(({ intent, title, count, before, handed, missed }) => [
      named(title),
      counted(count, { figure: 'begun', intent }),
      { value: before },
      counted(handed, { figure: 'waited', intent }),
      shareOf(handed, count),
      counted(missed, { figure: 'missed', intent }),
    ]),
  }
}

const mostLines = 5

const trend = ({ days, intents: all }: Overview): Sheet => {
  const top = all.slice(0, mostLines)
  return {
    head: [say.charts.trend.day, ...top.map(({ title }) => title)],
    rows: days.map((day) => [
      named(day.day),
      ...top.map(({ intent }) =>
        counted(day.intents[intent] ?? 0, { figure: 'begun', intent, ...onDay(day.day) }),
      ),
    ]),
  }
}

const response = ({ days }: Overview): Sheet => {
  const words = say.charts.response
  return {
    head: [words.day, words.called, words.answered, words.median, words.p90],
    rows: days.map(({ day, rounds: { waited = 0 }, response: spread }) => [
      named(day),
      counted(waited, { figure: 'waited', ...onDay(day) }),
      counted(spread.count, { figure: 'answered', ...onDay(day) }),
      spanCell(spread.median),
      spanCell(spread.p90),
    ]),
  }
}

const heat = ({ heat: week }: Overview): Sheet => ({
  head: [
    say.charts.heat.day,
    ...Array.from({ length: 24 }, (_, hour) => say.charts.heat.hour(hour)),
  ],
  rows: week.map((hours, weekday) => [
    named(say.weekdays[weekday] ?? ''),
    ...hours.map((count, hour) =>
      counted(count, { figure: 'begun', weekday: String(weekday), hour: String(hour) }),
    ),
  ]),
})

const agents = ({ agents: all }: Overview): Sheet => {
  const words = say.charts.agents
  return {
    head: [
      words.agent,
      words.chats,
      words.median,
      words.met,
      words.late,
      words.metRate,
      words.shown,
      words.same,
      words.changed,
      words.usedRate,
      words.stars,
      words.rated,
      words.closed,
    ],
    rows: all.map(({ id, name, chats, response, closed, replies, suggested, survey }) => {
      const agent = { agent: id }
      const { shown, same, changed } = suggested
      return [
        named(name),
        counted(chats, { figure: 'begun', ...agent }),
        spanCell(response.median),
        counted(replies.met, { figure: 'repliesMet', ...agent }),
        counted(replies.late, { figure: 'repliesLate', ...agent }),
        shareOf(replies.met, replies.met + replies.late),
        counted(shown, { figure: 'suggested', ...agent }),
        counted(same, { figure: 'suggestedSame', ...agent }),
        counted(changed, { figure: 'suggestedChanged', ...agent }),
        shareOf(same + changed, shown),
        meanCell(survey.stars, survey.count),
        counted(survey.count, { figure: 'surveyTold', ...agent }),
        counted(closed, { figure: 'caseClosed', ...agent }),
      ]
    }),
  }
}
