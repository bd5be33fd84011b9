import type { Overview } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import type { Bar, Tone } from './bars.tsx'
import { textOfCell } from './number.tsx'
import { reasonKeys } from './opinion-sheets.ts'
import { percentOf, type Sheet, type SheetCell } from './sheet.ts'
import type { ChartKey } from './sheets.ts'
import { say } from './texts.ts'

interface BarChart {
  readonly bars: readonly Bar[]
  readonly legend?: readonly (readonly [Tone, string])[]
}

/** As many as are read at a glance; the table has all. */
const mostBars = 10

/** The bars of a sheet; undefined for what is drawn otherwise. */
export function barsOf(key: ChartKey, sheet: Sheet, overview: Overview): BarChart | undefined {
  switch (key) {
    case 'flow':
    case 'trend':
      return sheet.rows.length === 1 ? dayAlone(sheet, key === 'flow') : undefined
    case 'reasons':
    case 'evidence':
      return { bars: sheet.rows.map((row) => bar(row, 1, row[2])).slice(0, mostBars) }
    case 'cases':
      return { bars: sheet.rows.map(caseBar) }
    case 'intents':
      return intents(sheet, overview)
    case 'answers':
      return opinions(sheet)
    case 'survey':
      return { bars: sheet.rows.map((row) => bar(row, 1, row[2])) }
    case 'settled':
      return { bars: sheet.rows.map(outcome) }
    case 'staffing':
      return staffing(sheet)
    case 'clocks':
      return { ...split(sheet, 2, sheet.head.slice(2, 5)) }
    case 'replies':
      return { ...split(sheet, 2, sheet.head.slice(2, 5)) }
    default:
      return undefined
  }
}

const numberOf = (cell: SheetCell | undefined): number => Number(cell?.value ?? 0)
const labelOf = (row: readonly SheetCell[]): string => String(row[0]?.value ?? '')

const bar = (row: readonly SheetCell[], at: number, aside: SheetCell | undefined): Bar => ({
  key: labelOf(row),
  label: labelOf(row),
  parts: [{ value: numberOf(row[at]), tone: 'plain' }],
  figure: row[at] ?? { value: 0 },
  ...(aside && { aside: textOfCell(aside) }),
})

const caseBar = (row: readonly SheetCell[]): Bar => ({
  ...bar(row.slice(1), 1, row[3]),
  key: `${labelOf(row)}/${labelOf(row.slice(1))}`,
  label: `${labelOf(row)} · ${labelOf(row.slice(1))}`,
})

/** Of one day there is no course: its columns side by side. */
const dayAlone = ({ head, rows: [row = []] }: Sheet, hasSum: boolean): BarChart => ({
  bars: head
    .slice(1, hasSum ? -1 : undefined)
    .map(
      (label, index): Bar => ({
        key: label,
        label,
        parts: [{ value: numberOf(row[index + 1]), tone: 'plain' }],
        figure: row[index + 1] ?? { value: 0 },
      }),
    )
    .filter(({ figure }) => numberOf(figure) > 0),
})

const intents = ({ rows }: Sheet, { intents: all }: Overview): BarChart => ({
  legend: [
    ['bad', say.charts.intents.handed],
    ['plain', say.charts.intents.count],
  ],
  bars: rows.slice(0, mostBars).map((row, index) => {
    const { count = 0, handed = 0, before = 0 } = all[index] ?? {}
    const trend = count === before ? '' : count > before ? ' ↑' : ' ↓'
    return {
      key: labelOf(row),
      label: labelOf(row),
      parts: [
        { value: handed, tone: 'bad' },
        { value: count - handed, tone: 'plain' },
      ],
      figure: row[1] ?? { value: 0 },
      aside: `${say.charts.intents.handed} ${percentOf(handed, count)}${trend}`,
    }
  }),
})

/** The most disliked first, with what was wrong with them most often. */
const opinions = ({ head, rows }: Sheet): BarChart => ({
  legend: [
    ['bad', head[1] ?? ''],
    ['good', head[2] ?? ''],
  ],
  bars: rows.slice(0, mostBars).map((row) => {
    const because = reasonKeys.map((_, index) => index + 4)
    const [worst] = because.toSorted((a, b) => numberOf(row[b]) - numberOf(row[a]))
    const why = worst !== undefined && numberOf(row[worst]) > 0 ? ` · ${head[worst]}` : ''
    const [name, place] = [labelOf(row), String(row.at(-1)?.value)]
    return {
      key: `${name}/${place}`,
      label: name === place ? name : `${name}${texts.marks.aside(place)}`,
      parts: [
        { value: numberOf(row[1]), tone: 'bad' },
        { value: numberOf(row[2]), tone: 'good' },
      ],
      figure: row[1] ?? { value: 0 },
      aside: `${say.charts.answers.ofRated(numberOf(row[1]) + numberOf(row[2]))}${why}`,
    }
  }),
})

const outcome = (row: readonly SheetCell[]): Bar => ({
  ...bar(row, 1, row[2]),
  aside: [
    textOfCell(row[2] ?? { value: null }),
    ...(numberOf(row[3]) > 0 ? [textOfCell(row[4] ?? { value: null })] : []),
  ].join(' · '),
})

const staffing = ({ head, rows }: Sheet): BarChart => ({
  legend: [
    ['good', head[3] ?? ''],
    ['bad', head[4] ?? ''],
  ],
  bars: rows.map((row) => ({
    key: labelOf(row),
    label: labelOf(row),
    parts: [
      { value: numberOf(row[3]), tone: 'good' },
      { value: numberOf(row[4]), tone: 'bad' },
    ],
    figure: row[4] ?? { value: 0 },
    aside: say.charts.staffing.aside(
      textOfCell(row[5] ?? { value: null }),
      textOfCell(row[1] ?? { value: null }),
    ),
  })),
})

const tones = ['good', 'bad', 'open'] as const

/** Kept, late and running; the number is what was kept. */
const split = ({ rows, head }: Sheet, from: number, names: readonly string[]): BarChart => ({
  legend: tones.map((tone, index) => [tone, names[index] ?? ''] as const),
  bars: rows.map((row) => {
    const level = row[1]
    const isNamed = typeof level?.value === 'string'
    return {
      key: row.slice(0, 2).map(textOfCell).join('/'),
      label: isNamed ? `${labelOf(row)}${texts.marks.aside(textOfCell(level))}` : labelOf(row),
      parts: tones.map((tone, index) => ({ tone, value: numberOf(row[from + index]) })),
      figure: row[from + 1] ?? { value: 0 },
      aside: `${head[from + 1]} · ${head[5]} ${textOfCell(row[5] ?? { value: null })}`,
    }
  }),
})
