import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx from 'write-excel-file/node'
import { type Cell, withoutUnseen } from '../model/csv.ts'

const rows: readonly (readonly Cell[])[] = workerData

parentPort?.postMessage(await writeXlsx(rows.map((row) => row.map(withoutUnseen))).toBuffer())
