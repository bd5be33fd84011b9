import { expect, test } from 'vitest'
import { createBulk, mostChosen } from '../../src/web/console/bulk.ts'
import { createUndo, type Ended } from '../../src/web/console/undo.ts'
import type { ConversationRow } from '../../src/web/shared/index.ts'

const aRow = (id: string, owner: string | null = null) =>
  ({
    id,
    customer: { id, name: id },
    phase: owner === null ? 'awaiting_agent' : 'with_agent',
    owner_id: owner,
  }) as unknown as ConversationRow
const rows = ['a', 'b', 'c', 'd'].map((id) => aRow(id))
const ids = rows.map(({ id }) => id)

/** `fails` are chats for which the server says no. */
function aBulk({
  fails = [] as readonly string[],
  refuses = [] as readonly string[],
  known = rows,
} = {}) {
  const timers: (() => void)[] = []
  const done: string[] = []
  const told: (readonly string[])[] = []
  let most = 0
  let now = 0
  const ask = async (words: string, id: string) => {
    now += 1
    most = Math.max(most, now)
    await new Promise(setImmediate)
    now -= 1
    if (fails.includes(id)) throw new Error('坏了')
    done.push(words)
  }
  const undo = createUndo({
    now: () => 0,
    later(_, run) {
      timers.push(run)
      return () => timers.splice(timers.indexOf(run), 1)
    },
    perform: ({ conversation, verb, onEnd }) =>
      ask(`${verb} ${conversation}`, conversation).then(
        () => onEnd?.({ kind: 'done' }),
        () => onEnd?.({ kind: 'failed', reason: '坏了' }),
      ),
  })
  const rowsNow = new Map(known.map((row) => [row.id, row]))
  const bulk = createBulk({
    undo,
    rowOf: (id) => rowsNow.get(id),
    isMine: ({ owner_id }) => owner_id === 'me',
    take: async (id) => done.push(`take ${id}`),
    give: (id, to) => ask(`give ${id} ${to}`, id),
    refused: (_, { id }) => (refuses.includes(id) ? '不行' : null),
    pending: '等着办',
    kept: (reason) => `在您手里：${reason}`,
    nameOf: ({ id }) => id,
    sentenceOf: (error) => (error instanceof Error ? error.message : ''),
    tell: (reasons) => told.push(reasons),
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
  return { bulk, undo, state, pass, done, told, rowsNow, most: () => most }
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
  const ended = bulk.start('resolve', ids)
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
  const ended = bulk.start('return', ids)
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

test('what already waits to be done is left, and says so', async () => {
  const { bulk, undo, state, pass, done } = aBulk()
  const ends: Ended[] = []
  undo.start({ conversation: 'a', verb: 'return', name: 'a', onEnd: (end) => ends.push(end) })
  bulk.chooseAll(['a', 'b'], true)
  const ended = bulk.start('resolve', ['a', 'b'])
  pass()
  await ended
  expect([done, ends]).toEqual([['return a', 'resolve b'], [{ kind: 'done' }]])
  expect(state()).toEqual({
    chosen: ['a'],
    faults: { a: '等着办' },
    outcome: { verb: 'resolve', done: 1, undone: 1, failed: 0 },
  })
  undo.start({ conversation: 'a', verb: 'return', name: 'a' })
  await bulk.give('chen', ['a'])
  expect(state().faults).toEqual({ a: '等着办' })
})

test('what failed after choosing has ended is told all the same', async () => {
  const { bulk, pass, told } = aBulk({ fails: ['b', 'c'] })
  const ended = bulk.start('resolve', ids)
  bulk.close()
  pass()
  await ended
  expect(told).toEqual([['坏了', '坏了']])
  expect(bulk.get()).toEqual({ kind: 'off' })
  const good = bulk.start('return', ['a'])
  bulk.open()
  pass()
  await good
  expect(told.length, 'what went well needs no words').toBe(1)
})

test('another list’s choosing hears nothing of what was begun before it', async () => {
  const { bulk, state, pass, told } = aBulk({ fails: ['b'] })
  const ended = bulk.start('resolve', ids)
  bulk.open()
  bulk.choose('b', true)
  pass()
  await ended
  expect(state()).toEqual({ chosen: ['b'], faults: {}, outcome: null })
  expect(told).toEqual([['坏了']])
})

test('each is seen to as it stands when it is begun, not as it was when it was chosen', async () => {
  const { bulk, state, done, rowsNow } = aBulk()
  bulk.chooseAll(['a', 'b'], true)
  rowsNow.set('a', aRow('a', 'chen'))
  rowsNow.delete('b')
  await bulk.give('chen', ['a', 'b'])
  expect(done, 'they have it already, and the other is gone').toEqual([])
  expect(state().outcome).toEqual({ verb: 'give', done: 1, undone: 1, failed: 0 })
})

test('what leaves the list is chosen no more, and takes no place', () => {
  const { bulk, state } = aBulk()
  bulk.chooseAll(['a', 'b', 'c'], true)
  const before = bulk.get()
  bulk.keep(ids)
  expect(bulk.get(), 'nothing is drawn for nothing').toBe(before)
  bulk.keep(['b', 'x'])
  expect(state().chosen).toEqual(['b'])
})

const many = Array.from({ length: 12 }, (_, index) => aRow(`r${index}`, 'me'))
const manyIds = many.map(({ id }) => id)

test('given away a few at a time, each for itself', async () => {
  const { bulk, state, done, most } = aBulk({ fails: ['r3'], known: many })
  bulk.chooseAll(manyIds, true)
  await bulk.give('chen', manyIds)
  expect([done.length, most()]).toEqual([11, 4])
  expect(state()).toMatchObject({ chosen: ['r3'], faults: { r3: '坏了' } })
})

test('resolved a few at a time, too; all at once where the page goes away', async () => {
  const { bulk, undo, pass, most } = aBulk({ known: many })
  const ended = bulk.start('resolve', manyIds)
  pass()
  await ended
  expect(most()).toBe(4)
  const again = bulk.start('return', manyIds)
  await undo.flush()
  await again
  expect(most()).toBe(12)
})

test('what was taken to be given away, and was not given, says whose it is now', async () => {
  const known = [aRow('a'), aRow('b', 'me')]
  const { bulk, state, done } = aBulk({ fails: ['a', 'b'], known })
  bulk.chooseAll(['a', 'b'], true)
  await bulk.give('chen', ['a', 'b'])
  expect(done).toEqual(['take a'])
  expect(state().faults).toEqual({ a: '在您手里：坏了', b: '坏了' })
})
