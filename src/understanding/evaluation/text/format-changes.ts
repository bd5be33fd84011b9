import {
  type Baseline,
  type Changes,
  changesSince,
  type IntentChange,
  type LineChange,
} from '../changes.ts'
import { formatChange, formatFigure, formatShare, type Locale } from '../figures.ts'
import type { Run } from '../report.ts'
import { alignRows, inOneLine } from './columns.ts'
import { type Words, words } from './words.ts'

const mostIntents = 5
const mostLines = 20

/** What changed since an earlier run, as plain text, engine by engine. */
export const formatChanges = (
  run: Run,
  baseline: Baseline,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string => {
  const say = words[locale]
  const when = new Date(baseline.at).toLocaleString(locale, { timeZone })
  return [
    say.since(when, baseline.test),
    ...run.reports.flatMap((report) => {
      const before = baseline.reports.find(({ engine }) => engine === report.engine)
      const changes =
        before === undefined ? [say.noBefore] : engineChanges(changesSince(before, report), locale)
      return ['', ...(run.reports.length > 1 ? [`━━ ${report.engine} ━━`] : []), ...changes]
    }),
  ].join('\n')
}

const engineChanges = (changes: Changes, locale: Locale): string[] => {
  const say = words[locale]
  return [
    ...(changes.unmatched > 0 ? [say.unmatched(changes.unmatched)] : []),
    ...alignRows(
      changes.figures.map(({ figure, before, after }) => [
        figure.name[locale],
        formatFigure(figure, before),
        '→',
        formatFigure(figure, after),
        formatChange(figure, before, after),
      ]),
    ),
    ...intentList(say.gained, changes.gained),
    ...intentList(say.lost, changes.lost),
    ...lineList(say.becameWrong(changes.becameWrong.length), changes.becameWrong, say),
    ...lineList(say.becameRight(changes.becameRight.length), changes.becameRight, say),
  ]
}

const intentList = (title: string, intents: readonly IntentChange[]): string[] =>
  intents.length === 0
    ? []
    : [
        '',
        title,
        ...alignRows(
          intents
            .slice(0, mostIntents)
            .map(({ intent, before, after }) => [
              `  ${intent}`,
              formatShare(before),
              '→',
              formatShare(after),
              formatChange({ unit: 'share' }, before, after),
            ]),
        ),
      ]

const lineList = (title: string, lines: readonly LineChange[], say: Words): string[] => [
  '',
  title,
  ...lines
    .slice(0, mostLines)
    .flatMap(({ text, intent, before, after }) => [
      `  ${inOneLine(text)}`,
      `      ${say.turned(intent, before, after)}`,
    ]),
  ...(lines.length > mostLines ? [`  ${say.more(lines.length - mostLines)}`] : []),
]
