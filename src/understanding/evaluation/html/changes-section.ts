import type { Changes, IntentChange, LineChange } from '../changes.ts'
import { formatChange, formatShare } from '../figures.ts'
import { type Html, html } from './html.ts'
import type { Names } from './names.ts'

const mostIntents = 8

/** Which intents and which lines turned since the baseline; the figures stand in their own table. */
export const changesSection = (changes: Changes, names: Names): Html => html`<h3>与基线相比</h3>
${changes.unmatched > 0 ? html`<p class="note">有 ${changes.unmatched} 句只在其中一次测过，数字的变化也包含这个原因。</p>` : undefined}
<div class="charts">
${intentList('进步最多的意图（F1）', changes.gained, names)}
${intentList('退步最多的意图（F1）', changes.lost, names)}
</div>
${lineList('变错', changes.becameWrong, names)}
${lineList('变对', changes.becameRight, names)}`

const intentList = (title: string, intents: readonly IntentChange[], names: Names): Html => {
  if (intents.length === 0) return html`<p class="faint">${title}：没有</p>`
  return html`<div><p class="faint">${title}</p><table><tbody>${intents
    .slice(0, mostIntents)
    .map(
      ({ intent, before, after }) =>
        html`<tr><td class="intent">${names.full(intent)}</td><td>${formatShare(before)} → ${formatShare(after)}<small class="${after > before ? 'good' : 'bad'}">${formatChange({ unit: 'share' }, before, after)}</small></td></tr>`,
    )}</tbody></table></div>`
}

const lineList = (title: string, lines: readonly LineChange[], names: Names): Html =>
  html`<details${lines.length > 0 ? html` open` : undefined}>
<summary><span>${lines.length} 句</span>${title}的句子</summary>
<ul>${lines.map(
    ({ text, intent, before, after }) =>
      html`<li><div>${text}</div><div></div><div>应是 ${names.short(intent)}；原先 ${names.short(before)}，现在 ${names.short(after)}</div></li>`,
  )}</ul>
</details>`
