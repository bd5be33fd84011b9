import { type Cell, withoutUnseen } from '../../shared/index.ts'

/** Hands a file to the browser to keep. */
export function saveFile(name: string, file: Blob) {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

export const csvFile = (text: string) => new Blob([text], { type: 'text/csv;charset=utf-8' })

/** Text stays text there, whatever it begins with. */
export async function xlsxFile(rows: readonly (readonly Cell[])[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser')
  return write(rows.map((row) => row.map(withoutUnseen))).toBlob()
}
