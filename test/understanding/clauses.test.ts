import { describe, expect, test } from 'vitest'
import { clausesOf } from '../../src/understanding/clauses.ts'
import { oddTexts } from './corpus.ts'

describe('clauses', () => {
  test.each([
    ['杯子碎了还少发一个盖子，运费谁出', ['杯子碎了', '还少发一个盖子', '运费谁出']],
    ['鞋子小了 想换42', ['鞋子小了', '想换42']],
    ['退了12.5元，到账了吗', ['退了12.5元', '到账了吗']],
    ['你好，订单到哪了', ['你好，订单到哪了']],
    ['快递没到\n发票也没有', ['快递没到', '发票也没有']],
    ['my cup is broken. where is the refund', ['my cup is broken', ' where is the refund']],
    ['退款', ['退款']],
  ])('%s', (text, parts) => {
    const clauses = clausesOf(text)
    expect(clauses.map((clause) => clause.text)).toEqual(parts)
    for (const { text: part, start, end } of clauses) expect(text.slice(start, end)).toBe(part)
  })

  test.each(oddTexts)('are at most eight, in order and apart, for %s', (_, text) => {
    const clauses = clausesOf(text)
    expect(clauses.length).toBeLessThanOrEqual(8)
    for (const [at, { start, end }] of clauses.entries()) {
      expect(start).toBeGreaterThanOrEqual(clauses[at - 1]?.end ?? 0)
      expect(end).toBeGreaterThan(start)
    }
  })

  test.each(['..。', '😀，', '，1'])(
    'sixteen kilobytes of %s, ten times, end before the test is given up',
    (piece) => {
      for (let n = 0; n < 10; n++) clausesOf(piece.repeat(16_384 / piece.length))
    },
  )
})
