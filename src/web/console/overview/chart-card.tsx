import { Empty, Segmented, Spin } from 'antd'
import { lazy, Suspense, useId, useMemo, useSyncExternalStore } from 'react'
import type { Overview } from '../../shared/index.ts'
import { isDark, watchTheme } from '../theme.ts'
import { barsOf } from './bar-charts.ts'
import { Bars } from './bars.tsx'
import { drawingOf } from './drawings.ts'
import { Facts } from './facts.tsx'
import { Info } from './info.tsx'
import { CellView } from './number.tsx'
import { SaveButtons } from './save-buttons.tsx'
import { isEmpty, type Sheet } from './sheet.ts'
import type { ChartKey } from './sheets.ts'
import { say } from './texts.ts'
import { useShown } from './use-shown.ts'

const Canvas = lazy(async () => ({ default: (await import('./canvas.tsx')).Canvas }))

interface Props {
  readonly chart: ChartKey
  readonly sheet: Sheet
  readonly overview: Overview
}

/** A chart: what it shows, how it is counted, the same as a table, and the same as a file. */
export function ChartCard({ chart, sheet, overview }: Props) {
  const { shown, show } = useShown()
  const id = useId()
  const { title, info } = say.charts[chart]
  const onlyTable = chart === 'agents'
  const isTable = onlyTable || shown.tables.includes(chart)
  const setTable = (table: boolean) => {
    const others = shown.tables.filter((key) => key !== chart)
    show({ ...shown, tables: table ? [...others, chart] : others }, 'same')
  }
  return (
    <section className={`ov-card ov-${chart}`} aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        <Info title={title} text={info} />
        <span className="ov-tools">
          {!onlyTable && (
            <Segmented
              size="small"
              aria-label={say.view(title)}
              value={isTable ? 'table' : 'chart'}
              options={[
                { value: 'chart', label: say.chart },
                { value: 'table', label: say.table },
              ]}
              onChange={(value) => setTable(value === 'table')}
            />
          )}
          <SaveButtons
            name={`${chart}-${overview.from}-${overview.to}`}
            title={title}
            sheet={sheet}
          />
        </span>
      </header>
      {!isEmpty(sheet) && sheet.facts !== undefined && <Facts facts={sheet.facts} />}
      {isEmpty(sheet) ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say.empty} />
      ) : isTable ? (
        <SheetTable sheet={sheet} title={title} />
      ) : (
        <Drawn chart={chart} sheet={sheet} overview={overview} />
      )}
    </section>
  )
}

function Drawn({ chart, sheet, overview }: Props) {
  const { shown, show } = useShown()
  const dark = useSyncExternalStore(watchTheme, isDark)
  const bars = barsOf(chart, sheet, overview)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is in the colours.
  const option = useMemo(() => drawingOf(chart, sheet), [chart, sheet, dark])
  if (bars !== undefined) return <Bars {...bars} />
  if (option === undefined) return null
  const onPick = (series: number, row: number) => {
    const cell =
      chart === 'heat' ? heatCell(sheet, row) : sheet.rows[row]?.[series + firstOf(chart)]
    if (cell?.drill) show({ ...shown, list: cell.drill })
  }
  const height = chart === 'heat' ? 76 + sheet.rows.length * 26 : 260
  return (
    <Suspense fallback={<Spin className="ov-drawing" />}>
      <Canvas option={option} height={height} label={say.charts[chart].title} onPick={onPick} />
    </Suspense>
  )
}

/** The column of a drawing's first line; medians have no list of their own: who was answered has. */
const firstOf = (chart: ChartKey): number => (chart === 'response' ? 2 : 1)

const heatCell = ({ rows }: Sheet, index: number) =>
  rows[Math.floor(index / 24)]?.[(index % 24) + 1]

function SheetTable({ sheet, title }: { sheet: Sheet; title: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="ov-table" tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            {sheet.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.map(({ value }) => value).join()}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={sheet.head[index]} scope="row">
                    <CellView cell={cell} />
                  </th>
                ) : (
                  <td key={sheet.head[index]}>
                    <CellView cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
