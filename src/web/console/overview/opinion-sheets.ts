import type { Overview } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { counted, type Fact, named, type Sheet, type SheetCell, shareOf } from './sheet.ts'
import { spanCell } from './span-cell.ts'
import { say } from './texts.ts'

/** What customers think, how cases ended, and when people are there. */
export const opinionSheets = (overview: Overview) => ({
  answers: answers(overview),
  survey: survey(overview),
  settled: settled(overview),
  staffing: staffing(overview),
})

export const reasonKeys = ['off_point', 'wrong', 'unclear', 'no_help', 'wants_human'] as const

/** `replies/refund.yaml:31:5` as people say it: 「refund.yaml 第 31 行」. */
const placeOf = (source: string): string => {
  const [file = source, line = ''] = source.replace(/^replies\//, '').split(':')
  return say.charts.answers.place(file, line)
}

const answers = ({ answers: all }: Overview): Sheet => {
  const words = say.charts.answers
  const [up, down] = [sum(all, ({ up }) => up), sum(all, ({ down }) => down)]
  return {
    head: [
      words.entry,
      words.down,
      words.up,
      words.rate,
      ...reasonKeys.map((key) => words.because[key]),
      words.where,
    ],
    rows: all.map(({ source, intent, title, up, down, reasons }) => {
      const place = source === null ? words.unknown : placeOf(source)
      const which = { ...(source && { source }), ...(intent && { intent }) }
      return [
        named(title ?? place),
        counted(down, { figure: 'disliked', ...which }),
        counted(up, { figure: 'liked', ...which }),
        shareOf(down, up + down),
        ...reasonKeys.map((because) =>
          counted(reasons[because], { figure: 'disliked', because, ...which }),
        ),
        named(place),
      ]
    }),
    facts: [
      [words.rated, counted(up + down, { figure: 'rated' })],
      [words.up, counted(up, { figure: 'liked' })],
      [words.down, counted(down, { figure: 'disliked' })],
      [words.rate, shareOf(down, up + down)],
    ],
  }
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((all, row) => all + of(row), 0)

/** A mean with one digit; nothing of nothing. */
export const meanCell = (stars: number, count: number): SheetCell =>
  count === 0
    ? { value: null, text: say.none }
    : { value: Math.round((stars / count) * 100) / 100, text: (stars / count).toFixed(1) }

const survey = ({ survey: { counts, scores } }: Overview): Sheet => {
  const words = say.charts.survey
  const { surveyAsked: asked = 0, surveyTold: told = 0, surveyPutAway: away = 0 } = counts
  const stars = scores.reduce((all, count, index) => all + count * (index + 1), 0)
  const facts: readonly Fact[] = [
    [words.mean, meanCell(stars, told)],
    [words.told, counted(told, { figure: 'surveyTold' })],
    [words.asked, counted(asked, { figure: 'surveyAsked' })],
    [words.rate, shareOf(told, asked)],
    [words.away, counted(away, { figure: 'surveyPutAway' })],
    [words.silent, counted(counts['surveySilent'] ?? 0, { figure: 'surveySilent' })],
  ]
  return {
    head: [words.score, words.count, say.share],
    // Who was asked and said nothing is no empty chart.
    rows: (asked === 0 ? [] : [5, 4, 3, 2, 1]).map((score) => {
      const count = scores[score - 1] ?? 0
      return [
        named(words.stars(score)),
        counted(count, { figure: 'surveyTold', score: String(score) }),
        shareOf(count, told),
      ]
    }),
    facts,
  }
}

/** In yuan for a spreadsheet. */
const yuanCell = (minor: number, priced: number): SheetCell =>
  priced === 0
    ? { value: null, text: say.none }
    : { value: minor / 100, text: `¥${(minor / 100).toFixed(2)}` }

const settled = ({ settled: { counts, time, outcomes } }: Overview): Sheet => {
  const words = say.charts.settled
  const { caseSettled: all = 0, caseReturned: back = 0, caseMayReturn: open = 0 } = counts
  return {
    head: [words.outcome, words.count, say.share, words.priced, words.amount, words.each],
    rows: outcomes.map(({ outcome, count, priced, minor }) => [
      named(endName(outcome)),
      counted(count, { figure: 'caseSettled', outcome: String(outcome) }),
      shareOf(count, all),
      { value: priced },
      yuanCell(minor, priced),
      yuanCell(priced === 0 ? 0 : Math.round(minor / priced), priced),
    ]),
    facts: [
      [words.all, counted(all, { figure: 'caseSettled' })],
      [words.median, spanCell(time.median)],
      [words.p90, spanCell(time.p90)],
      [words.back, counted(back, { figure: 'caseReturned' })],
      [words.backRate, shareOf(back, all)],
      [words.open, counted(open, { figure: 'caseMayReturn' })],
    ],
  }
}

export const endName = (outcome: string | null): string => {
  const ends = { ...texts.ticket.outcomes, rejected: texts.stage.rejected }
  return Object.entries(ends).find(([key]) => key === outcome)?.[1] ?? say.charts.settled.unwritten
}

const hourMs = 3_600_000

const hoursCell = (ms: number): SheetCell => {
  const hours = Math.round((ms / hourMs) * 10) / 10
  return { value: hours, text: say.hours(hours, 0) }
}

const staffing = ({ staffing: week }: Overview): Sheet => {
  const words = say.charts.staffing
  const [ms, of] = [sum(week, (day) => day.ms), sum(week, (day) => day.of_ms)]
  const [on, all] = [sum(week, (day) => day.begun), sum(week, (day) => day.of_begun)]
  return {
    head: [words.day, words.covered, words.rate, words.on, words.off, words.offRate, words.anHour],
    rows: week
      .map((day, weekday) => ({ ...day, weekday: String(weekday) }))
      .filter(({ of_ms }) => of_ms > 0)
      .map(({ ms, of_ms, begun, of_begun, weekday }) => [
        named(say.weekdays[Number(weekday)] ?? ''),
        hoursCell(ms),
        shareOf(ms, of_ms),
        counted(begun, { figure: 'begun', weekday, duty: 'on' }),
        counted(of_begun - begun, { figure: 'begun', weekday, duty: 'off' }),
        shareOf(of_begun - begun, of_begun),
        ms === 0
          ? { value: null, text: say.none }
          : { value: Math.round((begun / (ms / hourMs)) * 10) / 10 },
      ]),
    facts: [
      [words.covered, hoursCell(ms)],
      [words.rate, shareOf(ms, of)],
      [words.on, counted(on, { figure: 'begun', duty: 'on' })],
      [words.onRate, shareOf(on, all)],
      [words.off, counted(all - on, { figure: 'begun', duty: 'off' })],
    ],
  }
}
