import { expect, test } from 'vitest'
import { gapsIn, insertAt, nextGap, slashAt, withGapsNamed } from '../../src/web/console/writing.ts'

test('words go where the caret is, and what was selected gives way to them', () => {
  expect(insertAt('您好，谢谢', { from: 3, to: 3 }, '已查到')).toEqual({
    text: '您好，已查到谢谢',
    from: 6,
    to: 6,
  })
  expect(insertAt('您好/th', { from: 2, to: 5 }, '退货地址').text).toBe('您好退货地址')
})

test('the first gap of what was put in is selected, to be written over', () => {
  const written = insertAt('好的，', { from: 3, to: 3 }, '退您 {{ask:金额}} 元')
  expect(written.text.slice(written.from, written.to)).toBe('{{ask:金额}}')
})

test('gaps are told by what they want, and Tab goes round them', () => {
  const text = '{{order.no}} 退 {{ ask: 金额 }} 元'
  expect(gapsIn(text).map(({ name }) => name)).toEqual(['order.no', '金额'])
  expect(nextGap(text, 3)?.name).toBe('金额')
  expect(nextGap(text, text.length)?.name).toBe('order.no')
  expect(nextGap('都填好了', 0)).toBeUndefined()
  expect(gapsIn('{单号} {{}}').map(({ name }) => name)).toEqual([''])
})

test('to choose from, gaps are named as questions', () => {
  const text = '大约 {{ask:几}} 天，退 {{ ask: 金额 }} 元'
  expect(withGapsNamed(text, (name) => `${name}？`)).toBe('大约 几？ 天，退 金额？ 元')
})

test.each([
  ['/', 1, ''],
  ['/thdz', 5, 'thdz'],
  ['您好 /退货', 6, '退货'],
])('in %s something is looked for', (text, caret, wanted) => {
  expect(slashAt(text, caret)?.wanted).toBe(wanted)
})

test.each([
  ['2026/11/26', 10],
  ['和/或', 3],
  ['/th dz', 6],
  ['没有', 2],
])('in %s nothing is', (text, caret) => {
  expect(slashAt(text, caret)).toBeUndefined()
})
