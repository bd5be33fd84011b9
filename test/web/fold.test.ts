import { expect, test } from 'vitest'
import { foldRuns } from '../../src/web/console/fold.ts'

const isEven = (n: number) => n % 2 === 0

test('what repeats itself in a row is folded, in its order, and nothing is lost', () => {
  expect(foldRuns([1, 2, 4, 6, 3, 5, 8], isEven)).toEqual([[1], [2, 4, 6], [3], [5], [8]])
  expect(foldRuns([], isEven)).toEqual([])
})
