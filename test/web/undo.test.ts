import { expect, test } from 'vitest'
import { createUndo, type Pending } from '../../src/web/console/undo.ts'

/** A clock that is moved by hand. */
function aWorld() {
  let now = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const done: string[] = []
  return {
    done,
    pass(ms: number) {
      now += ms
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers = timers.filter((each) => each !== timer)
        timer.run()
      }
    },
    world: {
      now: () => now,
      later(ms: number, run: () => void) {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => {
          timers = timers.filter((each) => each !== timer)
        }
      },
      perform: async ({ conversation, verb }: Pending) => {
        done.push(`${verb} ${conversation}`)
      },
    },
  }
}

const resolve = (conversation: string) => ({ conversation, verb: 'resolve', name: '林晓' }) as const

test('what was not taken back is done after five seconds, and once', () => {
  const { world, pass, done } = aWorld()
  const undo = createUndo(world)
  undo.start(resolve('a'))
  pass(4_999)
  expect([done, undo.get().map(({ dueAt }) => dueAt)]).toEqual([[], [5_000]])
  pass(1)
  pass(10_000)
  expect([done, undo.get()]).toEqual([['resolve a'], []])
})

test('what was taken back is never done, whatever else waits', () => {
  const { world, pass, done } = aWorld()
  const undo = createUndo(world)
  undo.start(resolve('a'))
  undo.start(resolve('b'))
  undo.cancel('a')
  pass(5_000)
  expect(done).toEqual(['resolve b'])
})

test('a second command has the first one done at once', () => {
  const { world, pass, done } = aWorld()
  const undo = createUndo(world)
  undo.start(resolve('a'))
  undo.start({ ...resolve('a'), verb: 'return' })
  expect(done).toEqual(['resolve a'])
  pass(5_000)
  expect(done).toEqual(['resolve a', 'return a'])
})

test('the same command twice, as by a key that is held, is one that can still be taken back', () => {
  const { world, pass, done } = aWorld()
  const undo = createUndo(world)
  undo.start(resolve('a'))
  pass(1_000)
  undo.start(resolve('a'))
  expect([undo.get().map(({ dueAt }) => dueAt), undo.has('a')]).toEqual([[5_000], true])
  expect(undo.cancel('a')).toMatchObject({ verb: 'resolve' })
  pass(10_000)
  expect(done).toEqual([])
})

test('before the page goes away all that waits is done', () => {
  const { world, pass, done } = aWorld()
  const undo = createUndo(world)
  undo.start(resolve('a'))
  undo.start(resolve('b'))
  void undo.flush()
  pass(5_000)
  expect(done).toEqual(['resolve a', 'resolve b'])
})
