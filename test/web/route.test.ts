import { expect, test } from 'vitest'
import { lineOf } from '../../src/web/console/route.ts'

test.each([
  ['?at=12', 12],
  ['?at=0', 0],
  ['', null],
  ['?at=', null],
  ['?at=abc', null],
  ['?at=-1', null],
  ['?at=1e3', null],
  ['?at=99999999999999999999', null],
])('%s asks for line %s', (search, line) => {
  expect(lineOf(search)).toBe(line)
})
