import { GatewayError } from '../../model/errors.ts'
import type { Locale } from './figures.ts'
import type { EvalLine } from './report.ts'
import { inOneLine } from './text/columns.ts'

/** Where the lines come from, and the language of whoever reads the faults. */
export interface LinesFrom {
  readonly file: string
  readonly locale: Locale
}

type Slip = 'notJson' | 'notObject' | 'text' | 'intent' | 'alt'

const mostFaults = 20
const mostShown = 40

/**
 * Labelled lines from JSONL, `{"text": …, "intent": …, "alt"?: … or […]}` a line; blank lines are
 * passed over. All faults are told at once, each with its place.
 */
export const parseLines = (
  jsonl: string,
  { file, locale }: LinesFrom = { file: 'jsonl', locale: 'zh-CN' },
): EvalLine[] => {
  const say = texts[locale]
  const lines: EvalLine[] = []
  const faults: string[] = []
  const rows = jsonl.replace(/^\uFEFF/, '').split(/\r?\n/)
  for (const [at, raw] of rows.entries()) {
    if (raw.trim() === '') continue
    const line = parseLine(raw)
    if (typeof line === 'string') faults.push(say.at(`${file}:${at + 1}`, say[line], shorten(raw)))
    else lines.push(line)
  }
  if (faults.length === 0 && lines.length === 0) faults.push(say.empty(file))
  if (faults.length === 0) return lines
  const more = faults.length > mostFaults ? [say.more(faults.length - mostFaults)] : []
  const message = [...faults.slice(0, mostFaults), ...more, say.remedy].join('\n')
  throw new GatewayError('bad_request', message, { path: file })
}

/** The line, or what is wrong with it. */
const parseLine = (raw: string): EvalLine | Slip => {
  const value = parseJson(raw)
  if (value === undefined) return 'notJson'
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'notObject'
  const { text, intent, alt } = value as Record<'text' | 'intent' | 'alt', unknown>
  if (typeof text !== 'string') return 'text'
  if (!isName(intent)) return 'intent'
  if (alt === undefined) return { text, intent }
  return isName(alt) || (Array.isArray(alt) && alt.every(isName)) ? { text, intent, alt } : 'alt'
}

const parseJson = (raw: string): unknown => {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const shorten = (raw: string): string => {
  const shown = inOneLine(raw).trim()
  return shown.length > mostShown ? `${shown.slice(0, mostShown)}…` : shown
}

const texts = {
  'zh-CN': {
    at: (place: string, slip: string, raw: string) => `${place}：${slip}：${raw}`,
    notJson: '不是 JSON',
    notObject: '不是 {…}',
    text: '缺 "text"，它应是一句话（字符串）',
    intent: '缺 "intent"，它应是意图的编号（非空字符串）',
    alt: '"alt" 应是意图的编号，或编号的列表',
    empty: (file: string) => `${file}：一句也没有`,
    more: (count: number) => `……还有 ${count} 行有错`,
    remedy: '应是一行一个 {"text": "…", "intent": "…", "alt": "…（可省）"}',
  },
  en: {
    at: (place: string, slip: string, raw: string) => `${place}: ${slip}: ${raw}`,
    notJson: 'not JSON',
    notObject: 'not an object {…}',
    text: '"text" must be a sentence (a string)',
    intent: '"intent" must be the id of an intent (a string that is not empty)',
    alt: '"alt" must be the id of an intent or a list of them',
    empty: (file: string) => `${file}: holds no line`,
    more: (count: number) => `… and ${count} more`,
    remedy: 'Expected one {"text": "…", "intent": "…", "alt": "… (optional)"} a line',
  },
} as const
