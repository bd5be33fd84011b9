import type { Table } from './bench.ts'

/** A title and aligned columns; a column stands where any row has it. */
export const formatTable = ({ title, rows }: Table): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => shown(row[column])))]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const aligned = lines.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  )
  return [title, ...aligned].join('\n')
}

/** Three digits are as many as a second run would give again. */
const shown = (value: string | number | undefined): string => {
  if (typeof value !== 'number') return value ?? ''
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0)
  return value.toPrecision(3)
}
