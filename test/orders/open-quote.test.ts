import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatReport } from '../../src/orders/index.ts'
import { aFile, csv, csvLine } from './files.ts'
import { countsOf, importing, store, told } from './importing.ts'

const columns = ['订单编号', '买家会员名', '订单状态', '实付金额', '下单时间', '商品标题', '备注']
const row = (number: string, ...more: readonly string[]) => {
  const [title = '茶杯', remark = '无'] = more
  return [number, 'tb-1', '已发货', '12.50', '2026-11-20 10:00', title, remark]
}
/** A heading, and lines as they stand in the file. */
const file = (...lines: readonly string[]) => aFile([columns.join(','), ...lines, ''].join('\r\n'))
const line = (number: string, ...more: readonly string[]) => csvLine(row(number, ...more))
const importLines = (...lines: readonly string[]) => importing(file(...lines))
const known = async (...numbers: readonly string[]) => {
  const found = await Promise.all(numbers.map((number) => store.orders.find(number)))
  return found.map((order) => order?.items.map(({ title }) => title).join())
}

describe('a quote that is never closed', () => {
  test('is refused with its row; the rows before and after it count', async () => {
    const report = await importLines(
      line('A0001', '茶壶'),
      'B0002,tb-1,已发货,12.50,2026-11-20 10:00,茶杯,"好',
      line('CX-3', '茶盘'),
      line('D0004', '茶罐'),
    )
    expect(countsOf(report)).toMatchObject({ rows: 4, imported: 3, refused: 1 })
    expect(told(report)).toEqual([
      '3 这一行的引号没有配对，会把后面的行当成它的内容；请补上或去掉这个引号，再导入一次',
    ])
    expect(await known('A0001', 'B0002', 'CX3', 'D0004')).toEqual([
      '茶壶',
      undefined,
      '茶盘',
      '茶罐',
    ])
    const english = await importing(file('B0002,tb-1,已发货,1,2026-11-20,茶杯,"好'), {
      locale: 'en',
    })
    expect(formatReport(english, 'en')).toContain(
      '订单.csv:2: a quote of this row is never closed, and would take the rows after it for its contents; close it or take it out, and import again',
    )
  })

  test.each([
    ['a quoted cell of the next row', line('BB-2', '茶壶', '急,要快')],
    ['a quoted cell at the end', 'BB-2,tb-1,已发货,12.50,2026-11-20 10:00,茶壶,"急"'],
    ['an earlier quoted cell', 'BB-2,"tb-1",已发货,12.50,2026-11-20 10:00,茶壶,无'],
    ['an empty quoted cell', 'BB-2,"",已发货,12.50,2026-11-20 10:00,茶壶,""'],
    ['a quoted quote', 'BB-2,tb-1,已发货,12.50,2026-11-20 10:00,茶壶,""""'],
    ['a cell that begins with a comma', 'BB-2,tb-1,已发货,12.50,2026-11-20 10:00,茶壶,",急"'],
    ['a quote out of place', 'BB-2,tb-1,已发货,12.50,2026-11-20 10:00,茶壶",无'],
    ['a quote out of place at the end', 'BB-2,tb-1,已发货,12.50,2026-11-20 10:00,茶壶,无"'],
  ])('is not closed by %s', async (_, next) => {
    for (const open of [
      'A0001,tb-1,已发货,12.50,2026-11-20 10:00,"茶杯,无',
      'A0001,tb-1,已发货,12.50,2026-11-20 10:00,茶杯,"无',
      'A0001,"tb-1,已发货,12.50,2026-11-20 10:00,茶杯,无',
      '"A0001,tb-1,已发货,12.50,2026-11-20 10:00,茶杯,无',
    ]) {
      const report = await importing(file(line('K-00'), open, next, line('XX-3'), line('CCC3')), {
        mode: 'dry_run',
      })
      expect([open, report.rows, report.refused + report.imported]).toEqual([open, 5, 5])
      expect(told(report)[0]).toMatch(/^3 这一行的引号没有配对/)
      expect(report.refusals.map((each) => each.row)).not.toContain(6)
    }
  })

  test('lets no half of its order in', async () => {
    const report = await importLines(
      line('A0001', '茶杯'),
      'A0001,tb-1,已发货,12.50,2026-11-20 10:00,"茶壶,无',
      line('BB-2', '茶罐', '急,要快'),
      line('A0001', '茶盘'),
    )
    expect(told(report)).toEqual([
      expect.stringContaining('2 同一订单的第 3 行有错'),
      expect.stringContaining('3 这一行的引号没有配对'),
      expect.stringContaining('5 同一订单的第 3 行有错'),
    ])
    expect(await known('A0001', 'BB2')).toEqual([undefined, '茶罐'])
  })

  test('is named also in a file that is longer than a row may be', async () => {
    const many = Array.from({ length: 6_000 }, (_, n) =>
      line(`B${10_000 + n}-${'x'.repeat(n % 7)}`),
    )
    const report = await importLines('A0001,tb-1,已发货,12.50,2026-11-20 10:00,"茶杯,无', ...many)
    expect(countsOf(report)).toMatchObject({ rows: 6_001, imported: 6_000, refused: 1 })
    expect(told(report)).toEqual([expect.stringContaining('2 这一行的引号没有配对')])
  })

  test('when there are too many the rest is not read, and no order of it gets in by half', async () => {
    const open = Array.from(
      { length: 60 },
      (_, n) => `QQ-${n},tb-1,已发货,12.50,2026-11-20 10:00,茶壶,"${n}`,
    )
    const report = await importLines(line('A0001'), line('B0001'), ...open, line('A0001', '茶壶'))
    expect(report.rows).toBe(63)
    expect(await known('A0001', 'B0001')).toEqual([undefined, '茶杯'])
    expect(told(report)[0]).toContain('2 同一订单的第')
  })
})

test('a quote that is open in the heading is named', async () => {
  const broken = aFile(['订单编号,"买家会员名,订单状态', line('A0001'), ''].join('\r\n'))
  await expect(importing(broken)).rejects.toMatchObject({
    code: 'bad_request',
    message: expect.stringMatching(/找不到表头.*订单\.csv:1：这一行的引号没有配对/s),
  })
  expect(await store.orders.any()).toBe(false)
})

describe('a remark of several lines is no open quote', () => {
  test.each([
    ['with commas', '好的,谢谢\n再见,老板'],
    ['with quotes', '他说"好"\n"谢谢"'],
    ['with an empty line', '好\n\n谢谢'],
    ['whose last line has commas', '好的\n一,二,三'],
  ])('%s', async (_, remark) => {
    const cells = ['A0001', remark, 'tb-1', '已发货', '12.50', '2026-11-20 10:00', '茶杯']
    const heading = ['订单编号', '备注', ...columns.slice(1, 6)]
    const plain = ['A0000', '无', ...cells.slice(2)]
    const report = await importing(aFile(csv([heading, plain, cells])))
    expect(countsOf(report)).toEqual({ rows: 2, imported: 2, updated: 0, unchanged: 0, refused: 0 })
  })

  test('in the first row below a title and a heading of several lines', async () => {
    const heading = ['订单\n编号', '买家会员名', ...columns.slice(2)]
    const report = await importing(
      aFile(csv([['订单明细'], heading, row('A0001', '茶杯', '好\n谢谢')])),
    )
    expect(countsOf(report)).toMatchObject({ rows: 1, imported: 1, refused: 0 })
  })
})

/** A number that looks like none of the others. */
const numbers = ['A0001', 'BB-22', 'C_3_x', '4532239827909130090', 'e5e5', 'F-6-66', 'g007']
const cell = fc.constantFrom('茶杯', '好,的', '"', '说"好"', '', ',', '5" 杯', '两\n行')
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const aLine = fc.record({
  title: fc.constantFrom('茶杯', '茶壶,大', '盘'),
  remark: cell,
  quotes: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
})

test('wherever a quote is open, no order is lost silently and none gets in with another’s words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aLine, { minLength: 2, maxLength: numbers.length }),
      fc.nat(),
      fc.nat({ max: 6 }),
      async (lines, which, column) => {
        const rows = lines.map(({ title, remark }, n) => row(numbers[n] ?? '', title, remark))
        const broken = which % rows.length
        const text = rows.map((cells, n) =>
          cells
            .map((each, at) => {
              // The other cells of the broken row stay whole: what opens is not to be closed by them.
              if (n === broken)
                return at === column
                  ? `"${each.replace(/["\n,]/g, '')}`
                  : each.replace(/["\n,]/g, '')
              const needs = /[",\n]/.test(each) || lines[n]?.quotes[at]
              return needs ? quoted(each) : each
            })
            .join(','),
        )
        const report = await importing(file(...text), { mode: 'dry_run' })
        const { imported, updated, unchanged, refused } = report
        expect(imported + updated + unchanged + refused).toBe(report.rows)
        expect(report.rows).toBeGreaterThanOrEqual(rows.length)
        const at = 2 + text.slice(0, broken).join('\n').split('\n').length - (broken === 0 ? 1 : 0)
        expect(report.refusals.map((each) => each.row)).toContain(at)
        expect(imported).toBe(rows.length - 1)
      },
    ),
    { numRuns: 300 },
  )
})

test('a good table is read as before, whatever is quoted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aLine, { minLength: 1, maxLength: 7 }), async (lines) => {
      const rows = lines.map(({ title, remark, quotes }, n) =>
        row(numbers[n] ?? '', title, remark)
          .map((each, at) => (/[",\n]/.test(each) || quotes[at] ? quoted(each) : each))
          .join(','),
      )
      const report = await importing(file(...rows), { mode: 'dry_run' })
      expect(report).toMatchObject({ rows: rows.length, imported: rows.length, refused: 0 })
    }),
    { numRuns: 200 },
  )
})
