import type { Report } from './evaluate.ts'

/** The report as plain text, one fact a line, tables aligned. */
export const formatReport = (report: Report): string =>
  [...summary(report), '', ...intentTable(report), '', ...confusionList(report), ''].join('\n')

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const summary = (report: Report): string[] =>
  [
    ['engine', report.engine],
    ['lines', String(report.lines)],
    ['accuracy', percent(report.accuracy)],
    ['accuracy in scope', percent(report.inScopeAccuracy)],
    ['right among two', percent(report.top2)],
    ['right among three', percent(report.top3)],
    ['macro F1', percent(report.macroF1)],
    ['out-of-scope AUROC', report.auroc?.toFixed(3) ?? 'no lines for it'],
    ['calibration error', percent(report.ece)],
    ['latency p50 / p99', `${report.p50Us.toFixed(0)} / ${report.p99Us.toFixed(0)} µs`],
    ['training', report.trainMs === undefined ? '' : `${(report.trainMs / 1_000).toFixed(2)} s`],
    ['memory', report.rssMib === undefined ? '' : `${report.rssMib.toFixed(0)} MiB`],
  ]
    .filter(([, value]) => value !== '')
    .map(([name = '', value = '']) => `${name.padEnd(20)}${value}`)

const intentTable = ({ intents }: Report): string[] => {
  const width = Math.max(6, ...intents.map(({ intent }) => intent.length)) + 2
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(width) + cells.map((cell) => cell.padStart(11)).join('')
  return [
    row('intent', ['lines', 'precision', 'recall', 'F1']),
    ...intents.map(({ intent, lines, precision, recall, f1 }) =>
      row(intent, [String(lines), percent(precision), percent(recall), percent(f1)]),
    ),
  ]
}

const confusionList = ({ confusions }: Report): string[] =>
  confusions.length === 0
    ? ['no confusions']
    : [
        'most frequent confusions',
        ...confusions.flatMap(({ expected, got, lines, samples }) => [
          `${String(lines).padStart(4)}  ${expected} taken for ${got}`,
          ...samples.map((sample) => `        ${sample}`),
        ]),
      ]
