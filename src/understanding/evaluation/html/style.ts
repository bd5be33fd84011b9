/** The report's look: light or dark as the reader's system is, one column, also on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fff; --panel: #f6f7f9; --ink: #1b1f24; --faint: #626b77; --line: #e1e5ea;
  --accent: #2563c9; --good: #1a7f4b; --bad: #c0392b; --warn: #8a5a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --panel: #1c2127; --ink: #e4e7eb; --faint: #98a2ae; --line: #2f363f;
    --accent: #6ea3f5; --good: #5cc58f; --bad: #f08a7c; --warn: #e0b15a;
  }
}
* { box-sizing: border-box }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6; font-size: 15px;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 80px }
h1 { font-size: 26px; line-height: 1.3; margin: 0 0 6px }
h2 { font-size: 20px; margin: 56px 0 4px; padding-top: 20px; border-top: 1px solid var(--line) }
h3 { font-size: 16px; margin: 36px 0 10px }
p { margin: 4px 0 }
a { color: var(--accent) }
code { font: 12px ui-monospace, Menlo, Consolas, monospace; color: var(--faint) }
.faint { color: var(--faint); font-size: 13px }
.note { color: var(--warn) }
.good { color: var(--good) }
.bad { color: var(--bad) }
header { margin-bottom: 24px }
nav { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 12px }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(175px, 1fr)); gap: 12px; margin: 28px 0 }
.tiles.large { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)) }
.tiles + .tiles { margin-top: -16px }
.tiles div { background: var(--panel); border-radius: 10px; padding: 12px 16px }
.tiles span, .tiles b, .tiles small { display: block }
.tiles b { font-size: 17px; line-height: 1.5; font-weight: 600; white-space: nowrap }
.tiles.large b { font-size: 26px; line-height: 1.35 }
.tiles small { font-size: 12px; line-height: 1.4 }

.scroll { overflow-x: auto; max-width: 100% }
table { border-collapse: collapse; width: 100% }
th, td { padding: 6px 12px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 9em }
thead th { font-weight: 600; font-size: 13px; color: var(--faint); vertical-align: bottom }
tbody th { font-weight: 400 }
td small { display: block; font-size: 12px; line-height: 1.3; white-space: nowrap }
td .bar { display: inline-block; width: 72px; height: 7px; margin-left: 10px; border-radius: 4px; background: var(--line); overflow: hidden }
td .bar i { display: block; height: 100%; background: var(--accent) }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer }
th button::after { content: "↕"; margin-left: 4px; opacity: .35 }
th[aria-sort=ascending] button::after { content: "↑"; opacity: 1 }
th[aria-sort=descending] button::after { content: "↓"; opacity: 1 }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 24px }
figure { margin: 0 }
figcaption { font-weight: 600; font-size: 14px; margin-bottom: 4px }
svg { display: block; width: 100%; max-width: 420px }
svg text { font-size: 11px; fill: var(--faint) }
svg .grid { stroke: var(--line) }
svg .ideal { stroke: var(--faint); stroke-dasharray: 4 4 }
svg .true { fill: var(--accent); fill-opacity: .75 }
svg .promised { stroke: var(--bad); stroke-width: 2.5 }
svg .lines { fill: var(--faint); fill-opacity: .45 }

.matrix table { width: auto; font-size: 12px }
.matrix th, .matrix td { border: 1px solid var(--line); padding: 0; height: 24px; min-width: 24px; text-align: center }
.matrix thead th { padding: 6px 0; font-weight: 400; font-size: 12px; border-top: 0 }
.matrix thead span { writing-mode: vertical-rl; white-space: nowrap; line-height: 1.2; vertical-align: bottom }
.matrix tbody th, .matrix thead td { position: sticky; left: 0; background: var(--paper); text-align: right; padding: 0 8px 0 0; white-space: nowrap; border-left: 0; min-width: 0 }
.matrix .hit { background: color-mix(in srgb, var(--good) calc(var(--share) * 55%), transparent) }
.matrix .miss { background: color-mix(in srgb, var(--bad) calc(12% + var(--share) * 70%), transparent) }

details { border: 1px solid var(--line); border-radius: 10px; margin: 8px 0 }
summary { padding: 9px 14px; cursor: pointer }
summary > span { float: right; margin-left: 14px; color: var(--faint) }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 24px; margin: 14px 0; font-size: 14px }
dt { font-weight: 600 }
dd { margin: 0; color: var(--faint) }
ul { list-style: none; margin: 0; padding: 0 }
details ul { border-top: 1px solid var(--line) }
details li { display: grid; grid-template-columns: minmax(0, 5fr) 4.5em minmax(0, 6fr); gap: 2px 16px; padding: 8px 14px }
details li + li { border-top: 1px solid var(--line) }
details li > :nth-child(2) { text-align: right; color: var(--faint) }
details li > :nth-child(3) { font-size: 13px; color: var(--faint); padding-top: 2px }

@media (max-width: 640px) {
  main { padding: 24px 16px 48px }
  h1 { font-size: 22px }
  .tiles, .tiles.large { grid-template-columns: 1fr 1fr; gap: 8px }
  .tiles + .tiles { margin-top: -20px }
  .tiles.large b { font-size: 22px }
  th, td { padding: 6px 5px; font-size: 13px }
  th:first-child, td:first-child { min-width: 7em }
  th button::after { margin-left: 1px }
  td .bar { display: none }
  .intent code { display: block }
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: 10px }
  details li { grid-template-columns: minmax(0, 1fr) auto }
  details li > :nth-child(3) { grid-column: 1 / -1 }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --panel: #f6f7f9; --ink: #111; --faint: #555; --line: #ddd; --accent: #2563c9; --good: #1a7f4b; --bad: #c0392b; --warn: #8a5a00 }
  body { font-size: 11px; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  main { max-width: none; padding: 0 }
  header { margin-bottom: 24px }
nav { display: none }
  .scroll { overflow: visible }
  .matrix table { zoom: .6 }
  tr, li, .tiles div, .charts, .matrix { break-inside: avoid }
  h2, h3, h3 + p, summary { break-after: avoid }
}
`
