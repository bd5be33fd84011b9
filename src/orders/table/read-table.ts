import { open } from 'node:fs/promises'
import { readCsv } from './csv-rows.ts'
import type { Piece } from './row.ts'
import { encodingOf } from './text-file.ts'
import { readXlsx } from './xlsx-rows.ts'

export type TableFile = 'xlsx' | 'text' | 'xls' | 'html' | 'empty'

/** What a file is, by its first bytes: what it is called proves nothing. */
export async function kindOf(file: string): Promise<TableFile> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0)
    const head = buffer.subarray(0, bytesRead)
    if (bytesRead === 0) return 'empty'
    if (head.subarray(0, 4).equals(zipMark)) return 'xlsx'
    if (head.subarray(0, 4).equals(oldOfficeMark)) return 'xls'
    return /^\s*<(?:!doctype|html|table|\?xml)/i.test(head.toString('latin1')) ? 'html' : 'text'
  } finally {
    await handle.close()
  }
}

const zipMark = Buffer.from('504b0304', 'hex')
const oldOfficeMark = Buffer.from('d0cf11e0', 'hex')

/** Reads a file row by row, never the whole of it at once. */
export async function* readTable(file: string, kind: 'xlsx' | 'text'): AsyncIterable<Piece> {
  if (kind === 'xlsx') yield* readXlsx(file)
  else yield* readCsv(file, await encodingOf(file))
}
