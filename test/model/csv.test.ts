import { expect, test } from 'vitest'
import { csvOf } from '../../src/model/csv.ts'

test('begins with the mark of UTF-8 and ends its lines as spreadsheets do', () => {
  expect(
    csvOf([
      ['日期', 1],
      [null, 2.5],
    ]),
  ).toBe('\uFEFF日期,1\r\n,2.5\r\n')
})

test.each([
  ...['=1+1', '+86', '-2', '@SUM(A1)', '\tx', '\rx', '\nx'],
  ...['＝1+1', '＋86', '－2', '＠SUM(A1)', ' =1', '\u200b=1', '\uFEFF+1', '\u00A0-1'],
])('a spreadsheet does not run %j: an apostrophe stands before it', (text) => {
  expect(
    csvOf([[text]])
      .slice(1)
      .replace(/\r\n$/, '')
      .replaceAll('"', ''),
  ).toBe(`'${text}`)
})

test('numbers below zero stay numbers', () => {
  expect(csvOf([[-3]])).toBe('\uFEFF-3\r\n')
})

test('commas, quotes and line breaks stay within their cell', () => {
  expect(csvOf([['a,b', '说"好"', '两\n行']])).toBe('\uFEFF"a,b","说""好""","两\n行"\r\n')
})
