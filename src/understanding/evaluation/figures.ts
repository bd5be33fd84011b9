import type { Report } from './report.ts'

export type Locale = 'zh-CN' | 'en'
export type FigureKey = {
  [Key in keyof Report]: Report[Key] extends number | undefined ? Key : never
}[keyof Report]

export interface Figure {
  readonly key: FigureKey
  readonly unit: 'share' | 'area' | 'us' | 'ms' | 'mib'
  readonly better: 'more' | 'less'
  readonly name: Readonly<Record<Locale, string>>
}

const figure = (
  key: FigureKey,
  [unit, better]: readonly [Figure['unit'], Figure['better']],
  [zh, en]: readonly [string, string],
): Figure => ({ key, unit, better, name: { 'zh-CN': zh, en } })

/** Everything that is told of an engine in one number, in the order of telling. */
export const figures: readonly Figure[] = [
  figure('accuracy', ['share', 'more'], ['准确率', 'accuracy']),
  figure('inScopeAccuracy', ['share', 'more'], ['本店业务内准确率', 'accuracy in scope']),
  figure('macroF1', ['share', 'more'], ['宏平均 F1', 'macro F1']),
  figure('top2', ['share', 'more'], ['前两名有对的', 'right among two']),
  figure('top3', ['share', 'more'], ['前三名有对的', 'right among three']),
  figure('auroc', ['area', 'more'], ['范围外 AUROC', 'out-of-scope AUROC']),
  figure(
    'outOfScopeRecall',
    ['share', 'more'],
    ['范围外召回率（误拒 5 %）', 'out-of-scope recall at 5 % rejected'],
  ),
  figure('sureHalfRight', ['share', 'more'], ['较自信的一半：答对', 'surer half: right']),
  figure(
    'sureHalfLetThrough',
    ['share', 'less'],
    ['较自信的一半：放过的范围外', 'surer half: out-of-scope let through'],
  ),
  figure('ece', ['share', 'less'], ['置信度校准误差 ECE', 'calibration error (ECE)']),
  figure('scopeEce', ['share', 'less'], ['业务内外校准误差 ECE', 'calibration error of scope']),
  figure('p50Us', ['us', 'less'], ['延迟 p50', 'latency p50']),
  figure('p95Us', ['us', 'less'], ['延迟 p95', 'latency p95']),
  figure('p99Us', ['us', 'less'], ['延迟 p99', 'latency p99']),
  figure('trainMs', ['ms', 'less'], ['训练用时', 'training']),
  figure('memoryMib', ['mib', 'less'], ['训练后占内存', 'memory kept']),
]

export const formatFigure = ({ unit }: Pick<Figure, 'unit'>, value: number | undefined): string => {
  if (value === undefined) return '–'
  switch (unit) {
    case 'share':
      return `${(value * 100).toFixed(1)} %`
    case 'area':
      return value.toFixed(3)
    case 'us':
      return `${grouped(value)} µs`
    case 'ms':
      return `${(value / 1_000).toFixed(2)} s`
    case 'mib':
      return `${grouped(value)} MiB`
    default:
      return unit satisfies never
  }
}

/** The difference of the shown figures, with its sign; shares in percentage points. Empty for none. */
export const formatChange = (
  { unit }: Pick<Figure, 'unit'>,
  before: number | undefined,
  after: number | undefined,
): string => {
  if (before === undefined || after === undefined) return ''
  const steps = Math.round(after / shownSteps[unit]) - Math.round(before / shownSteps[unit])
  if (steps === 0) return ''
  const size = formatFigure({ unit }, Math.abs(steps) * shownSteps[unit]).replace(/ .*/, '')
  return `${steps > 0 ? '+' : '−'}${size}`
}

const shownSteps = { share: 0.001, area: 0.001, us: 1, ms: 10, mib: 1 } as const

export const formatShare = (share: number): string => formatFigure({ unit: 'share' }, share)

/** How many times as slow as the first engine at the median. */
export const latencyRatio = (first: Report, { p50Us }: Report): string =>
  first.p50Us === 0 ? '–' : `${(p50Us / first.p50Us).toFixed(1)}×`

/** The best of several; none where there is no other, or all are equal. */
export const bestAmong = (
  { key, better }: Figure,
  reports: readonly Report[],
): number | undefined => {
  const values = reports.flatMap((report) => report[key] ?? [])
  if (new Set(values).size < 2) return undefined
  return better === 'more' ? Math.max(...values) : Math.min(...values)
}

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US')
