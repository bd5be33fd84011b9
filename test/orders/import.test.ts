import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { columnNames, type Field } from '../../src/orders/import/columns.ts'
import { createImportedOrders, formatReport, importOrders } from '../../src/orders/index.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { aFile, aWorkbook, csv, gbk } from './files.ts'

// Many real files on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const now = Date.parse('2026-11-25T12:00:00+08:00')
let store: Store
beforeEach(() => {
  store = createSqliteStore({ file: ':memory:' })
})
afterEach(() => store.close())

type Options = Partial<Parameters<typeof importOrders>[0]>

const importing = (file: string, more: Options = {}) =>
  importOrders({
    file,
    name: '订单.csv',
    records: store.orders,
    timeZone: 'Asia/Shanghai',
    now: () => now,
    locale: 'zh-CN',
    mode: 'kept',
    ...more,
  })

const heading = ['订单编号', '买家会员名', '订单状态', '实付金额', '下单时间', '商品标题']
const row = (...cells: readonly string[]) => {
  const usual = ['4532239827909130090', 'tb-1', '已发货', '12.50', '2026-11-20 10:00', '茶杯']
  return usual.map((cell, at) => cells[at] ?? cell)
}
const table = (...rows: readonly (readonly string[])[]) => importing(aFile(csv([heading, ...rows])))

const countsOf = (report: Awaited<ReturnType<typeof importing>>) => {
  const { rows, imported, updated, unchanged, refused } = report
  return { rows, imported, updated, unchanged, refused }
}
const told = (report: Awaited<ReturnType<typeof importing>>) =>
  report.refusals.map(({ row: at, column, message }) => `${at}${column ?? ''} ${message}`)
const order = (number: string) => store.orders.find(number)

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
      '订单.csv：4 行：新增 2，更新 0，没变 0，拒绝 2（共 2 个订单）',
      '拒绝的行：',
      expect.stringMatching(
        /^ {2}订单\.csv:3:A 订单编号：「4\.53224E\+18」.*15 位以后已经丢了；请用/,
      ),
      expect.stringMatching(/^ {2}订单\.csv:3:C 订单状态：不认识的订单状态「火星」/),
      expect.stringMatching(/^ {2}订单\.csv:3:D 实付金额：「免费」不是金额/),
      '  订单.csv:4:A 订单编号：空着；这一列必须填',
    ])
    expect(formatReport(report, 'en')).toContain('订单.csv: 4 rows: 2 new')
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

describe('nothing is lost silently', () => {
  const fields = Object.keys(columnNames) as Field[]
  const anyCell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '',
      '4.53E+18',
      '12.50',
      '2026-11-20 10:00',
      '已发货',
      '"',
      '\n',
      '\uFFFD',
      '=""',
    ),
    fc.integer().map(String),
  )
  const goodRow = (n: number): Readonly<Partial<Record<Field, string>>> => ({
    orderNo: `A000${n % 7}`,
    buyerId: `tb-${n % 7}`,
    state: n % 2 === 0 ? '已发货' : '待发货',
    amount: '12.50',
    placedAt: '2026-11-20 10:00',
    title: `茶杯${n % 3}`,
  })
  const aRow = fc.oneof(
    fc.record({ n: fc.nat(), spoilt: fc.constant({}) }),
    fc.record({
      n: fc.nat(),
      spoilt: fc.dictionary(fc.constantFrom(...fields), anyCell, { maxKeys: 4 }),
    }),
  )

  test('every row of any table is counted once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aRow, { maxLength: 25 }), async (rows) => {
        const records = rows.map(({ n, spoilt }) => {
          const cells = { ...goodRow(n), ...spoilt }
          return fields.map((field) => cells[field] ?? '')
        })
        const written = records.filter((cells) => cells.some((cell) => cell !== ''))
        const file = aFile(csv([fields.map((field) => columnNames[field][0]), ...records]))
        const {
          rows: seen,
          imported,
          updated,
          unchanged,
          refused,
          refusals,
        } = await importing(file)
        expect(imported + updated + unchanged + refused).toBe(seen)
        // A cell that looks like rows of its own is torn into lines: more are seen, none is lost.
        expect(seen).toBeGreaterThanOrEqual(written.length)
        expect(new Set(refusals.map((each) => each.row)).size).toBeLessThanOrEqual(refused)
        expect(refused === 0).toBe(refusals.length === 0)
        const again = await importing(file)
        expect(again).toMatchObject({ rows: seen, refused })
      }),
      { numRuns: 60 },
    )
  })

  test('no garbage takes good rows along', async () => {
    const line = fc.string({ unit: fc.constantFrom('"', ',', 'a', '1', ' ', '茶'), maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (garbage) => {
        const good = row('A0001').join(',')
        const file = aFile([heading.join(','), good, ...garbage, good, ''].join('\n'))
        const { rows, imported, updated, unchanged, refused } = await importing(file, {
          mode: 'dry_run',
        })
        expect(imported + updated + unchanged + refused).toBe(rows)
        expect([imported, unchanged]).toEqual([1, 1])
      }),
      { numRuns: 300 },
    )
  })
})

test('what a table says comes back from the store', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((raw) => raw.normalize('NFKC').trim())
    .filter((it) => it !== '' && !/[\p{Cc}\p{Cs}\uFFFD]|^['=]/u.test(it))
  const amount = fc.integer({ min: 0, max: 99_999_999_999 })
  await fc.assert(
    fc.asyncProperty(text, text, amount, async (title, buyer, fen) => {
      const number = `N${Math.floor(fen)}`.padEnd(8, '0')
      const report = await table(
        row(number, buyer, '已发货', (fen / 100).toFixed(2), '2026-11-20 10:00', title),
      )
      expect(report.refusals).toEqual([])
      expect(await order(number)).toMatchObject({
        buyerId: buyer,
        amount: { minor: fen },
        items: [{ title }],
      })
    }),
    { numRuns: 100 },
  )
})
