import type { Overview } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { counted, named, percentOf, type Sheet, shareOf } from './sheet.ts'
import { say } from './texts.ts'

/** The charts on cases and on clocks. */
export const caseSheets = (overview: Overview) => ({
  evidence: evidence(overview),
  clocks: clocks(overview),
  cases: cases(overview),
  replies: replies(overview),
})

export const steps = ['asked', 'firstEvidence', 'complete', 'decided'] as const

const evidence = ({ cases: counts }: Overview): Sheet => {
  const words = say.charts.evidence
  const of = (step: string | undefined) => (step === undefined ? 0 : (counts[step] ?? 0))
  return {
    head: [words.step, words.count, words.ofAll, words.ofLast],
    rows: steps.map((step, index) => [
      named(words[step]),
      counted(of(step), { figure: step }),
      shareOf(of(step), of('asked')),
      shareOf(of(step), of(steps[Math.max(0, index - 1)])),
    ]),
  }
}

const nameOfLevel = (overview: Overview, level: number): string =>
  overview.levels.find((each) => each.level === level)?.name ?? String(level)

const clocks = (overview: Overview): Sheet => {
  const words = say.charts.clocks
  return {
    head: [words.clock, words.level, words.kept, words.late, words.pending, words.rate],
    rows: overview.clocks.map(({ clock, level, title, kept, late, pending }) => {
      const which = { clock, level: String(level) }
      return [
        named(title),
        named(nameOfLevel(overview, level)),
        counted(kept, { figure: 'clockKept', ...which }),
        counted(late, { figure: 'clockLate', ...which }),
        counted(pending, { figure: 'clockPending', ...which }),
        shareOf(kept, kept + late),
      ]
    }),
  }
}

const levelFigures = [
  [1, 'urgent'],
  [2, 'routine'],
  [3, 'disputed'],
] as const

const cases = (overview: Overview): Sheet => {
  const words = say.charts.cases
  const { asked: all = 0 } = overview.cases
  const byLevel = levelFigures
    .map(([level, figure]) => [level, figure, overview.cases[figure] ?? 0] as const)
    .filter(([, , count]) => count > 0)
  return {
    head: [words.group, words.name, words.count, say.share],
    rows: [
      ...byLevel.map(([level, figure, count]) => [
        named(words.level),
        named(nameOfLevel(overview, level)),
        counted(count, { figure }),
        shareOf(count, all),
      ]),
      ...overview.stages.map(({ stage, count }) => [
        named(words.stage),
        named(texts.stage[stage]),
        counted(count, { figure: 'asked', stage }),
        shareOf(count, all),
      ]),
    ],
  }
}

const replies = ({ replies: all }: Overview): Sheet => {
  const words = say.charts.replies
  return {
    head: [
      words.channel,
      words.owed,
      words.met,
      words.late,
      words.pending,
      words.rate,
      words.target,
    ],
    rows: all.map(({ channel, owed, met, late, pending, target }) => [
      named(texts.channel[channel] ?? channel),
      counted(owed, { figure: 'repliesOwed', channel }),
      counted(met, { figure: 'repliesMet', channel }),
      counted(late, { figure: 'repliesLate', channel }),
      counted(pending, { figure: 'repliesPending', channel }),
      shareOf(met, met + late),
      target === null
        ? { value: null, text: say.none }
        : { value: target, text: percentOf(target, 1) },
    ]),
  }
}
