import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import readXlsxFile, { type CellValue } from 'read-excel-file/node'
import type { Cell } from './row.ts'

interface Written {
  readonly number: string
}

/** What the thread says: a sheet begins, some of its rows, the end; or why the file is none. */
export type Said =
  | { readonly kind: 'sheet'; readonly name: string }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly detail: string }

const rowsAtOnce = 500

/** Says it, and waits until somebody wants to hear the next: a reader is not to be flooded. */
async function say(said: Said): Promise<void> {
  if (!parentPort) return
  parentPort.postMessage(said)
  await once(parentPort, 'message')
}

/** The thread that takes a workbook apart. */
async function read(file: string): Promise<void> {
  const sheets = await readXlsxFile<Written>(file, { parseNumber: (text) => ({ number: text }) })
  for (const { sheet, data } of sheets) {
    await say({ kind: 'sheet', name: sheet })
    for (let from = 0; from < data.length; from += rowsAtOnce)
      await say({
        kind: 'rows',
        rows: data.slice(from, from + rowsAtOnce).map((row) => row.map(cellOf)),
      })
  }
  await say({ kind: 'end' })
}

function cellOf(value: CellValue<Written> | null): Cell {
  // The library's types name the constructor where they mean a date.
  const cell: unknown = value
  if (cell instanceof Date) return { wallMs: cell.getTime() }
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return cell as string | Written | null
}

try {
  await read((workerData as { readonly file: string }).file)
} catch (error) {
  await say({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) })
}
