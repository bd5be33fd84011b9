import { type Locale, sentences } from './sentences.ts'
import type { Totals } from './totals.ts'

/** What became of each row of a file. */
export interface ImportReport extends Totals {
  readonly file: string
  readonly refusals: readonly Refusal[]
  /** Whole sentences about what else the reader should know. */
  readonly notes: readonly string[]
}

/** One thing that is wrong; a refused row has one or more. */
export interface Refusal {
  readonly sheet?: string
  readonly row: number
  /** As spreadsheets call it: `C`; absent when it is about the whole row. */
  readonly column?: string
  readonly heading?: string
  readonly message: string
}

const colonOf = (locale: Locale) => (locale === 'en' ? ': ' : '：')

/** `orders.csv:12:C 运单号：…` */
export function lineOf(refusal: Refusal, file: string, locale: Locale): string {
  const { sheet, row, column, heading, message } = refusal
  const place = [file, sheet, row, column].filter((part) => part !== undefined).join(':')
  return `${place}${heading === undefined ? '' : ` ${heading}`}${colonOf(locale)}${message}`
}

/** The whole of it, for a terminal. */
export function formatReport(report: ImportReport, locale: Locale): string {
  const say = sentences[locale]
  const colon = colonOf(locale)
  const refusals = report.refusals.map((refusal) => `  ${lineOf(refusal, report.file, locale)}`)
  return [
    `${report.file}${colon}${say.summary(report)}`,
    ...(refusals.length > 0 ? [say.refusals, ...refusals] : []),
    ...(report.notes.length > 0 ? [say.notes, ...report.notes.map((note) => `  ${note}`)] : []),
  ].join('\n')
}

/** 0 -> A, 26 -> AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}
