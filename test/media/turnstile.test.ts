import { expect, test } from 'vitest'
import { createTurnstile } from '../../src/media/turnstile.ts'
import { aGate } from '../store/contract/stage.ts'

test('so many at once, the others in the order they came, and a fault frees its place', async () => {
  const turnstile = createTurnstile(2)
  const inside: number[] = []
  const gates = Array.from({ length: 5 }, aGate)
  const works = gates.map(({ passed }, index) =>
    turnstile.pass(async () => {
      inside.push(index)
      await passed
      if (index === 1) throw new Error('a fault')
      return index
    }),
  )
  const ended = Promise.allSettled(works)
  expect(inside).toEqual([0, 1])
  gates[1]?.open()
  await expect(works[1]).rejects.toThrow('a fault')
  expect(inside).toEqual([0, 1, 2])
  gates[0]?.open()
  await works[0]
  expect(inside).toEqual([0, 1, 2, 3])
  for (const { open } of gates) open()
  expect((await ended).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(await turnstile.pass(async () => 'free')).toBe('free')
})
