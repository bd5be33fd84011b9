import { describe, expect, test } from 'vitest'
import { formatReport } from '../../src/orders/index.ts'
import { aFile, aWorkbook, csv, gbk } from './files.ts'
import { countsOf, heading, importing, order, row, store, told } from './importing.ts'

describe('a file', () => {
  test('in GBK with a title above, empty lines and unknown columns is read, and the report tells', async () => {
    const text = `订单明细导出\n\n${[...heading, '收货地址'].join('\t')}\n\n${[...row(), '杭州'].join('\t')}\n`
    const report = await importing(aFile(gbk(text)))
    expect(report).toMatchObject({ rows: 1, imported: 1, refused: 0 })
    expect(report.notes).toEqual(['表头前面的 1 行没有读', '没有用到的列：收货地址'])
  })

  test('that is a workbook is read sheet by sheet, with numbers and times as they are', async () => {
    const placed = new Date(Date.UTC(2026, 10, 20, 10))
    const file = await aWorkbook({
      淘宝: [heading, ['4532239827909130090', 'tb-1', '已发货', 12.5, placed, '茶杯']],
      京东: [
        ['订单号', '下单帐号', '订单状态', '应付金额', '下单时间', '商品名称'],
        [318811567705, 'jd-1', '完成', 99, placed, '茶壶'],
        [Number('4532239827909130090'), 'jd-1', '完成', 99, placed, '茶壶'],
      ],
      说明: [['填表须知'], ['定单编号', '名称']],
    })
    const report = await importing(file, { name: '订单.xlsx' })
    expect(countsOf(report)).toMatchObject({ rows: 3, imported: 2, refused: 1 })
    expect(await order('318811567705')).toMatchObject({
      amount: { minor: 9_900 },
      placedAt: Date.parse('2026-11-20T10:00:00+08:00'),
    })
    expect(formatReport(report, 'zh-CN')).toMatch(/订单\.xlsx:京东:3:A 订单号：「4\.?53/)
    expect(report.notes).toEqual(
      expect.arrayContaining([
        '工作表「说明」没有找到表头，没有读',
        '「定单编号」是不是「订单编号」？',
      ]),
    )
  })

  test.each([
    ['is empty', '', '订单.csv: 文件是空的'],
    ['is an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '请另存为 .xlsx 或 CSV'],
    ['is a web page', '<html></html>', '其实是网页'],
    ['is a broken workbook', Buffer.from('504b0304', 'hex'), '读不了这个工作簿'],
    ['has no heading', '茶杯,3\n茶壶,4\n', '前 20 行里找不到表头'],
    [
      'has a misspelt heading',
      '定单编号,商品标题\nA0001,茶杯\n',
      '「定单编号」是不是「订单编号」？',
    ],
  ])('that %s is refused with what to do', async (_, content, sentence) => {
    await expect(importing(aFile(content))).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining(sentence),
    })
    expect(await store.orders.any()).toBe(false)
  })

  test('that is not there is refused', async () => {
    await expect(importing('/nowhere/orders.csv')).rejects.toMatchObject({
      code: 'bad_request',
      message: '订单.csv: 没有这个文件；请检查路径',
    })
  })

  test('with more rows than fit says up to where it was not read', async () => {
    const file = aFile(csv([heading, ...Array.from({ length: 7 }, (_, n) => row(`A000${n}`))]))
    const report = await importing(file, { mostRows: 4 })
    expect(report).toMatchObject({ rows: 7, imported: 4, refused: 3 })
    expect(told(report)).toEqual(['6 一次最多 4 行，到第 8 行都没有读；请把文件拆开再导入'])
  })

  test('with more rows than fit leaves out the order that the limit would cut in two', async () => {
    const file = aFile(csv([heading, row('A0001'), row('A0002'), row('A0002', 'tb-1')]))
    const report = await importing(file, { mostRows: 2 })
    expect(report).toMatchObject({ rows: 3, imported: 1, refused: 2 })
    expect(await order('A0002')).toBeUndefined()
  })
})
