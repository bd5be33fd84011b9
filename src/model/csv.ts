export type Cell = string | number | null

/**
 * A table as spreadsheets read it: UTF-8 with its mark, so that Chinese is Chinese, and CRLF. Text
 * that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`

/**
 * What begins a formula, in full width too, as Chinese Excel reads it; some programs leave out the
 * blanks and the unseen before it.
 */
const opener = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u

const cellOf = (value: Cell): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = opener.test(value) ? `'${value}` : value
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** XML knows no such signs: a spreadsheet that met one would refuse the whole file. */
export const withoutUnseen = (value: Cell): Cell =>
  typeof value === 'string' ? value.replace(unknownToXml, '') : value

const unknownToXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
