import type { Report, Verdict } from '../report.ts'
import { isRight } from '../share.ts'
import { type Html, html } from './html.ts'
import type { Names } from './names.ts'

const mostIntents = 40

/** Rows are what lines should be, columns what they were taken for; only intents with mistakes. */
export const matrix = ({ verdicts }: Report, { plain }: Names): Html => {
  const confused = confusedIntents(verdicts)
  const intents = confused.slice(0, mostIntents).sort()
  const counts = countsOf(verdicts)
  const lines = new Map<string, number>()
  for (const { intent } of verdicts) lines.set(intent, (lines.get(intent) ?? 0) + 1)
  const cell = (expected: string, got: string): Html => {
    const count = counts.get(JSON.stringify([expected, got])) ?? 0
    if (count === 0) return html`<td></td>`
    const share = (count / (lines.get(expected) ?? 1)).toFixed(3)
    const told = `应是 ${plain(expected)}，认成 ${plain(got)}：${count} 句`
    return html`<td class="${expected === got ? 'hit' : 'miss'}" style="--share:${share}" title="${told}">${count}</td>`
  }
  return html`<p class="faint">行是应是的意图，列是认成的意图；颜色深浅是占该行的比例。${
    confused.length > mostIntents
      ? `有错的意图共 ${confused.length} 个，这里是出错最多的 ${mostIntents} 个。`
      : '没有出过错的意图不列。'
  }</p>
<div class="scroll matrix"><table>
<thead><tr><td></td>${intents.map((got) => html`<th scope="col"><span>${plain(got)}</span></th>`)}</tr></thead>
<tbody>${intents.map(
    (expected) =>
      html`<tr><th scope="row">${plain(expected)}</th>${intents.map((got) => cell(expected, got))}</tr>\n`,
  )}</tbody>
</table></div>`
}

/** The most often confused first. */
const confusedIntents = (verdicts: readonly Verdict[]): string[] => {
  const mistakes = new Map<string, number>()
  for (const verdict of verdicts) {
    if (isRight(verdict)) continue
    for (const intent of [verdict.intent, verdict.got]) {
      mistakes.set(intent, (mistakes.get(intent) ?? 0) + 1)
    }
  }
  return [...mistakes].sort(([, a], [, b]) => b - a).map(([intent]) => intent)
}

/** An alternative that is right counts for the label. */
const countsOf = (verdicts: readonly Verdict[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const verdict of verdicts) {
    const got = isRight(verdict) ? verdict.intent : verdict.got
    const key = JSON.stringify([verdict.intent, got])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
