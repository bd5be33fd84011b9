import { expect, test } from 'vitest'
import { aWorkbook } from './files.ts'
import { countsOf, heading, importing, row, table, told } from './importing.ts'

const tableOf = (...numbers: readonly string[]) => table(...numbers.map((number) => row(number)))

test.each([
  ['4532239827909130000'],
  ['45322398279091300'],
  ['="4532239827909130000"'],
  ['261118-430735215280000'],
  ['100000000000000000000'],
])('%s alone is no sign of rounding', async (number) => {
  const report = await tableOf(number)
  expect(countsOf(report)).toMatchObject({ rows: 1, imported: 1, refused: 0 })
})

test('what may be rounded is kept with a word of warning, what hardly can is kept without', async () => {
  expect((await tableOf('4532239827909130000')).notes).toEqual([
    expect.stringMatching(/^4532239827909130000 的 15 位以后全是 0，照收了；/),
  ])
  const numbers = ['4532239827909130000', '4532239827909130091', '4532239827909130092']
  expect((await tableOf(...numbers)).notes).toEqual([])
})

test('several rows of one order are one number', async () => {
  const cups = ['茶杯', '茶壶', '茶盘'].map((title) =>
    row('4532239827909130000', 'tb-1', '已发货', '30', '2026-11-20 10:00', title),
  )
  const report = await table(...cups)
  expect(countsOf(report)).toMatchObject({ imported: 3, refused: 0 })
})

test('two of seventeen digits may both end in zeros by chance', async () => {
  expect(await tableOf('45322398279091300', '45322398279091400')).toMatchObject({ imported: 2 })
})

test.each([
  [['4532239827909130000', '4532239827909140000']],
  [['45322398279091300', '45322398279091400', '45322398279091500']],
])('%j do not: they were rounded', async (numbers) => {
  const report = await tableOf(...numbers)
  expect(countsOf(report)).toMatchObject({ imported: 0, refused: numbers.length })
  expect(told(report)[0]).toContain('15 位以后已经丢了')
})

test.each(['1.23E+17', '4.53224E+18', '4.532239827909e+18'])(
  '%s is rounded, also alone',
  async (number) => {
    const report = await tableOf(number)
    expect(told(report)).toEqual([
      expect.stringContaining(`2A 「${number}」是表格软件改写过的数字`),
    ])
  },
)

test('in a workbook a long number cell is rounded, and a text cell with the same digits is not', async () => {
  const placed = new Date(Date.UTC(2026, 10, 20, 10))
  const rest = ['tb-1', '已发货', 12.5, placed, '茶杯']
  const book = (cell: string | number) => aWorkbook({ 订单: [heading, [cell, ...rest]] })
  const asNumber = await importing(await book(Number('4532239827909130000')))
  expect(countsOf(asNumber)).toMatchObject({ imported: 0, refused: 1 })
  expect(told(asNumber)[0]).toContain('15 位以后已经丢了')
  const asText = await importing(await book('4532239827909130000'))
  expect(countsOf(asText)).toMatchObject({ imported: 1, refused: 0 })
})
