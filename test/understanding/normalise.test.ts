import { describe, expect, test } from 'vitest'
import { normalise } from '../../src/understanding/index.ts'
import { oddTexts } from './corpus.ts'

describe('normalising', () => {
  test.each([
    ['full-width letters become plain', 'ＡＢＣ', 'abc'],
    ['capitals become small', 'iPhone', 'iphone'],
    ['traditional characters become simplified', '訂單還沒到', '订单还没到'],
    ['an apostrophe within a word goes', "I can't", 'i cant'],
    ['digits become 0', '第3天', '第0天'],
    ['a long number becomes one sign', '订单318811567705呢', '订单⌗呢'],
    ['a number written in groups is one number', '4532 2398 2790 9130', '⌗'],
    ['two small numbers stay two', '38 42', '00 00'],
    ['a list of sizes stays a list', '130 140 150 160', '00 00 00 00'],
    ['a date with its hour is no number', '2026-11-25 14:30', '00 00 00 00 00'],
    ['a phone in groups is a phone', '打138 1234 5678', '打☎'],
    ['a phone becomes another sign', '打13812345678', '打☎'],
    ['a masked order number reads as a number', '订单[订单x]', '订单⌗'],
    ['a masked figure reads as a figure', '等了[数字x]天', '等了0天'],
    ['another mask is dropped', '寄到[地址x]行吗', '寄到 行吗'],
    ["a platform's emoji code becomes one sign", '好的#E-s46', '好的☺'],
    ["a customer's own hash sign is dropped", '#退款#', '退款'],
    ['punctuation becomes a space', '你好，退款。', '你好 退款'],
    ['questions and cries stay', '退款?快!', '退款?快!'],
    ['full-width question marks are the same', '退款？', '退款?'],
    ['repetition is cut to two', '哈哈哈哈哈？？？？', '哈哈??'],
    ['control characters go', '退\u0000款\u001b', '退 款'],
    ['white space is one space', '退\n\n　 款', '退 款'],
    ['emoji stay', '好👍', '好👍'],
  ])('%s', (_, text, expected) => {
    expect(normalise(text)).toBe(expected)
  })

  test.each(oddTexts)('leaves at most two thousand characters of %s', (_, text) => {
    expect(normalise(text).length).toBeLessThanOrEqual(2_000)
  })

  test.each(oddTexts)('does nothing more to %s the second time', (_, text) => {
    expect(normalise(normalise(text))).toBe(normalise(text))
  })
})
