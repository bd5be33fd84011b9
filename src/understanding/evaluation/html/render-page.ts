import { createHash } from 'node:crypto'
import { type Baseline, changesSince } from '../changes.ts'
import type { Run } from '../report.ts'
import { calibrationChart } from './calibration-chart.ts'
import { changesSection } from './changes-section.ts'
import { confusionList, intentsTable } from './engine-sections.ts'
import { figureTable, figureTiles, type Shown } from './figures-table.ts'
import { glossary } from './glossary.ts'
import { type Html, html } from './html.ts'
import { matrix } from './matrix.ts'
import { type Names, namesIn } from './names.ts'
import { script } from './script.ts'
import { style } from './style.ts'

export interface PageTask {
  readonly run: Run
  readonly baseline: Baseline | undefined
  readonly timeZone: string
}

/** The run as one self-contained page for operators. */
export const renderPage = ({ run, baseline, timeZone }: PageTask): string => {
  const when = (at: number) => new Date(at).toLocaleString('zh-CN', { timeZone })
  const all = run.reports.map((report): Shown => {
    const before = baseline?.reports.find(({ engine }) => engine === report.engine)
    return { report, changes: before === undefined ? undefined : changesSince(before, report) }
  })
  const [first] = all
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>意图识别评测 ${when(run.at)}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<header>
<h1>意图识别评测</h1>
${heading(run, when(run.at))}
${baseline === undefined ? undefined : html`<p class="faint">与 ${when(baseline.at)} 的结果相比（${baseline.test}）</p>`}
${all.length > 1 ? html`<nav>${all.map(({ report }) => html`<a href="#${report.engine}">${report.engine}</a>`)}</nav>` : undefined}
</header>
${first !== undefined && all.length === 1 ? figureTiles(first) : figureTable(all)}
${all.map((each) => engineSection(each, namesIn(run), all.length > 1))}
${glossary()}
</main>
<script>${{ markup: script }}</script>
</body>
</html>
`
  return page.markup
}

/** Customers' texts stand in the page: should one ever pass for markup, it still runs nothing. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash(
  'sha256',
)
  .update(script)
  .digest('base64')}'`

const heading = (run: Run, when: string): Html => {
  const { test, train, perClass, examples, intents, known, untrained, reports } = run
  const each = perClass === undefined ? '' : `，每个意图只取前 ${perClass} 句`
  return html`<p class="faint">${when}</p>
<p class="faint">测试：${test}，${reports[0]?.lines ?? 0} 句</p>
<p class="faint">训练：${train ?? '本店知识库'}，${examples} 句，${intents} 个意图${each}</p>
${known > 0 ? html`<p class="faint note">有 ${known} 句在训练里原样出现过。</p>` : undefined}
${untrained.length > 0 ? html`<p class="faint note">训练里没有这些意图，它们的句子不可能答对：${untrained.join('、')}</p>` : undefined}`
}

const engineSection = ({ report, changes }: Shown, names: Names, hasOthers: boolean): Html => html`
<section id="${report.engine}">
${hasOthers ? html`<h2>${report.engine}</h2>` : undefined}
${changes && changesSection(changes, names)}
<h3>校准</h3>
<p class="faint">蓝柱是实际比例，红线是引擎自称的比例，两者越近越可信；下方灰柱是句数。</p>
<div class="charts">
${calibrationChart({ title: '意图', bins: report.confidenceBins, promised: '自称的把握 %', true: '实际答对 %' })}
${
  report.scopeBins.length === 0
    ? undefined
    : calibrationChart({
        title: '是不是本店业务',
        bins: report.scopeBins,
        promised: '自称是业务的把握 %',
        true: '实际是业务 %',
      })
}
</div>
<h3>逐个意图</h3>
${intentsTable(report, names)}
${report.confusions.length > 0 ? html`<h3>混淆矩阵</h3>${matrix(report, names)}` : undefined}
<h3>认错的句子</h3>
${confusionList(report, names)}
</section>`
