import { expect, test } from 'vitest'
import { retryAt } from '../../src/gateway/backoff.ts'

test('pauses grow, and after the sixth try there is none', () => {
  const pauses = [1, 2, 3, 4, 5, 6].map((attempt) => retryAt(attempt, 0))
  expect(pauses).toEqual([1_000, 5_000, 30_000, 120_000, 600_000, undefined])
})

test('a platform may ask for a longer pause, but not for more than ten minutes', () => {
  expect(retryAt(1, 0, 20_000)).toBe(20_000)
  expect(retryAt(1, 0, 86_400_000)).toBe(600_000)
  expect(retryAt(3, 0, 20_000)).toBe(30_000)
})
