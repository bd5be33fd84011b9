import { formatShare } from '../figures.ts'
import type { Bin } from '../report.ts'
import { type Html, html } from './html.ts'

interface Chart {
  readonly title: string
  readonly bins: readonly Bin[]
  /** What the reader sees on the two axes. */
  readonly promised: string
  readonly true: string
}

const left = 40
const top = 12
const size = 300
const bottom = top + size
/** Below the plot: how many lines each bin holds. */
const strip = 44
const width = left + size + 12
const height = bottom + strip + 38

/** A reliability diagram: bars that end on the dashed line are confidence that keeps its word. */
export const calibrationChart = ({ title, bins, ...axes }: Chart): Html => {
  const most = Math.max(1, ...bins.map(({ lines }) => lines))
  return html`<figure>
<figcaption>${title}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
${[0, 0.2, 0.4, 0.6, 0.8, 1].map(gridLine)}
${bins.map((bin, at) => column({ bin, at, most, bins: bins.length }, axes))}
<line class="ideal" x1="${left}" y1="${bottom}" x2="${left + size}" y2="${top}"/>
<text x="${left + size / 2}" y="${height - 6}" text-anchor="middle">${axes.promised}</text>
<text x="12" y="${top + size / 2}" text-anchor="middle" transform="rotate(-90 12 ${top + size / 2})">${axes.true}</text>
</svg>
</figure>`
}

const gridLine = (share: number): Html => {
  const y = bottom - share * size
  return html`<line class="grid" x1="${left}" y1="${y}" x2="${left + size}" y2="${y}"/>
<text x="${left - 5}" y="${y + 4}" text-anchor="end">${Math.round(share * 100)}</text>
<text x="${left + share * size}" y="${bottom + strip + 16}" text-anchor="middle">${Math.round(share * 100)}</text>`
}

interface Column {
  readonly bin: Bin
  readonly at: number
  readonly bins: number
  readonly most: number
}

const column = ({ bin, at, bins, most }: Column, axes: Pick<Chart, 'promised' | 'true'>): Html => {
  if (bin.lines === 0) return html``
  const wide = size / bins
  const x = left + at * wide
  const promisedY = round(bottom - bin.promised * size)
  const trueHeight = round(bin.true * size)
  const linesHeight = round((bin.lines / most) * (strip - 6))
  const told = `${bin.lines} 句；${axes.promised} ${formatShare(bin.promised)}，${axes.true} ${formatShare(bin.true)}`
  return html`<g><title>${told}</title>
<rect class="true" x="${x + 3}" y="${bottom - trueHeight}" width="${wide - 6}" height="${trueHeight}"/>
<line class="promised" x1="${x + 1}" y1="${promisedY}" x2="${x + wide - 1}" y2="${promisedY}"/>
<rect class="lines" x="${x + 3}" y="${bottom + 4}" width="${wide - 6}" height="${linesHeight}"/>
</g>`
}

const round = (length: number): number => Math.round(length * 10) / 10
