import type { EChartsCoreOption } from 'echarts/core'
import { isDark } from '../theme.ts'
import { duration } from './duration.ts'
import type { Sheet } from './sheet.ts'
import type { ChartKey } from './sheets.ts'
import { say } from './texts.ts'

/** At least 3:1 on both grounds, light and dark. */
const colours = ['#3b7ddd', '#1f9e89', '#b07d0a', '#d9480f', '#9b6bd3', '#7d8590', '#c2528b']
/** Further apart than colours for who sees few of them. */
const patterns = ['none', 'dots', 'none', 'lines', 'cross', 'none', 'dots'] as const
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle'] as const

/** What is drawn of a sheet; undefined for what is no drawing of time. */
export function drawingOf(key: ChartKey, sheet: Sheet): EChartsCoreOption | undefined {
  switch (key) {
    case 'flow':
      return { ...framed(sheet), series: stacks(sheet) }
    case 'trend':
      return { ...framed(sheet), series: lines(sheet, [1, sheet.head.length]) }
    case 'response':
      return response(sheet)
    case 'heat':
      return heat(sheet)
    default:
      return undefined
  }
}

const ink = () =>
  isDark()
    ? { text: '#a6a6a6', rule: '#303030', ground: '#141414', low: '#1b2a41', high: '#7fb0ff' }
    : { text: '#595959', rule: '#e8e8e8', ground: '#ffffff', low: '#e8f1ff', high: '#0b4bb3' }

const common = () => ({
  animation: false,
  color: colours,
  // A canvas knows no inherited font: it would draw all in ten pixels.
  textStyle: { color: ink().text, fontFamily: 'system-ui, sans-serif' },
  aria: { enabled: true, label: { enabled: false } },
})

// Tooltips of HTML would need styles in attributes, which the page's rules forbid.
const tooltip = (format?: (value: number) => string) => ({
  renderMode: 'richText' as const,
  confine: true,
  backgroundColor: ink().ground,
  borderColor: ink().rule,
  textStyle: { color: ink().text, fontSize: 12 },
  ...(format && {
    valueFormatter: (value: unknown) => (value == null ? '—' : format(Number(value))),
  }),
})

/** `11-26` of a day. */
const short = (day: unknown) => String(day).slice(5)

interface Spoken {
  readonly value: (units: number) => string
  readonly axis: (units: number) => string
}

const framed = ({ rows }: Sheet, spoken?: Spoken): EChartsCoreOption => ({
  ...common(),
  tooltip: { ...tooltip(spoken?.value), trigger: 'axis' },
  legend: {
    type: 'scroll',
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 10,
    textStyle: { color: ink().text },
    pageTextStyle: { color: ink().text },
    pageIconColor: ink().text,
  },
  grid: { top: 36, left: 8, right: 12, bottom: 4, containLabel: true },
  xAxis: {
    type: 'category',
    data: rows.map(([day]) => short(day?.value)),
    axisLine: { lineStyle: { color: ink().rule } },
    axisTick: { show: false },
    axisLabel: { color: ink().text },
  },
  yAxis: {
    type: 'value',
    minInterval: 1,
    splitLine: { lineStyle: { color: ink().rule } },
    axisLabel: { color: ink().text, ...(spoken && { formatter: spoken.axis }) },
  },
})

const stacks = ({ head, rows }: Sheet) =>
  // The last column is the sum of the others.
  head.slice(1, -1).map((name, index) => ({
    name,
    type: 'bar',
    stack: 'all',
    barMaxWidth: 36,
    data: rows.map((row) => row[index + 1]?.value ?? 0),
    itemStyle: {
      borderColor: ink().ground,
      borderWidth: 0.5,
      decal: decalOf(patterns[index] ?? 'none'),
    },
  }))

const decalOf = (pattern: (typeof patterns)[number]) => {
  const color = isDark() ? 'rgba(0, 0, 0, 0.4)' : 'rgba(255, 255, 255, 0.55)'
  switch (pattern) {
    case 'dots':
      return { color, symbol: 'circle', dashArrayX: [4, 4], dashArrayY: [4, 4], symbolSize: 0.6 }
    case 'lines':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 }
    case 'cross':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 }
    case 'none':
      return { symbol: 'none' }
    default:
      return pattern satisfies never
  }
}

/** In minutes, or in hours where somebody waited so long: an axis is read in round numbers. */
const response = (sheet: Sheet): EChartsCoreOption => {
  const series = lines(sheet, [3, 5])
  const most = Math.max(0, ...series.flatMap(({ data }) => data.map(Number)))
  const [seconds, named] = most > 3 * 3600 ? [3600, say.hours] : [60, say.minutes]
  const frame = framed(sheet, {
    value: (units) => duration(units * seconds * 1000, say),
    axis: (units) => named(units, 0),
  })
  const scaled = (value: string | number | null) =>
    value === null ? null : Number(value) / seconds
  return { ...frame, series: series.map((line) => ({ ...line, data: line.data.map(scaled) })) }
}

const lines = ({ head, rows }: Sheet, [from, to]: readonly [number, number]) =>
  head.slice(from, to).map((name, index) => ({
    name,
    type: 'line',
    symbol: symbols[index] ?? 'circle',
    symbolSize: 7,
    connectNulls: false,
    data: rows.map((row) => row[from + index]?.value ?? null),
  }))

const heat = ({ head, rows }: Sheet): EChartsCoreOption => {
  const cells = rows.flatMap((row, weekday) =>
    row.slice(1).map(({ value }, hour) => [hour, weekday, Number(value)]),
  )
  const axis = {
    type: 'category',
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ink().text },
  }
  return {
    ...common(),
    tooltip: {
      ...tooltip(),
      formatter: ({ value }: { value: readonly number[] }) =>
        `${say.charts.heat.at(String(rows[value[1] ?? 0]?.[0]?.value), value[0] ?? 0)}  ${value[2]}`,
    },
    grid: { top: 4, left: 8, right: 8, bottom: 36, containLabel: true },
    xAxis: { ...axis, data: head.slice(1).map((_, hour) => String(hour)) },
    yAxis: { ...axis, inverse: true, data: rows.map(([day]) => String(day?.value)) },
    visualMap: {
      min: 0,
      max: Math.max(1, ...cells.map(([, , count]) => count ?? 0)),
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 120,
      itemWidth: 10,
      textStyle: { color: ink().text },
      inRange: { color: [ink().low, ink().high] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: ink().ground, borderWidth: 2, borderRadius: 3 },
      },
    ],
  }
}
