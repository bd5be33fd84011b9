/** Columns of a terminal, or as good as: a Chinese character takes two. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0)

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60]/

/** Rows as lines of text: the first cell to the left, the others to the right, columns aligned. */
export const alignRows = (rows: readonly (readonly string[])[]): string[] => {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  )
  const spaces = (cell: string, column: number) =>
    ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)))
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? `${cell}${spaces(cell, column)}` : `${spaces(cell, column)}${cell}`,
      )
      .join('  ')
      .trimEnd(),
  )
}

/** A customer's text in one line, without what would move the cursor or turn the text around. */
export const inOneLine = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�')
