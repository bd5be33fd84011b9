import { byPlace, type Fault, where } from './fault.ts'

export interface ReportStyle {
  readonly locale: 'zh-CN' | 'en'
  readonly color: boolean
}

/** Faults for a terminal: place, message, the line with a caret under the spot, and the remedy. */
export const formatFaults = (
  faults: readonly Fault[],
  { locale, color }: ReportStyle = { locale: 'zh-CN', color: false },
): string => {
  const zh = locale === 'zh-CN'
  const paint = color ? painted : plain
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const blocks = [...faults].sort(byPlace).map((fault) => {
    const kind = fault.severity === 'error' ? (zh ? '错误' : 'error') : zh ? '提醒' : 'warning'
    const message = zh ? fault.message : fault.messageEn
    const remedy = zh ? fault.remedy : fault.remedyEn
    return [
      `${paint.bold(where(fault))}  ${paint[fault.severity](kind)}  ${visible(message)}`,
      ...pointAt(fault),
      ...(remedy ? [`    ${paint.remedy(`→ ${visible(remedy)}`)}`] : []),
    ].join('\n')
  })
  return [...blocks, summary(errors, faults.length - errors, zh)].join('\n\n')
}

const summary = (errors: number, warnings: number, zh: boolean): string => {
  if (zh) return `${errors} 个错误，${warnings} 个提醒`
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}`
}

const widest = 90

/** The line, cut to what fits around the spot, and a caret under it. */
const pointAt = ({ sourceLine, column }: Fault): string[] => {
  if (sourceLine.trim() === '') return []
  const before = [...visible(sourceLine.slice(0, column - 1)).trimStart()]
  const after = [...visible(sourceLine.slice(column - 1))]
  let shown = before
  while (widthOf(shown) > widest / 2) shown = shown.slice(1)
  const cut = shown.length < before.length ? '…' : ''
  let rest = after
  while (widthOf(rest) > widest - widthOf(shown)) rest = rest.slice(0, -1)
  const end = rest.length < after.length ? '…' : ''
  const indent = ' '.repeat(widthOf([...cut, ...shown]))
  return [`    ${cut}${shown.join('')}${rest.join('')}${end}`, `    ${indent}^`]
}

/** Nothing that would move the cursor, colour the terminal or turn the text around. */
const visible = (text: string) =>
  text.replace(/[\t\r\n]/g, ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�')

/** Columns on a terminal: Chinese characters and emoji take two, combining marks none. */
const widthOf = (characters: readonly string[]): number => {
  let width = 0
  for (const character of characters) {
    if (/^(?:\p{M}|\p{Cf})/u.test(character)) continue
    width += wide.test(character) ? 2 : 1
  }
  return width
}

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u

const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`
const painted = { bold: sgr(1), error: sgr(31), warning: sgr(33), remedy: sgr(36) }
const same = (text: string) => text
const plain = { bold: same, error: same, warning: same, remedy: same }
