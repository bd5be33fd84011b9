import { formatShare } from '../figures.ts'
import type { Confusion, IntentReport, Mistake, Report } from '../report.ts'
import { type Html, html } from './html.ts'
import type { Names } from './names.ts'

const mostPairs = 200
const mostOpen = 10

/** Sortable by every column. */
export const intentsTable = ({ intents }: Report, names: Names): Html => html`
<div class="scroll"><table>
<thead><tr>${['意图', '句数', '精确率', '召回率', 'F1'].map((head) => html`<th scope="col"><button type="button">${head}</button></th>`)}</tr></thead>
<tbody>${intents.map((each) => intentRow(each, names))}</tbody>
</table></div>`

const intentRow = ({ intent, lines, precision, recall, f1 }: IntentReport, names: Names): Html =>
  html`<tr><td class="intent">${names.full(intent)}</td><td>${lines}</td>${[precision, recall].map(shareCell)}
<td data-value="${f1.toFixed(4)}">${formatShare(f1)}<span class="bar"><i style="width:${Math.round(f1 * 100)}%"></i></span></td></tr>\n`

const shareCell = (share: number): Html =>
  html`<td data-value="${share.toFixed(4)}">${formatShare(share)}</td>`

/** Every mistake under its pair of intents, beside the training example that resembles it most. */
export const confusionList = ({ confusions }: Report, names: Names): Html => {
  if (confusions.length === 0) return html`<p class="faint">没有认错的句子。</p>`
  const rest = confusions.length - mostPairs
  return html`<p class="faint">每句之后是把握，以及训练里最像它的例句和相似度。例句的意图写成<span class="good">绿色</span>表示它指向正确的意图，<span class="bad">红色</span>表示它可能把识别带偏了。</p>
${confusions.slice(0, mostPairs).map((pair, at) => pairDetails(pair, names, at < mostOpen))}
${rest > 0 ? html`<p class="faint">……还有 ${rest} 对，见同名的 JSON。</p>` : undefined}`
}

const pairDetails = (pair: Confusion, names: Names, open: boolean): Html =>
  html`<details${open ? html` open` : undefined}>
<summary><span>${pair.lines} 句</span>应是 ${names.full(pair.expected)} → 认成 ${names.full(pair.got)}</summary>
<ul>${pair.mistakes.map((mistake) => mistakeItem(mistake, pair, names))}</ul>
</details>\n`

const mistakeItem = (
  { text, confidence, nearest }: Mistake,
  pair: Confusion,
  names: Names,
): Html => {
  if (nearest === undefined)
    return html`<li><div>${text}</div><div>${formatShare(confidence)}</div><div>训练里没有相像的例句</div></li>`
  const { intent, likeness } = nearest
  const tone = intent === pair.expected ? 'good' : intent === pair.got ? 'bad' : ''
  return html`<li><div>${text}</div><div>${formatShare(confidence)}</div><div>最近：「${nearest.text}」<span class="${tone}">${names.short(intent)}</span> ${likeness.toFixed(2)}</div></li>`
}
