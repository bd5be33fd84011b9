import { numberKey } from '../../model/number-key.ts'
import type { Piece } from '../table/row.ts'
import { readNumber } from './cells.ts'
import { type Columns, columnsOf, misspelt } from './columns.ts'
import type { NumberedRow } from './draft.ts'
import type { ReadMoment } from './moments.ts'
import { type RowRead, readRow } from './read-row.ts'
import { columnLetter, type Refusal } from './report.ts'
import type { Say } from './sentences.ts'

/** A file, read: its orders, and what is wrong with the rest. */
export interface ReadFile {
  /** Under their keys, with what their rows say. */
  readonly orders: ReadonlyMap<string, readonly NumberedRow[]>
  /** Everything but headings and empty lines. */
  readonly rows: number
  readonly refusedRows: number
  readonly refusals: readonly Refusal[]
  /** Orders of which a row was refused, with that row. */
  readonly torn: ReadonlyMap<string, number>
  /** What there are columns for; none when no heading was found. */
  readonly columns: ReadonlySet<string>
  readonly notes: readonly string[]
}

export interface FileReader {
  readonly readMoment: ReadMoment
  readonly now: number
  readonly say: Say
  /** What comes after so many rows is refused: the rows that are read stay in memory. */
  readonly mostRows: number
}

const headingWithin = 20

/** Reads a table from top to bottom; of its rows only what they say is kept. */
export async function readRows(
  pieces: AsyncIterable<Piece>,
  reader: FileReader,
): Promise<ReadFile> {
  const reading = createReading(reader)
  for await (const piece of pieces) {
    if (piece.kind === 'sheet') reading.begin(piece.name)
    else if (piece.kind === 'broken') reading.refuseBroken(piece)
    else reading.take(piece)
  }
  return reading.end()
}

type Cells = Extract<Piece, { kind: 'cells' }>
type BrokenRow = Extract<Piece, { kind: 'broken' }>
type Faulty = Extract<RowRead, { kind: 'faults' }>

function createReading(reader: FileReader) {
  const { say, mostRows } = reader
  const orders = new Map<string, NumberedRow[]>()
  const refusals: Refusal[] = []
  const torn = new Map<string, number>()
  const fields = new Set<string>()
  const notes: string[] = []
  let rows = 0
  let refusedRows = 0
  let beyond: { readonly first: number; last: number } | undefined
  let sheet: string | undefined
  let columns: Columns | undefined
  let before: Cells[] = []

  const placed = () => (sheet === undefined ? {} : { sheet })

  function begin(name: string | undefined) {
    endSheet()
    sheet = name
    columns = undefined
    before = []
  }

  function endSheet() {
    if (columns || before.length === 0) return
    if (sheet !== undefined) notes.push(say.sheetWithoutHeading(sheet))
    for (const { cells } of before)
      for (const [written, meant] of misspelt(cells)) notes.push(say.didYouMean(written, meant))
  }

  function lookForHeading(piece: Cells) {
    columns = columnsOf(piece.cells)
    if (!columns) {
      if (before.length < headingWithin) before.push(piece)
      return
    }
    for (const field of Object.keys(columns.at)) fields.add(field)
    if (before.length > 0) notes.push(say.beforeHeading(before.length))
    if (columns.unused.length > 0) notes.push(say.unused(columns.unused.join(say.comma)))
  }

  function take(piece: Cells) {
    if (!columns) return before.length < headingWithin ? lookForHeading(piece) : undefined
    const { row } = piece
    const read = readRow(piece.cells, { ...reader, columns })
    if (read.kind === 'blank') return
    rows += 1
    if (rows > mostRows) return refuseBeyond(row, read)
    if (read.kind === 'faults') return refuse(row, read)
    const key = numberKey(read.row.orderNo)
    const numbered: NumberedRow = { row, ...placed(), says: read.row }
    const others = orders.get(key)
    if (others) others.push(numbered)
    else orders.set(key, [numbered])
  }

  function refuse(row: number, { faults, orderNo }: Faulty) {
    refusedRows += 1
    if (orderNo !== undefined) torn.set(numberKey(orderNo), row)
    for (const { column, message } of faults) {
      const heading = column === undefined ? undefined : columns?.names[column]
      refusals.push({
        ...placed(),
        row,
        ...(column !== undefined && { column: columnLetter(column) }),
        ...(heading !== undefined && { heading }),
        message,
      })
    }
  }

  function refuseBroken(piece: BrokenRow) {
    const { row, lines } = piece
    rows += lines.length
    refusedRows += lines.length
    refusals.push({ ...placed(), row, message: sentenceOf(piece) })
    for (const [index, cells] of lines.entries()) tearAll(cells, row + index)
  }

  /** Whichever of its cells is the number of an order: without this row that order is not whole. */
  function tearAll(cells: readonly string[], row: number) {
    for (const cell of cells) {
      const number = readNumber(cell, say)
      if (number.kind === 'value') torn.set(numberKey(number.value), row)
    }
  }

  function sentenceOf({ row, lastRow, why }: BrokenRow): string {
    switch (why) {
      case 'quote':
        return lastRow === row ? say.quote : say.brokenTo(lastRow)
      case 'too_long':
        return say.rowTooLong
      default:
        return why satisfies never
    }
  }

  function refuseBeyond(row: number, read: Exclude<RowRead, { kind: 'blank' }>) {
    refusedRows += 1
    const { orderNo } = read.kind === 'row' ? read.row : read
    const key = orderNo === undefined ? undefined : numberKey(orderNo)
    if (key !== undefined && orders.has(key)) torn.set(key, row)
    beyond ??= { first: row, last: row }
    beyond.last = row
  }

  function end(): ReadFile {
    endSheet()
    if (beyond)
      refusals.push({ ...placed(), row: beyond.first, message: say.tooMany(beyond.last, mostRows) })
    return { orders, rows, refusedRows, refusals, torn, columns: fields, notes }
  }

  return { begin, take, refuseBroken, end }
}
