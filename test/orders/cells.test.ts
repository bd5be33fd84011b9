import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Read,
  readId,
  readMoney,
  readNumber,
  readNumbers,
  readPhoneTail,
  readQuantity,
  readState,
  readText,
} from '../../src/orders/import/cells.ts'
import { columnNames, columnsOf, misspelt } from '../../src/orders/import/columns.ts'
import { createReadMoment } from '../../src/orders/import/moments.ts'
import { columnLetter } from '../../src/orders/import/report.ts'
import { sentences } from '../../src/orders/import/sentences.ts'
import type { Cell } from '../../src/orders/table/row.ts'

const say = sentences['zh-CN']
/** The value, nothing, or the fault's sentence. */
const found = <T>(read: Read<T>) =>
  read.kind === 'value' ? read.value : read.kind === 'fault' ? read.message : undefined

describe('numbers', () => {
  test.each<[Cell, string]>([
    ['4532239827909130090', '4532239827909130090'],
    ['="4532239827909130090"', '4532239827909130090'],
    ["'318811567705", '318811567705'],
    ['\t318811567705\t', '318811567705'],
    ['２６１１１８-430735215282250', '261118-430735215282250'],
    ['No:YT1234567890123', 'YT1234567890123'],
    ['E20261125A', 'E20261125A'],
    [{ number: '318811567705' }, '318811567705'],
  ])('%j is %s', (cell, number) => {
    expect(found(readNumber(cell, say))).toBe(number)
  })

  test.each<[Cell]>([
    ['4.53224E+18'],
    ['4.532239827909130e+18'],
    ['4532239827909130000.0'],
    [{ number: '4.5322398279091302E+18' }],
    [{ number: '4532239827909130000' }],
    [{ number: '12.5' }],
  ])('%j has lost its digits, and the sentence says what to do', (cell) => {
    expect(found(readNumber(cell, say))).toMatch(/15 位以后已经丢了；请用平台导出的原始文件/)
    expect(found(readNumber(cell, sentences.en))).toMatch(/lost; use the marketplace’s own file/)
  })

  test.each(['合计', '12', '1 2 3 4', '张三;李四', '<script>', 'x'.repeat(65)])(
    '%j is no number',
    (cell) => expect(found(readNumber(cell, say))).toContain('不像单号'),
  )

  test('several parcels stand in one cell', () => {
    const both = ['SF1234567890123', '75880001']
    for (const mark of [',', '，', ';', ' ', '\n', '、', '|'])
      expect(found(readNumbers(both.join(mark), say))).toEqual(both)
    expect(found(readNumbers('', say))).toBeUndefined()
    expect(found(readNumbers(null, say))).toBeUndefined()
    expect(found(readNumbers('SF1234567890123,7.58E+13', say))).toContain('丢了')
    expect(found(readNumbers({ number: '75880001' }, say))).toEqual(['75880001'])
  })

  test('dashes alone are none', () => {
    expect(found(readNumber('----', say))).toBeUndefined()
    expect(found(readNumbers('-', say))).toBeUndefined()
  })

  test('an id keeps every letter as it is: ｔｂ１ and tb1 are two buyers', () => {
    expect(found(readId('="ｔｂ１"', say))).toBe('ｔｂ１')
  })

  test('an id may be any words, but not the rest of a number', () => {
    expect(found(readId('tb_小花 2008', say))).toBe('tb_小花 2008')
    expect(found(readId({ number: '754299529443' }, say))).toBe('754299529443')
    expect(found(readId({ number: '7.5429952944300001E+17' }, say))).toContain('丢了')
    expect(found(readId('7.54E+17', say))).toContain('丢了')
  })
})

describe('telephones', () => {
  test.each([
    ['13800002107', '2107'],
    ['138****2107', '2107'],
    ['+86 138-0000-2107', '2107'],
    ['0791-8888 2107', '2107'],
  ])('of %s the last four digits are kept', (cell, tail) => {
    expect(readPhoneTail(cell)).toEqual({ kind: 'value', value: tail })
  })

  test('a number in a spreadsheet is one, too', () => {
    expect(readPhoneTail({ number: '13800002107' })).toEqual({ kind: 'value', value: '2107' })
  })

  test.each(['', '13812345678-2107', '13812345678 转 2107', '1380000****', '***', '无', '2107'])(
    '%s tells none',
    (cell) => {
      expect(readPhoneTail(cell)).toEqual({ kind: 'empty' })
    },
  )
})

describe('money', () => {
  test.each<[Cell, number]>([
    ['12.50', 1_250],
    ['12.5', 1_250],
    ['12', 1_200],
    ['0', 0],
    ['0.01', 1],
    ['1,234.50', 123_450],
    ['1,234,567', 123_456_700],
    ['¥12.50', 1_250],
    ['￥ 12.50', 1_250],
    ['12.50元', 1_250],
    ['１２．５０', 1_250],
    ['12.5000', 1_250],
    [{ number: '12.5' }, 1_250],
    [{ number: '3.3000000000000003' }, 330],
    [{ number: '0.28999999999999998' }, 29],
  ])('%j is %i fen', (cell, fen) => {
    expect(found(readMoney(cell, say))).toBe(fen)
  })

  test.each<[Cell]>([
    ['-1'],
    ['12.505'],
    ['1,23.00'],
    ['1.2.3'],
    ['免费'],
    ['1e3'],
    ['99999999999'],
    [{ number: '12.345' }],
    [{ number: '-0.01' }],
    [{ number: '1E+20' }],
    [{ number: 'NaN' }],
  ])('%j is no amount', (cell) => {
    expect(found(readMoney(cell, say))).toContain('不是金额')
  })

  test('every amount comes back as it went, written or as a spreadsheet’s number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => {
        const yuan = (fen / 100).toFixed(2)
        expect(found(readMoney(yuan, say))).toBe(fen)
        expect(found(readMoney({ number: String(fen / 100) }, say))).toBe(fen)
        const grouped = Number(yuan).toLocaleString('en-US', { minimumFractionDigits: 2 })
        expect(found(readMoney(grouped, say))).toBe(fen)
      }),
    )
  })
})

describe('quantities, states and words', () => {
  test.each<[Cell, number]>([
    ['1', 1],
    ['2.0', 2],
    ['3件', 3],
    [{ number: '4' }, 4],
  ])('%j are %i', (cell, count) => expect(found(readQuantity(cell, say))).toBe(count))

  test.each<[Cell]>([['0'], ['-1'], ['1.5'], ['一'], ['123456'], [{ number: '0.5' }]])(
    '%j is no quantity',
    (cell) => expect(found(readQuantity(cell, say))).toContain('不是件数'),
  )

  test.each([
    ['等待买家付款', 'unpaid'],
    ['买家已付款，等待卖家发货', 'paid'],
    ['卖家已发货，等待买家确认', 'shipped'],
    ['交易成功', 'completed'],
    ['交易关闭', 'cancelled'],
    ['待付款', 'unpaid'],
    ['待发货', 'paid'],
    ['已发货，待收货', 'shipped'],
    ['已收货', 'completed'],
    ['未发货，退款成功', 'cancelled'],
    ['等待出库', 'paid'],
    ['等待确认收货', 'shipped'],
    ['完成', 'completed'],
    ['已签收', 'delivered'],
    ['已支付', 'paid'],
    ['delivered', 'delivered'],
    ['unpaid', 'unpaid'],
  ])('%s is %s', (words, state) => expect(found(readState(words, say))).toBe(state))

  test.each(['未完成', '付款完成'])('%s is not taken for an order that is over', (words) => {
    expect(found(readState(words, say))).toContain('不认识的订单状态')
  })

  test('an unknown state names those that are known', () => {
    expect(found(readState('火星', say))).toBe(
      '不认识的订单状态「火星」；写成待付款、待发货、已发货、已签收、已完成或已取消',
    )
  })

  test('broken characters are not kept', () => {
    expect(found(readText('茶\uFFFD杯', say))).toContain('乱码')
    expect(found(readText('茶\n杯', say))).toContain('换行')
    expect(found(readText('茶'.repeat(501), say))).toContain('超过 500 个字')
    expect(found(readText({ number: '12.5' }, say))).toBe('12.5')
  })
})

describe('moments', () => {
  const inShanghai = createReadMoment('Asia/Shanghai')
  const iso = (cell: Cell, read = inShanghai) => {
    const at = found(read(cell, say))
    return typeof at === 'number' ? new Date(at).toISOString() : at
  }
  const evening = '2026-05-23T14:02:33.000Z'
  const minute = '2026-05-23T14:02:00.000Z'

  test.each<[Cell, string]>([
    ['2026-05-23 22:02:33', evening],
    ['2026/5/23 22:02:33', evening],
    ['2026.05.23 22:02:33', evening],
    ['2026年5月23日 22时02分33秒', evening],
    ['2026年5月23日 22:02:33', evening],
    ['20260523220233', evening],
    ['2026-05-23T22:02:33', evening],
    ['2026-05-23 22:02:33.000', evening],
    ['2026-05-23T14:02:33Z', evening],
    ['2026-05-23T22:02:33+08:00', evening],
    ['2026-05-23T10:02:33-04:00', evening],
    ['2026/5/23 22:02', minute],
    ['2026-5-23 9:05', '2026-05-23T01:05:00.000Z'],
    ['2026-05-23', '2026-05-22T16:00:00.000Z'],
    ['20260523', '2026-05-22T16:00:00.000Z'],
    ['\t2026-05-23 22:02:33', evening],
    ['46165.9184375', evening],
    [{ number: '46165.9184375' }, evening],
    [{ wallMs: Date.UTC(2026, 4, 23, 22, 2, 33) }, evening],
    [{ wallMs: Date.UTC(2026, 4, 23, 22, 2, 32, 999) }, evening],
  ])('%j is read on the shop’s clock', (cell, expected) => expect(iso(cell)).toBe(expected))

  test.each<[Cell]>([
    ['2026-02-30 10:00'],
    ['2026-13-01'],
    ['2026-05-23 24:00'],
    ['5/23/26 22:02'],
    ['23-05-2026'],
    ['昨天'],
    ['1899-01-01'],
    ['9999-01-01'],
    [{ number: '1' }],
  ])('%j is no moment', (cell) => expect(iso(cell)).toMatch(/不是日期时间；写成 2026-05-23/))

  test.each<[Cell]>([[''], [null], ['-'], ['--']])('%j says nothing', (cell) =>
    expect(found(inShanghai(cell, say))).toBeUndefined(),
  )

  test('summer time is kept', () => {
    const inBerlin = createReadMoment('Europe/Berlin')
    expect(iso('2026-01-15 12:00', inBerlin)).toBe('2026-01-15T11:00:00.000Z')
    expect(iso('2026-07-15 12:00', inBerlin)).toBe('2026-07-15T10:00:00.000Z')
    expect(iso('2026-07-15 12:00', createReadMoment('UTC'))).toBe('2026-07-15T12:00:00.000Z')
    expect(iso('2026-07-15 12:00', createReadMoment('America/St_Johns'))).toBe(
      '2026-07-15T14:30:00.000Z',
    )
  })

  test('what the clock showed comes back in every zone', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York', 'UTC')
    const seconds = fc.integer({ min: 946_684_800 + 86_400, max: 4_000_000_000 })
    fc.assert(
      fc.property(zones, seconds, (timeZone, second) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
        })
        const wall = shown.format(second * 1_000)
        const at = found(createReadMoment(timeZone)(wall, say))
        // In the hour that a clock shows twice, either is right; in one that it leaves out, none is.
        expect(shown.format(Number(at))).toBe(wall)
      }),
      { numRuns: 300 },
    )
  })
})

describe('headings', () => {
  const fieldsOf = (heading: string) =>
    Object.fromEntries(
      Object.entries(columnsOf(heading.split(','))?.at ?? {}).map(([field, at]) => [
        field,
        heading.split(',')[at],
      ]),
    )

  test.each([
    [
      'Taobao',
      '订单编号,买家会员名,买家支付宝账号,买家应付货款,总金额,买家实际支付金额,订单状态,收货人姓名,订单创建时间,订单付款时间,宝贝标题,物流单号,物流公司,宝贝总数量',
      {
        orderNo: '订单编号',
        buyerId: '买家会员名',
        amount: '买家实际支付金额',
        state: '订单状态',
        placedAt: '订单创建时间',
        paidAt: '订单付款时间',
        title: '宝贝标题',
        trackingNo: '物流单号',
        courier: '物流公司',
        quantity: '宝贝总数量',
      },
    ],
    [
      'JD',
      '订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单金额,应付金额,订单状态,下单帐号,付款确认时间',
      {
        orderNo: '订单号',
        productId: '商品ID',
        title: '商品名称',
        quantity: '订购数量',
        placedAt: '下单时间',
        price: '京东价',
        amount: '应付金额',
        state: '订单状态',
        buyerId: '下单帐号',
        paidAt: '付款确认时间',
      },
    ],
    [
      'Pinduoduo',
      '商品,订单号,订单状态,商品总价(元),用户实付金额(元),商家实收金额(元),商品数量(件),支付时间,承诺发货时间,发货时间,确认收货时间,商品id,商品规格,快递单号,快递公司,订单成交时间',
      {
        title: '商品',
        orderNo: '订单号',
        state: '订单状态',
        amount: '用户实付金额(元)',
        quantity: '商品数量(件)',
        paidAt: '支付时间',
        promisedShipAt: '承诺发货时间',
        shippedAt: '发货时间',
        productId: '商品id',
        sku: '商品规格',
        trackingNo: '快递单号',
        courier: '快递公司',
        placedAt: '订单成交时间',
      },
    ],
    [
      'Douyin',
      '主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,订单提交时间,支付完成时间,订单状态',
      {
        orderNo: '主订单编号',
        subOrderNo: '子订单编号',
        title: '选购商品',
        sku: '商品规格',
        quantity: '商品数量',
        productId: '商品ID',
        price: '商品单价',
        amount: '订单应付金额',
        placedAt: '订单提交时间',
        paidAt: '支付完成时间',
        state: '订单状态',
      },
    ],
  ])('the columns of %s are known', (_, heading, expected) =>
    expect(fieldsOf(heading)).toEqual(expected),
  )

  test('spaces, units, full-width letters and capitals do not matter', () => {
    expect(columnsOf([' 订单编号 ', '实付金额（元）', 'ｓｋｕ', '"商品ID"'])?.at).toEqual({
      orderNo: 0,
      amount: 1,
      sku: 2,
      productId: 3,
    })
  })

  test('what is not read is named', () => {
    expect(columnsOf(['订单编号', '收货地址', '实付金额', '总金额', ''])?.unused).toEqual([
      '收货地址',
      '总金额',
    ])
  })

  test('a row is no heading without an order number, or with nothing beside it', () => {
    expect(columnsOf(['商品', '数量'])).toBeUndefined()
    expect(columnsOf(['订单编号', '收货地址'])).toBeUndefined()
    expect(columnsOf([null, { number: '1' }])).toBeUndefined()
  })

  test('a misspelt heading is guessed', () => {
    expect(misspelt(['定单编号', '收货地址'])).toEqual([['定单编号', '订单编号']])
  })

  test('no name means two things', () => {
    const all = Object.values(columnNames).flat()
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(all.length)
  })

  test('docs/orders.md shows every name', () => {
    const docs = readFileSync(new URL('../../docs/orders.md', import.meta.url), 'utf8')
    const missing = Object.values(columnNames)
      .flat()
      .filter((name) => !docs.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })

  test.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('column %i is %s', (index, letter) => expect(columnLetter(index)).toBe(letter))
})
