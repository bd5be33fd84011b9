import { type CsvErrorCode, parse } from 'csv-parse'
import { parse as parseWhole } from 'csv-parse/sync'

/** Records from lines as they come. Quotes that are out of place count as parts of their cells. */
export interface CsvReader {
  add(line: string): Promise<void>
  /** No line follows: what is still open stays so. */
  end(): Promise<void>
  /** The next record; a record may be known only when the line after it was added. */
  take(): readonly string[] | undefined
}

export function createReader(delimiter: string): CsvReader {
  const ready: (readonly string[])[] = []
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (cells: readonly string[]) => {
      ready.push(cells)
      return null
    },
  })
  // That a cell is still open at the end is seen by the record that does not come.
  parser.on('error', () => {})

  return {
    add: (line) => new Promise((resolve) => void parser.write(`${line}\n`, () => resolve())),
    end: () => new Promise((resolve) => void parser.end(() => resolve())),
    take: () => ready.shift(),
  }
}

/** All that is wrong with the quotes of one record, taken strictly. */
export function faultsOf(text: string, delimiter: string): ReadonlySet<CsvErrorCode> {
  const faults = new Set<CsvErrorCode>()
  parseWhole(text, {
    delimiter,
    record_delimiter: '\n',
    skip_records_with_error: true,
    on_skip: (fault) => {
      if (fault) faults.add(fault.code)
    },
  })
  return faults
}
