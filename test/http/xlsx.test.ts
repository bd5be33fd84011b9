import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { xlsxOf } from '../../src/http/xlsx.ts'
import { unzip } from '../support/zip.ts'

test('a table becomes a workbook beside the thread that serves the chats, and runs nothing', async () => {
  let threads = 0
  const count = () => (threads += 1)
  process.on('worker', count)
  const book = await xlsxOf([
    ['时间', '最后一句'],
    ['=1+1', '@条目'],
    ['\u0000+x', 3],
    [null, '再见'],
  ])
  process.off('worker', count)
  expect(threads).toBe(1)
  const [{ data } = { data: [] }] = await readXlsx(book)
  expect(data).toEqual([
    ['时间', '最后一句'],
    ['=1+1', '@条目'],
    ['+x', 3],
    [null, '再见'],
  ])
  expect(unzip(book).get('xl/worksheets/sheet1.xml')?.toString()).not.toMatch(/<f[ >]/)
})
