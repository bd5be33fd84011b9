import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'

const dir = mkdtempSync(join(tmpdir(), 'shouhou-orders-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let count = 0
/** A real file with this in it. */
export function aFile(content: string | Buffer, name = `table-${++count}.csv`): string {
  const file = join(dir, name)
  writeFileSync(file, content)
  return file
}

/** A real workbook; a sheet is a list of rows. */
export async function aWorkbook(sheets: Readonly<Record<string, SheetData>>): Promise<string> {
  const file = join(dir, `book-${++count}.xlsx`)
  const dateFormat = 'yyyy-mm-dd hh:mm:ss'
  const all = Object.entries(sheets).map(([sheet, data]) => ({ sheet, data, dateFormat }))
  await writeXlsxFile(all).toFile(file)
  return file
}

/** Quoted as every writer of CSV does it. */
export const csvLine = (cells: readonly string[], delimiter = ',') =>
  cells
    .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? quoted(cell) : cell))
    .join(delimiter)

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

export const csv = (rows: readonly (readonly string[])[], delimiter = ',') =>
  rows.map((row) => `${csvLine(row, delimiter)}\r\n`).join('')

/** 汉字 as GBK writes them; Node can read it only. */
export function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const bytes: number[] = []
  for (const char of text) bytes.push(...(char < '\x80' ? [char.charCodeAt(0)] : pairOf(char)))
  return Buffer.from(bytes)

  function pairOf(char: string): readonly number[] {
    if (pairs.size === 0)
      for (let lead = 0x81; lead <= 0xfe; lead++)
        for (let trail = 0x40; trail <= 0xfe; trail++)
          pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    return pairs.get(char) ?? [0x3f]
  }
}
const pairs = new Map<string, readonly number[]>()
