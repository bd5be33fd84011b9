import writeXlsx from 'write-excel-file/node'
import { type Cell, withoutUnseen } from '../model/csv.ts'

/** A table as spreadsheets keep it; text stays text there, whatever it begins with. */
export const xlsxOf = (rows: readonly (readonly Cell[])[]): Promise<Buffer> =>
  writeXlsx(rows.map((row) => row.map(withoutUnseen))).toBuffer()
