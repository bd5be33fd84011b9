import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Playbook } from '../../src/playbook/index.ts'
import type { ToneGuard } from '../../src/tone/index.ts'
import { normalise } from '../../src/understanding/index.ts'
import { learnedGuard, loadShipped } from './shipped.ts'

interface Labelled {
  readonly text: string
  /** `fine`, or the category's id. */
  readonly category: string
}

const heldOut: readonly Labelled[] = readFileSync(
  fileURLToPath(new URL('held-out.jsonl', import.meta.url)),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const playbook = await loadShipped()

const labelled = ({ tone }: Playbook): readonly Labelled[] => [
  ...tone.fine.map((text) => ({ text, category: 'fine' })),
  ...tone.categories.flatMap(({ id, examples }) =>
    examples.map((text) => ({ text, category: id })),
  ),
]

interface Count {
  readonly found: number
  readonly of: number
}

/** In how many sentences something is found, by what they are. */
async function alarms(guard: ToneGuard, lines: readonly Labelled[]) {
  const counted: (Count & { readonly category: string })[] = []
  for (const { text, category } of lines) {
    const { findings } = await guard.check(text)
    counted.push({ category, found: findings.length > 0 ? 1 : 0, of: 1 })
  }
  return counted
}

const sum = (counts: readonly Count[]) => ({
  found: counts.reduce((all, { found }) => all + found, 0),
  of: counts.reduce((all, { of }) => all + of, 0),
})

const shareOf = (counts: readonly Count[]) => sum(counts).found / sum(counts).of

/**
 * Written before the rules that find them. Of the first 227 lines the misses were looked at once, the
 * others never. Today nothing is found in the 135 good ones and something in 95 % of the 216 others.
 */
describe('on sentences that nobody has seen', () => {
  test('none stands in the rules', () => {
    const known = new Set(labelled(playbook).map(({ text }) => normalise(text)))
    expect(heldOut.map(({ text }) => text).filter((text) => known.has(normalise(text)))).toEqual([])
  })

  test('what is found is wrong, and most of what is wrong is found', async () => {
    const counted = await alarms(await learnedGuard(playbook), heldOut)
    const good = counted.filter(({ category }) => category === 'fine')
    const bad = counted.filter(({ category }) => category !== 'fine')
    expect(shareOf(bad)).toBeGreaterThanOrEqual(0.9)
    expect(sum(bad).found / sum(counted).found).toBeGreaterThanOrEqual(0.98)
    expect(shareOf(good)).toBeLessThanOrEqual(0.02)
    for (const { id } of playbook.tone.categories) {
      const ofIt = bad.filter(({ category }) => category === id)
      expect(ofIt.length, id).toBeGreaterThanOrEqual(10)
      expect(shareOf(ofIt), id).toBeGreaterThanOrEqual(0.6)
    }
  }, 30_000)
})

/**
 * Each fifth judged by a guard that learned from the other four, and knows all phrases. Today 1.5 %
 * of the good ones are found and 69 % of the others, which were written to differ from each other.
 */
test('of its own sentences, out of fold, few good ones are found and most of the others', async () => {
  const folds = 5
  const counted: Awaited<ReturnType<typeof alarms>> = []
  for (let fold = 0; fold < folds; fold++) {
    const guard = await learnedGuard(only(playbook, (at) => at % folds !== fold))
    counted.push(...(await alarms(guard, labelled(only(playbook, (at) => at % folds === fold)))))
  }
  expect(shareOf(counted.filter(({ category }) => category === 'fine'))).toBeLessThanOrEqual(0.02)
  const bad = counted.filter(({ category }) => category !== 'fine')
  expect(shareOf(bad)).toBeGreaterThanOrEqual(0.64)
}, 60_000)

/** The playbook with some of its sentences. */
const only = (playbook: Playbook, holds: (at: number) => boolean): Playbook => {
  const some = (sentences: readonly string[]) => sentences.filter((_, at) => holds(at))
  const { tone } = playbook
  const categories = tone.categories.map((each) => ({ ...each, examples: some(each.examples) }))
  return { ...playbook, tone: { ...tone, fine: some(tone.fine), categories } }
}
