import { describe, expect, test } from 'vitest'
import { createImportedOrders, formatReport } from '../../src/orders/index.ts'
import { aFile, csv } from './files.ts'
import { countsOf, heading, importing, order, row, store, table, told } from './importing.ts'

describe('an order', () => {
  test('is kept with all that the table says of it', async () => {
    const file = aFile(
      csv([
        [
          '订单编号',
          '买家会员名',
          '订单状态',
          '实付金额',
          '订单创建时间',
          '订单付款时间',
          '发货时间',
        ]
          .concat('承诺发货时间', '签收时间', '物流公司', '运单号', '商品标题', '商品编码', 'SKU')
          .concat('数量', '单价'),
        [
          '="4532239827909130090"',
          'tb-1',
          '卖家已发货，等待买家确认',
          '25.00',
          '2026-11-20 10:00:05',
        ]
          .concat('2026/11/20 10:01', '2026-11-21 09:00', '2026-11-22 10:00', '2026-11-24 18:30')
          .concat('中通快递', '7588000111222', '青瓷茶杯', 'P-7', '白色', '2', '12.50'),
      ]),
    )
    expect(countsOf(await importing(file))).toEqual({
      rows: 1,
      imported: 1,
      updated: 0,
      unchanged: 0,
      refused: 0,
    })
    expect(await order('4532239827909130090')).toEqual({
      orderNo: '4532239827909130090',
      buyerId: 'tb-1',
      state: 'delivered',
      placedAt: Date.parse('2026-11-20T10:00:05+08:00'),
      paidAt: Date.parse('2026-11-20T10:01:00+08:00'),
      promisedShipAt: Date.parse('2026-11-22T10:00:00+08:00'),
      shippedAt: Date.parse('2026-11-21T09:00:00+08:00'),
      deliveredAt: Date.parse('2026-11-24T18:30:00+08:00'),
      amount: { minor: 2_500, currency: 'CNY' },
      items: [
        {
          productId: 'P-7',
          title: '青瓷茶杯',
          sku: '白色',
          quantity: 2,
          price: { minor: 1_250, currency: 'CNY' },
        },
      ],
      parcels: [{ courier: '中通快递', trackingNo: '7588000111222', events: [] }],
    })
  })

  test('keeps the last digits of its telephone and no more, and a table without one takes none away', async () => {
    const names = ['订单编号', '买家会员名', '订单状态', '实付金额', '订单创建时间', '商品标题']
    const cells = ['45322398', 'tb-1', '买家已付款', '25.00', '2026-11-20 10:00:05', '茶杯']
    await importing(aFile(csv([names.concat('收货人手机'), cells.concat('138****2107')])))
    expect(await order('45322398')).toMatchObject({ phoneTail: '2107' })
    const later = cells.with(2, '交易成功')
    await importing(aFile(csv([names, later])))
    expect(await order('45322398')).toMatchObject({ state: 'completed', phoneTail: '2107' })
  })

  test('is found however its number is typed, and by its buyer', async () => {
    await table(row('261118-430735215282250'), row('4532239827909130091', 'tb-2'))
    const orders = createImportedOrders(store.orders)
    expect(await orders.byNumber(' ２６１１１８ 430735215282250')).toMatchObject({
      buyerId: 'tb-1',
    })
    expect(await orders.ofBuyer('tb-2')).toHaveLength(1)
    expect(await orders.byNumber('999999')).toBeUndefined()
    expect(await orders.products()).toMatchObject([{ title: '茶杯' }])
  })

  test('has the goods of all its rows, wherever they stand', async () => {
    const report = await table(
      row('A0001', 'tb-1', '已发货', '30', '2026-11-20 10:00', '茶杯'),
      row('A0002', 'tb-2'),
      row('A0001', 'tb-1', '已发货', '30', '2026-11-20 10:00', '茶壶'),
    )
    expect(report).toMatchObject({ rows: 3, imported: 3, orders: 2 })
    expect((await order('A0001'))?.items.map(({ title }) => title)).toEqual(['茶杯', '茶壶'])
    expect((await order('A0001'))?.amount.minor).toBe(3_000)
  })

  test('costs the sum of its sub-orders, and is as far as the one behind', async () => {
    const columns = [...heading, '子订单编号', '签收时间']
    const of = (title: string, state: string, amount: string, ...more: readonly string[]) => [
      ...row('A0001', 'tb-1', state, amount, '2026-11-20 10:00', title),
      ...more,
    ]
    const file = (...rows: readonly (readonly string[])[]) => aFile(csv([columns, ...rows]))
    await importing(
      file(
        of('茶杯', '已签收', '10', 'S001', '2026-11-23 10:00'),
        of('茶壶', '已发货', '20.5', 'S002', ''),
        of('茶盘', '退款成功', '5', 'S003', ''),
      ),
    )
    expect(await order('A0001')).toMatchObject({ state: 'shipped', amount: { minor: 3_550 } })
    expect(await order('A0001')).not.toHaveProperty('deliveredAt')
    const later = file(
      of('茶杯', '已签收', '10', 'S001', '2026-11-23 10:00'),
      of('茶壶', '已签收', '20.5', 'S002', '2026-11-24 10:00'),
      of('茶盘', '退款成功', '5', 'S003', ''),
    )
    expect(countsOf(await importing(later))).toMatchObject({ updated: 3 })
    expect(await order('A0001')).toMatchObject({
      state: 'delivered',
      deliveredAt: Date.parse('2026-11-24T10:00:00+08:00'),
    })
  })

  test('without a column of states is as far as its times tell', async () => {
    const columns = ['订单编号', '买家ID', '下单时间', '付款时间', '发货时间', '签收时间', '单价']
    const at = '2026-11-20 10:00'
    const rows = [
      ['A0001', 'tb-1', at, at, '', '', '10'],
      ['A0002', 'tb-1', at, at, at, '', '10'],
      ['A0003', 'tb-1', at, at, at, at, '10'],
      ['A0004', 'tb-1', at, '', '', '', '10'],
    ].map((cells) => [...cells, '茶杯', '3'])
    const report = await importing(aFile(csv([[...columns, '商品标题', '数量'], ...rows])))
    const states = ['A0001', 'A0002', 'A0003'].map(async (key) => (await order(key))?.state)
    expect(await Promise.all(states)).toEqual(['paid', 'shipped', 'delivered'])
    expect((await order('A0001'))?.amount.minor).toBe(3_000)
    expect(told(report)).toEqual([
      '5 新订单还缺订单状态（或付款、发货、签收时间）；请补上这些列再导入',
    ])
  })

  test('without a buyer is nobody’s, and its number cannot be checked', async () => {
    const file = aFile(
      csv([
        ['订单号', '订单状态', '实付金额', '下单时间', '商品'],
        ['A0001', '已发货', '1', '2026-11-20', '茶杯'],
      ]),
    )
    const report = await importing(file)
    expect(report.notes).toEqual([expect.stringContaining('1 个订单没有买家')])
    const orders = createImportedOrders(store.orders)
    expect(await orders.byNumber('A0001')).toBe('unchecked')
    expect(await orders.byNumber('A0002')).toBeUndefined()
  })

  test('cannot be checked while nothing was imported', async () => {
    expect(await createImportedOrders(store.orders).byNumber('A0001')).toBe('unchecked')
  })
})

describe('importing again', () => {
  test('changes nothing, and says so', async () => {
    const file = aFile(
      csv([
        heading,
        row(),
        row('A0002', 'tb-2'),
        row('A0002', 'tb-2', '已发货', '12.50', '2026-11-20 10:00', '茶壶'),
      ]),
    )
    expect(countsOf(await importing(file))).toMatchObject({ imported: 3 })
    expect(countsOf(await importing(file))).toEqual({
      rows: 3,
      imported: 0,
      updated: 0,
      unchanged: 3,
      refused: 0,
    })
  })

  test('a newer row updates; what it does not say stays', async () => {
    await table(row())
    const file = aFile(
      csv([
        ['订单编号', '订单状态', '物流公司', '运单号'],
        ['4532239827909130090', '已发货', '顺丰', 'SF1234567890123'],
      ]),
    )
    expect(countsOf(await importing(file))).toMatchObject({ updated: 1 })
    expect(await order('4532239827909130090')).toMatchObject({
      buyerId: 'tb-1',
      amount: { minor: 1_250 },
      items: [{ title: '茶杯' }],
      parcels: [{ courier: '顺丰', trackingNo: 'SF1234567890123' }],
    })
  })

  test('parcels that stand in rows of their own are all the order’s', async () => {
    await table(row('A0001'))
    const file = aFile(
      csv([
        ['订单编号', '运单号'],
        ['A0001', 'SF1234567890123'],
        ['A0001', 'SF1234567890124'],
      ]),
    )
    expect(countsOf(await importing(file))).toMatchObject({ updated: 2, unchanged: 0 })
    const parcels = (await order('A0001'))?.parcels.map(({ trackingNo }) => trackingNo)
    expect(parcels).toEqual(['SF1234567890123', 'SF1234567890124'])
  })

  test('an older table does not take back what happened since', async () => {
    const at = (shipped: string) =>
      aFile(
        csv([
          [...heading, '发货时间'],
          [...row('A0001', 'tb-1', shipped === '' ? '待发货' : '已发货'), shipped],
        ]),
      )
    await importing(at('2026-11-21 09:00'))
    const report = await importing(at(''))
    expect(countsOf(report)).toMatchObject({ updated: 0, unchanged: 1 })
    expect(report.notes).toEqual(['1 行比已有的旧，没有改动'])
    expect((await order('A0001'))?.state).toBe('shipped')
  })

  test('goods that are told twice in one table are the later ones', async () => {
    const report = await table(row('A0001', 'tb-1', '待发货'), row('A0001', 'tb-1', '已发货'))
    expect(report).toMatchObject({ rows: 2, imported: 1, unchanged: 1 })
    expect(await order('A0001')).toMatchObject({ state: 'shipped', items: [{ title: '茶杯' }] })
    expect(report.notes).toEqual([expect.stringContaining('以后面的为准')])
  })

  test('a rehearsal counts the same and keeps nothing', async () => {
    const file = aFile(csv([heading, row(), row('A0002', 'tb-2', '火星')]))
    const rehearsed = await importing(file, { mode: 'dry_run' })
    expect(await store.orders.any()).toBe(false)
    expect(formatReport(rehearsed, 'zh-CN')).toContain('试算，什么也没有存')
    expect(countsOf(await importing(file))).toEqual(countsOf(rehearsed))
  })
})
