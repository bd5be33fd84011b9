import { type CsvRecord, openRecords } from './csv-records.ts'
import type { Piece } from './row.ts'
import { type Encoding, readText } from './text-file.ts'
import { type Lines, lineBreak, mostCharacters, openLines } from './text-lines.ts'

/** A file with more quotes out of place is no table. */
const mostBroken = 50

/**
 * The rows of a CSV file. A quote that is not closed where it should be breaks the one line that it
 * stands in: the next line is a row of its own.
 */
export async function* readCsv(file: string, encoding: Encoding): AsyncIterable<Piece> {
  const delimiter = await delimiterOf(file, encoding)
  const lines = openLines(readText(file, encoding))
  const records = openRecords(lines, delimiter)
  const table = createTable(delimiter)
  let row = 1
  let broken = 0
  for (;;) {
    const first = await lines.at(0)
    if (first === undefined) return
    if (first === '') {
      records.drop(1)
      row += 1
      continue
    }
    const record = await records.next()
    const isWhole = record !== undefined && table.takes(record)
    const count = isWhole ? record.lines.length : 1
    if (!isWhole) records.restart()
    if (isWhole) yield { kind: 'cells', row, cells: record.cells }
    else if (broken < mostBroken) {
      broken += 1
      const why = first.length > mostCharacters ? 'too_long' : 'quote'
      yield { kind: 'broken', row, lastRow: row, why, lines: [looseCells(first, delimiter)] }
    } else {
      const rest = await restOf(lines, delimiter)
      yield { kind: 'broken', row, lastRow: row + rest.length - 1, why: 'quote', lines: rest }
      return
    }
    records.drop(count)
    row += count
  }
}

/** Tells a cell of several lines from a quote that took the next rows along. */
function createTable(delimiter: string) {
  let width = 0
  /** How many cells the last row of one line had. */
  let usual = 0

  const isWide = (line = '') => line.split(delimiter).length >= usual

  /** A remark may have several lines, but none that is as wide as the table or begins as its rows do. */
  function holdsRows(cells: readonly string[]): boolean {
    const begins = shapeOf(cells[0] ?? '')
    return cells.some((cell) =>
      cell.split(lineBreak).some((line, index) => {
        const [first = '', ...others] = line.split(delimiter)
        if (width > 2 && others.length + 1 >= width) return true
        return index > 0 && others.length > 0 && shapeOf(first) === begins
      }),
    )
  }

  function isJoined({ cells, lines }: CsvRecord): boolean {
    if (holdsRows(cells)) return true
    if (usual < 2) return false
    const fits = cells.length === usual || cells.length === width
    // Taken apart at every delimiter, its first line would be a row, and its last one too.
    return !fits || (isWide(lines[0]) && isWide(lines.at(-1)))
  }

  return {
    takes(record: CsvRecord): boolean {
      const isLong = record.lines.length > 1
      if (isLong && isJoined(record)) return false
      if (!isLong) usual = record.cells.length
      width = Math.max(width, record.cells.length)
      return true
    },
  }
}

const shapeOf = (text: string) => text.replace(/[\s"'=]/g, '').replace(/\d/g, '0')

/** What a line would say if none of its quotes meant anything. */
const looseCells = (line: string, delimiter: string) =>
  line.split(delimiter).map((cell) => cell.replaceAll('"', ''))

async function restOf(lines: Lines, delimiter: string): Promise<readonly (readonly string[])[]> {
  const rest: (readonly string[])[] = []
  for (;;) {
    const line = await lines.at(0)
    if (line === undefined) return rest
    rest.push(looseCells(line, delimiter))
    lines.drop(1)
  }
}

/** The one that some line at the beginning has most of. */
async function delimiterOf(file: string, encoding: Encoding): Promise<string> {
  let head = ''
  for await (const piece of readText(file, encoding)) {
    head = piece
    break
  }
  const lines = head.split(lineBreak).slice(0, 20)
  const most = (mark: string) => Math.max(...lines.map((line) => line.split(mark).length))
  return [',', '\t', ';'].reduce((best, mark) => (most(mark) > most(best) ? mark : best))
}
