import { createReader, faultsOf } from './csv-reader.ts'
import { type Lines, mostCharacters } from './text-lines.ts'

export interface CsvRecord {
  readonly cells: readonly string[]
  readonly lines: readonly string[]
}

/** Record by record, and from any line on when one has no end. */
export interface Records {
  /** The record that begins with the next line; nothing when it has no end. */
  next(): Promise<CsvRecord | undefined>
  /** These many lines are done with. */
  drop(count: number): void
  /** What was read of the lines ahead is forgotten. */
  restart(): void
}

export function openRecords(lines: Lines, delimiter: string): Records {
  let reader = createReader(delimiter)
  /** How many of the lines ahead the reader has. */
  let added = 0

  async function nextCells(): Promise<readonly string[] | undefined> {
    let characters = 0
    for (;;) {
      const cells = reader.take()
      if (cells) return cells
      if (characters > mostCharacters) return undefined
      const line = await lines.at(added)
      if (line === undefined) {
        await reader.end()
        return reader.take()
      }
      await reader.add(line)
      added += 1
      characters += line.length
    }
  }

  async function linesOf(cells: readonly string[]): Promise<readonly string[]> {
    const count = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 1)
    const taken: string[] = []
    for (let ahead = 0; ahead < count; ahead += 1) taken.push((await lines.at(ahead)) ?? '')
    return taken
  }

  /** It may have ended too early or too late. */
  function isDoubtful({ cells, lines }: CsvRecord): boolean {
    // The reader leaves its first quote to a cell that has one out of place.
    if (!cells.some((cell) => cell.startsWith('"'))) return false
    const faults = faultsOf(lines.join('\n'), delimiter)
    const goesOn = lines.length > 1 || faults.has('CSV_QUOTE_NOT_CLOSED')
    return goesOn && faults.has('CSV_INVALID_CLOSING_QUOTE')
  }

  return {
    async next() {
      if (((await lines.at(0))?.length ?? 0) > mostCharacters) return undefined
      const cells = await nextCells()
      if (cells === undefined) return undefined
      const record = { cells, lines: await linesOf(cells) }
      return isDoubtful(record) ? undefined : record
    },
    drop(count) {
      lines.drop(count)
      added = Math.max(0, added - count)
    },
    restart() {
      reader = createReader(delimiter)
      added = 0
    },
  }
}
