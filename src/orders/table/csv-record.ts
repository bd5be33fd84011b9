/** One record of a CSV file, line by line: a quoted cell may have several. */
export interface CsvRecord {
  readonly cells: readonly string[]
  readonly lines: readonly string[]
  /** A quoted cell goes on in the next line. */
  readonly isOpen: boolean
  /** A quote within a quoted cell is neither doubled nor its end. */
  readonly isLoose: boolean
  add(line: string): void
}

/**
 * Takes what writers of CSV write, and what people do to it: only a quote that begins a cell opens
 * it, and one that cannot be its end is a part of it.
 */
export function createRecord(delimiter: string): CsvRecord {
  const cells: string[] = []
  const lines: string[] = []
  let cell = ''
  let isOpen = false
  let isLoose = false

  function add(line: string): void {
    if (isOpen) cell += '\n'
    lines.push(line)
    let at = 0
    for (;;) {
      if (!isOpen && line[at] === '"') {
        isOpen = true
        at += 1
      }
      at = isOpen ? readQuoted(line, at) : readPlain(line, at)
      if (isOpen) return
      cells.push(cell)
      cell = ''
      if (at >= line.length) return
      at += 1
    }
  }

  /** Reads up to the delimiter, or the end. */
  function readPlain(line: string, from: number): number {
    const found = line.indexOf(delimiter, from)
    const end = found < 0 ? line.length : found
    cell = line.slice(from, end)
    return end
  }

  function readQuoted(line: string, from: number): number {
    let at = from
    for (;;) {
      const quote = line.indexOf('"', at)
      if (quote < 0) {
        cell += line.slice(at)
        return line.length
      }
      cell += line.slice(at, quote)
      const next = line[quote + 1]
      if (next === undefined || next === delimiter) {
        isOpen = false
        return quote + 1
      }
      cell += '"'
      at = quote + (next === '"' ? 2 : 1)
      if (next !== '"') isLoose = true
    }
  }

  return {
    cells,
    lines,
    get isOpen() {
      return isOpen
    },
    get isLoose() {
      return isLoose
    },
    add,
  }
}
