import { CsvError, type InfoRecord, type Parser, parse } from 'csv-parse'
import type { Piece } from './row.ts'
import { type Encoding, readText } from './text-file.ts'

const mostCharacters = 200_000
/** A file with more quotes out of place is no table. */
const mostRestarts = 50

/**
 * The rows of a CSV file. A quote that is not closed where it should be breaks one line and not the
 * rest: reading starts again on the line after it.
 */
export async function* readCsv(file: string, encoding: Encoding): AsyncIterable<Piece> {
  const delimiter = await delimiterOf(file, encoding)
  let line = 1
  for (let restarts = 0; ; restarts += 1) {
    const reading = createReading(line, delimiter)
    const text = afterLine(readText(file, encoding), line - 1)
    yield* rowsOf(text, reading)
    const { broken } = reading
    if (broken === undefined) return
    const givesUp = restarts === mostRestarts
    const lastRow = givesUp ? await linesOf(readText(file, encoding)) : broken.line
    const why = broken.code === 'CSV_MAX_RECORD_SIZE' ? 'too_long' : 'quote'
    yield { kind: 'broken', row: broken.line, lastRow, why }
    if (givesUp) return
    line = broken.line + 1
  }
}

async function* rowsOf(text: AsyncIterable<string>, reading: Reading): AsyncIterable<Piece> {
  for await (const piece of text) {
    await reading.take(piece)
    yield* reading.ready()
    if (reading.broken) return
  }
  await reading.end()
  yield* reading.ready()
}

interface Reading {
  /** What it was that could not be read, and where it began. */
  readonly broken: { readonly line: number; readonly code: string } | undefined
  take(piece: string): Promise<void>
  end(): Promise<void>
  /** The rows since the last call. */
  ready(): readonly Piece[]
}

/**
 * The parser is fed by hand: as a stream it would throw away the good rows that it has ready when a
 * bad one comes.
 */
function createReading(firstLine: number, delimiter: string): Reading {
  let rows: Piece[] = []
  let nextLine = firstLine
  let empty = 0
  let width = 0
  let broken: Reading['broken']

  function keep(cells: readonly string[], { empty_lines }: InfoRecord) {
    if (broken) return
    const row = nextLine + empty_lines - empty
    const lastRow = row + cells.reduce((sum, cell) => sum + lineBreaksIn(cell), 0)
    if (lastRow > row && holdsRows(cells, { delimiter, width }))
      broken = { line: row, code: 'joined' }
    else rows.push({ kind: 'cells', row, cells })
    width = Math.max(width, cells.length)
    nextLine = lastRow + 1
    empty = empty_lines
  }

  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: mostCharacters,
    on_record: (cells, info) => {
      keep(cells, info)
      return null
    },
  })
  parser.on('error', () => {})

  const settle = async (step: (parser: Parser, done: (error?: Error | null) => void) => void) => {
    const error = await new Promise<Error | null | undefined>((resolve) => step(parser, resolve))
    if (!error) return
    if (!(error instanceof CsvError)) throw error
    broken ??= { line: nextLine + parser.info.empty_lines - empty, code: error.code }
  }

  return {
    get broken() {
      return broken
    },
    take: (piece) => settle((to, done) => to.write(piece, done)),
    end: () => settle((to, done) => to.end(done)),
    ready() {
      const taken = rows
      rows = []
      return taken
    },
  }
}

const lineBreak = /\r\n|\n|\r/g
const lineBreaksIn = (text: string) => text.match(lineBreak)?.length ?? 0

interface Table {
  readonly delimiter: string
  readonly width: number
}

/** A remark may have several lines, but none that is as wide as the table or begins as its rows do. */
function holdsRows(cells: readonly string[], { delimiter, width }: Table): boolean {
  const begins = shapeOf(cells[0] ?? '')
  return cells.some((cell) =>
    cell.split(lineBreak).some((line, index) => {
      const [first = '', ...others] = line.split(delimiter)
      if (width > 2 && others.length + 1 >= width) return true
      return index > 0 && others.length > 0 && shapeOf(first) === begins
    }),
  )
}

const shapeOf = (text: string) => text.replace(/[\s"'=]/g, '').replace(/\d/g, '0')

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

/** How many lines there are, the last one too. */
async function linesOf(text: AsyncIterable<string>): Promise<number> {
  let lines = 0
  let last = ''
  for await (const piece of text) {
    // A break whose halves lie in two pieces was counted with the first one.
    lines += lineBreaksIn(piece) - (last === '\r' && piece.startsWith('\n') ? 1 : 0)
    last = piece.at(-1) ?? last
  }
  return last === '\n' || last === '\r' ? lines : lines + 1
}

/** The text that follows so many lines. */
async function* afterLine(text: AsyncIterable<string>, lines: number): AsyncIterable<string> {
  let left = lines
  let held = ''
  for await (const piece of text) {
    const whole = held + piece
    // Its line break may go on in the next piece.
    held = left > 0 && whole.endsWith('\r') ? '\r' : ''
    const here = held === '' ? whole : whole.slice(0, -1)
    const breaks = left > 0 ? Array.from(here.matchAll(lineBreak)) : []
    const last = breaks[left - 1]
    if (left > 0 && !last) left -= breaks.length
    else {
      yield here.slice(last ? last.index + last[0].length : 0)
      left = 0
    }
  }
  if (left === 0) yield held
}
