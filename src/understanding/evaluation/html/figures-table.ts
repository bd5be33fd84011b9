import type { Changes } from '../changes.ts'
import {
  bestAmong,
  type Figure,
  type FigureKey,
  figures,
  formatChange,
  formatFigure,
  latencyRatio,
} from '../figures.ts'
import type { Report } from '../report.ts'
import { type Html, html } from './html.ts'

/** An engine beside what changed of it; no changes where there is nothing to compare with. */
export interface Shown {
  readonly report: Report
  readonly changes: Changes | undefined
}

/** What is looked at first, and shown large. */
const headline: readonly FigureKey[] = ['accuracy', 'macroF1', 'top3', 'auroc', 'ece', 'p50Us']

/** The figures of one engine alone. */
export const figureTiles = (shown: Shown): Html => {
  const tile = (figure: Figure): Html =>
    html`<div><span class="faint">${figure.name['zh-CN']}</span><b>${formatFigure(figure, shown.report[figure.key])}</b>${change(figure, shown)}</div>\n`
  const isLarge = ({ key }: Figure) => headline.includes(key)
  return html`<div class="tiles large">${figures.filter(isLarge).map(tile)}</div>
<div class="tiles">${figures.filter((figure) => !isLarge(figure)).map(tile)}</div>`
}

/** The figures of several engines, a column each. */
export const figureTable = (all: readonly Shown[]): Html => {
  const reports = all.map(({ report }) => report)
  const [first] = reports
  const ratios =
    first &&
    html`<tr><th scope="row">延迟 p50 倍数</th>${reports.map((each) => html`<td>${latencyRatio(first, each)}</td>`)}</tr>\n`
  return html`<div class="scroll"><table>
<thead><tr><th></th>${reports.map(({ engine }) => html`<th scope="col">${engine}</th>`)}</tr></thead>
<tbody>${figures.map(
    (figure) => html`<tr><th scope="row">${figure.name['zh-CN']}</th>${cells(figure, all)}</tr>
${figure.key === 'p50Us' ? ratios : undefined}`,
  )}</tbody>
</table></div>`
}

const cells = (figure: Figure, all: readonly Shown[]): Html[] => {
  const best = bestAmong(
    figure,
    all.map(({ report }) => report),
  )
  return all.map((shown) => {
    const value = shown.report[figure.key]
    const text = formatFigure(figure, value)
    const cell = value !== undefined && value === best ? html`<b>${text}</b>` : text
    return html`<td>${cell}${change(figure, shown)}</td>`
  })
}

/** The change since the baseline, in the colour of better or worse. */
const change = (figure: Figure, { report, changes }: Shown): Html | undefined => {
  const before = changes?.figures.find((each) => each.figure.key === figure.key)?.before
  const text = formatChange(figure, before, report[figure.key])
  if (text === '') return undefined
  const isBetter = text.startsWith('+') === (figure.better === 'more')
  return html`<small class="${isBetter ? 'good' : 'bad'}">${text}（原 ${formatFigure(figure, before)}）</small>`
}
