import { describe, expect, test } from 'vitest'
import { formatReport } from '../../src/orders/index.ts'
import { aFile, csv } from './files.ts'
import { countsOf, heading, importing, order, row, table, told } from './importing.ts'

describe('a row that cannot be read', () => {
  test('hinders no other, and every fault of it is told with its place', async () => {
    const report = await table(
      row('A0001'),
      row('4.53224E+18', 'tb-1', '火星', '免费'),
      row('', 'tb-1'),
      row('A0002'),
    )
    expect(countsOf(report)).toEqual({ rows: 4, imported: 2, updated: 0, unchanged: 0, refused: 2 })
    expect(formatReport(report, 'zh-CN').split('\n')).toEqual([
      '订单.csv：4 行，读到 2 个订单：新增 2 行，更新 0 行，没变 0 行，拒绝 2 行',
      '拒绝的行：',
      expect.stringMatching(
        /^ {2}订单\.csv:3:A 订单编号：「4\.53224E\+18」.*15 位以后已经丢了；请用/,
      ),
      expect.stringMatching(/^ {2}订单\.csv:3:C 订单状态：不认识的订单状态「火星」/),
      expect.stringMatching(/^ {2}订单\.csv:3:D 实付金额：「免费」不是金额/),
      '  订单.csv:4:A 订单编号：空着；这一列必须填',
    ])
    expect(formatReport(report, 'en')).toContain('订单.csv: 4 rows of 2 orders: 2 rows new')
  })

  test('keeps its order out, and leaves what was known of it: there are no half orders', async () => {
    const columns = [...heading, '子订单编号']
    const of = (pot: string, state = '已发货') => [
      columns,
      [...row('A0001', 'tb-1', state, '10', '2026-11-20 10:00', '茶杯'), 'S001'],
      [...row('A0001', 'tb-1', state, pot, '2026-11-20 10:00', '茶壶'), 'S002'],
    ]
    await importing(aFile(csv(of('20'))))
    const report = await importing(aFile(csv(of('20.005', '已完成'))))
    expect(countsOf(report)).toMatchObject({ updated: 0, refused: 2 })
    expect(told(report)).toEqual([
      '2 同一订单的第 3 行有错，这一行也没有导入；改好后整单一起导入',
      expect.stringContaining('3D 「20.005」不是金额'),
    ])
    expect(await order('A0001')).toMatchObject({
      state: 'shipped',
      amount: { minor: 3_000 },
      items: [{ title: '茶杯' }, { title: '茶壶' }],
    })
  })

  test.each([
    ['another buyer', row('A0001', 'tb-2'), '和第 2 行是同一订单，买家却不同'],
    ['another amount', row('A0001', 'tb-1', '已发货', '13'), '和第 2 行是同一订单，金额却不同'],
  ])('is one that names %s for the same order', async (_, second, message) => {
    const report = await table(row('A0001'), second)
    expect(countsOf(report)).toMatchObject({ imported: 0, refused: 2 })
    expect(told(report)).toEqual([
      expect.stringContaining('2 同一订单的第 3 行有错'),
      expect.stringContaining(`3 ${message}`),
    ])
    expect(await order('A0001')).toBeUndefined()
  })

  test('is one with more cells than the heading has', async () => {
    const report = await table(row('A0001').concat('多', '余'))
    expect(told(report)).toEqual([expect.stringContaining('比表头多出 2 格')])
  })

  test('is one that lies in the future', async () => {
    const report = await table(row('A0001', 'tb-1', '已发货', '1', '2027-01-01'))
    expect(told(report)).toEqual(['2E 「2027-01-01」还没到；请检查年份和时区'])
  })

  test('is a new order of which not enough is told', async () => {
    const report = await importing(
      aFile(
        csv([
          ['订单号', '运单号'],
          ['A0001', 'SF1234567890123'],
        ]),
      ),
    )
    expect(told(report)).toEqual([
      '2 新订单还缺订单状态（或付款、发货、签收时间）、下单时间、实付金额（或单价）、商品标题；请补上这些列再导入',
    ])
  })

  test('is one whose quote is open', async () => {
    const report = await importing(
      aFile(`${csv([heading, row('A0001')])}A0002,"tb,1\r\n${csv([row('A0003')])}`),
    )
    expect(countsOf(report)).toMatchObject({ rows: 3, imported: 2, refused: 1 })
    expect(told(report)).toEqual([expect.stringContaining('3 这一行的引号没有配对')])
  })

  test('numbers that a spreadsheet rounded are known by their company', async () => {
    const rounded = ['4532239827909130000', '4532239827909140000', '4532239827909150000']
    const report = await table(...rounded.map((number) => row(number)))
    expect(countsOf(report)).toMatchObject({ imported: 0, refused: 3 })
    expect(told(report)[0]).toContain('15 位以后已经丢了')
    const fine = await table(row('4532239827909130000'), row(), row('4532239827909130091'))
    expect(countsOf(fine)).toMatchObject({ imported: 3, refused: 0 })
  })
})
