import { figures, formatFigure, formatShare, type Locale, latencyRatio } from '../figures.ts'
import type { Confusion, Mistake, Report, Run } from '../report.ts'
import { alignRows, inOneLine } from './columns.ts'
import { type Words, words } from './words.ts'

const mostPairs = 15
const mostMistakes = 3

/** The run as plain text: figures with an engine a column, then each engine's intents and errors. */
export const formatRun = (run: Run, locale: Locale): string => {
  const say = words[locale]
  return [
    ...heading(run, say),
    '',
    ...figureTable(run, locale),
    ...run.reports.flatMap((report) => [
      '',
      ...(run.reports.length > 1 ? [`━━ ${report.engine} ━━`, ''] : []),
      ...intentTable(report, run, say),
      '',
      ...confusionList(report, say),
    ]),
  ].join('\n')
}

const heading = (run: Run, say: Words): string[] => [
  say.test(run),
  say.train(run),
  ...(run.known > 0 ? [say.known(run.known)] : []),
  ...(run.untrained.length > 0 ? [say.untrained(run.untrained)] : []),
]

const figureTable = ({ reports }: Run, locale: Locale): string[] => {
  const [first] = reports
  const row = (figure: (typeof figures)[number]) => [
    figure.name[locale],
    ...reports.map((report) => formatFigure(figure, report[figure.key])),
  ]
  const rows = figures.map(row)
  if (first !== undefined && reports.length > 1) {
    const ratios = reports.map((report) => latencyRatio(first, report))
    rows.splice(figures.findIndex(({ key }) => key === 'p50Us') + 1, 0, [
      words[locale].ratio,
      ...ratios,
    ])
  }
  return alignRows([[words[locale].engine, ...reports.map(({ engine }) => engine)], ...rows])
}

const intentTable = ({ intents }: Report, { titles }: Run, say: Words): string[] => {
  const rows = intents.map(({ intent, lines, precision, recall, f1 }) => [
    intent,
    String(lines),
    ...[precision, recall, f1].map(formatShare),
  ])
  // Titles come last: their widths differ from font to font.
  return alignRows([say.intents, ...rows]).map((line, at) => {
    const title = titles[intents[at - 1]?.intent ?? '']
    return title === undefined ? line : `${line}  ${title}`
  })
}

const confusionList = ({ confusions }: Report, say: Words): string[] => {
  if (confusions.length === 0) return [say.noConfusions]
  const all = confusions.reduce((sum, { lines }) => sum + lines, 0)
  const pairs = confusions.slice(0, mostPairs)
  const shown = pairs.reduce((sum, { lines }) => sum + Math.min(lines, mostMistakes), 0)
  return [
    say.confusions(confusions.length),
    ...pairs.flatMap((pair) => pairLines(pair, say)),
    ...(all > shown ? [say.more(all - shown)] : []),
  ]
}

const pairLines = ({ expected, got, lines, mistakes }: Confusion, say: Words): string[] => [
  `${String(lines).padStart(4)}  ${say.pair(expected, got)}`,
  ...mistakes.slice(0, mostMistakes).flatMap((mistake) => mistakeLines(mistake, say)),
]

const mistakeLines = ({ text, confidence, nearest }: Mistake, say: Words): string[] => [
  `      ${inOneLine(text)}  ${formatShare(confidence)}`,
  ...(nearest === undefined
    ? []
    : [
        `        ${say.nearest}  ${inOneLine(nearest.text)}  ${nearest.intent} ${nearest.likeness.toFixed(2)}`,
      ]),
]
