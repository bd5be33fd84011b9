import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnNames, type Field } from '../../src/orders/import/columns.ts'
import { aFile, csv } from './files.ts'
import { heading, importing, order, row, table } from './importing.ts'

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
