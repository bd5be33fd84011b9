import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type ECharts, type EChartsCoreOption, init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, LineChart, HeatmapChart, GridComponent, LegendComponent, TooltipComponent])
register([VisualMapComponent, AriaComponent, CanvasRenderer])

interface Props {
  readonly option: EChartsCoreOption
  readonly height: number
  /** What somebody who does not see it is told. */
  readonly label: string
  /** Of the data that was clicked: which line or column, and which row. */
  readonly onPick: (series: number, row: number) => void
}

/** A drawing; the table beside it is for who reads. */
export function Canvas({ option, height, label, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const drawn = init(element, undefined, { renderer: 'canvas' })
    chart.current = drawn
    drawn.on('click', ({ seriesIndex, dataIndex }) => pick.current(seriesIndex ?? 0, dataIndex))
    const watcher = new ResizeObserver(() => drawn.resize())
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option])
  return <div ref={place} style={{ height }} role="img" aria-label={label} />
}
