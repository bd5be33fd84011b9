import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createEntityFinder } from '../../src/understanding/entities/entities.ts'

/**
 * `numbers.jsonl` holds sentences in our own words with generated numbers in the real formats; about
 * half of them name no order and are there to mislead. Values are normalised.
 */
interface Line {
  readonly text: string
  readonly order_numbers: readonly string[]
  readonly tracking_numbers: readonly string[]
  readonly phones: readonly string[]
}

const lines = readFileSync(new URL('numbers.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Line)

const find = createEntityFinder('Asia/Shanghai')
const at = Date.parse('2025-11-22T12:00:00+08:00')

const kinds = [
  { kind: 'order_number', field: 'order_numbers', precision: 0.995, recall: 0.97 },
  { kind: 'tracking_number', field: 'tracking_numbers', precision: 0.99, recall: 0.97 },
  { kind: 'phone', field: 'phones', precision: 0.99, recall: 0.97 },
] as const

type Field = (typeof kinds)[number]['field']

/** Counts one kind over every line, and says in words what was wrong. */
const score = (kind: string, field: Field) => {
  const wrong: string[] = []
  const missed: string[] = []
  let right = 0
  for (const line of lines) {
    const left = [...line[field]]
    for (const entity of find(line.text, at)) {
      if (entity.kind !== kind) continue
      const place = left.indexOf(entity.value)
      if (place < 0) wrong.push(`${entity.value} in 「${line.text}」`)
      else {
        left.splice(place, 1)
        right += 1
      }
    }
    for (const value of left) missed.push(`${value} in 「${line.text}」`)
  }
  return {
    precision: right / (right + wrong.length),
    recall: right / (right + missed.length),
    wrong: `wrong:\n${wrong.join('\n')}`,
    missed: `missed:\n${missed.join('\n')}`,
  }
}

test('there are 300 lines at least, and 100 that name no order', () => {
  expect(lines.length).toBeGreaterThanOrEqual(300)
  expect(lines.filter((line) => line.order_numbers.length === 0).length).toBeGreaterThan(100)
})

describe.each(kinds)('of every $kind', ({ kind, field, precision, recall }) => {
  const scored = score(kind, field)

  test(`what is found is right: ${precision}`, () => {
    expect(scored.precision, scored.wrong).toBeGreaterThanOrEqual(precision)
  })

  test(`what is there is found: ${recall}`, () => {
    expect(scored.recall, scored.missed).toBeGreaterThanOrEqual(recall)
  })
})
