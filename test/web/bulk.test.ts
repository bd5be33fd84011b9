import { expect, test } from 'vitest'
import { createBulk, mostChosen } from '../../src/web/console/bulk.ts'
import { createUndo, type Ended } from '../../src/web/console/undo.ts'
import type { ConversationRow } from '../../src/web/shared/index.ts'

const aRow = (id: string) => ({ id, customer: { id, name: id } }) as unknown as ConversationRow
const rows = ['a', 'b', 'c', 'd'].map(aRow)
const ids = rows.map(({ id }) => id)

function aBulk({ fails = [] as readonly string[], refuses = [] as readonly string[] } = {}) {
  const timers: (() => void)[] = []
  const done: string[] = []
  const undo = createUndo({
    now: () => 0,
    later(_, run) {
      timers.push(run)
      return () => timers.splice(timers.indexOf(run), 1)
    },
    async perform({ conversation, verb, onEnd }) {
      if (fails.includes(conversation)) return onEnd?.({ kind: 'failed', reason: '坏了' })
      done.push(`${verb} ${conversation}`)
      onEnd?.({ kind: 'done' })
    },
  })
  let most = 0
  let now = 0
  const bulk = createBulk({
    undo,
    async give({ id }, to) {
      now += 1
      most = Math.max(most, now)
      await Promise.resolve()
      now -= 1
      if (fails.includes(id)) throw new Error('坏了')
      done.push(`give ${id} ${to}`)
    },
    refused: (_, { id }) => (refuses.includes(id) ? '不行' : null),
    nameOf: ({ id }) => id,
    sentenceOf: (error) => (error instanceof Error ? error.message : ''),
    newId: () => 'batch',
  })
  bulk.open()
  const state = () => {
    const now = bulk.get()
    if (now.kind === 'off') throw new Error('off')
    const { chosen, faults, outcome } = now
    return { chosen: [...chosen].sort(), faults: Object.fromEntries(faults), outcome }
  }
  const pass = () => {
    for (const run of timers.splice(0)) run()
  }
  return { bulk, undo, state, pass, done, most: () => most }
}

test('one is chosen, or all between the last one and it; each can be let go', () => {
  const { bulk, state } = aBulk()
  bulk.choose('d', true)
  bulk.choose('b', true, ids)
  expect(state().chosen).toEqual(['b', 'c', 'd'])
  bulk.choose('c', false)
  expect(state().chosen).toEqual(['b', 'd'])
  bulk.choose('a', true, ['x', 'a'])
  expect(state().chosen, 'where the range has no beginning').toEqual(['a', 'b', 'd'])
  bulk.close()
  bulk.choose('a', true)
  expect(bulk.get()).toEqual({ kind: 'off' })
})

test('no more are chosen than anybody means', () => {
  const { bulk, state } = aBulk()
  bulk.chooseAll(
    Array.from({ length: 300 }, (_, index) => `r${index}`),
    true,
  )
  expect(state().chosen.length).toBe(mostChosen)
})

test('what is done is chosen no more; what is not says why, and stays', async () => {
  const { bulk, state, pass, done } = aBulk({ fails: ['b'], refuses: ['c'] })
  bulk.chooseAll(ids, true)
  const ended = bulk.start('resolve', rows)
  expect(done, 'nothing before its time').toEqual([])
  pass()
  await ended
  expect(done).toEqual(['resolve a', 'resolve d'])
  expect(state()).toEqual({
    chosen: ['b', 'c'],
    faults: { b: '坏了', c: '不行' },
    outcome: { verb: 'resolve', done: 2, undone: 0, failed: 2 },
  })
})

test('all is taken back together; whose customer writes on is left, and says so', async () => {
  const { bulk, undo, state, pass, done } = aBulk()
  bulk.chooseAll(ids, true)
  const ended = bulk.start('return', rows)
  undo.cancel('a', '又说话了')
  for (const { conversation, batch } of undo.get()) if (batch === 'batch') undo.cancel(conversation)
  pass()
  await ended
  expect(done).toEqual([])
  expect(state()).toEqual({
    chosen: ids,
    faults: { a: '又说话了' },
    outcome: { verb: 'return', done: 0, undone: 4, failed: 0 },
  })
})

test('what already waits to be done is not asked for twice', async () => {
  const { bulk, undo, pass, done } = aBulk()
  const ends: Ended[] = []
  undo.start({ conversation: 'a', verb: 'resolve', name: 'a', onEnd: (end) => ends.push(end) })
  const ended = bulk.start('resolve', rows.slice(0, 2))
  pass()
  await ended
  expect([done, ends]).toEqual([['resolve a', 'resolve b'], [{ kind: 'done' }]])
})

test('given away a few at a time, each for itself', async () => {
  const many = Array.from({ length: 12 }, (_, index) => aRow(`r${index}`))
  const { bulk, state, done, most } = aBulk({ fails: ['r3'] })
  bulk.chooseAll(
    many.map(({ id }) => id),
    true,
  )
  await bulk.give('chen', many)
  expect([done.length, most()]).toEqual([11, 4])
  expect(state()).toMatchObject({ chosen: ['r3'], faults: { r3: '坏了' } })
})
