import { expect, test } from 'vitest'
import { marked } from '../../src/web/console/marked.ts'

const shown = (text: string, ...spans: readonly (readonly [start: number, end: number])[]) =>
  marked(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('|')

test.each([
  [[], '亲不支持哦'],
  [[[1, 4]], '亲|[不支持]|哦'],
  [[[0, 5]], '[亲不支持哦]'],
  [
    [
      [3, 5],
      [0, 1],
    ],
    '[亲]|不支|[持哦]',
  ],
  // Overlapping words are not shown twice.
  [
    [
      [0, 3],
      [2, 4],
      [1, 2],
    ],
    '[亲不支]|[持]|哦',
  ],
] as const)('%j', (spans, pieces) => {
  expect(shown('亲不支持哦', ...spans)).toBe(pieces)
})
