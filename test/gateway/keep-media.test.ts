import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMediaKeeper, type KeepFile } from '../../src/gateway/keep-media.ts'
import { conversationId } from '../../src/model/ids.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'

const start = 1_000_000
let store: Store
let keeper: ReturnType<typeof createMediaKeeper>
beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  store = createSqliteStore({ file: ':memory:' })
})
afterEach(async () => {
  await keeper.stop()
  await store.close()
  vi.useRealTimers()
})

const want = (id: string, at = start) =>
  store.media.save({
    id,
    conversationId: conversationId('c_0123456789abcdef'),
    url: `https://${id}`,
    at,
    status: 'wanted',
  })

const kept = { kind: 'kept', bytes: 1, sha256: 'ab', mime: 'image/png' } as const
const unreachable = { kind: 'refused', reason: 'ECONNREFUSED', retryable: true } as const

/** Keeps what is not called dead; returns what was tried. */
const keepWith = (keep: KeepFile, on: Store = store) => {
  const tried: string[] = []
  keeper = createMediaKeeper({
    store: on,
    now: Date.now,
    log: pino({ level: 'silent' }),
    keep: (id, url) => {
      tried.push(id)
      return keep(id, url)
    },
  })
  return tried
}
const status = async (id: string) => (await store.media.find(id))?.status

test('files that cannot be had do not stand in the way of the others', async () => {
  for (const n of [1, 2, 3, 4, 5]) await want(`dead-${n}`)
  for (let n = 1; n <= 50; n += 1) await want(`good-${n}`, start + 1)
  const tried = keepWith(async (id) => (id.startsWith('dead') ? unreachable : kept))
  keeper.wake()
  await vi.advanceTimersByTimeAsync(10)
  await vi.waitFor(async () => expect(await status('good-50')).toBe('kept'))
  expect(tried).toHaveLength(55)
})

test('a file is tried later and later, and refused after an hour', async () => {
  await want('dead')
  const at: number[] = []
  keepWith(async () => {
    at.push((Date.now() - start) / 1_000)
    return unreachable
  })
  keeper.wake()
  await vi.advanceTimersByTimeAsync(2 * 60 * 60_000)
  expect(at).toEqual([0, 5, 35, 155, 755, 1_355, 1_955, 2_555, 3_155, 3_755])
  expect(await status('dead')).toBe('refused')
})

test('a store that does not take the result gets it a little later', async () => {
  await want('good')
  let full = 1
  const between: Store = {
    ...store,
    media: {
      ...store.media,
      async save(record) {
        full -= 1
        if (full >= 0) throw new Error('disk full')
        return store.media.save(record)
      },
    },
  }
  const tried = keepWith(async () => kept, between)
  keeper.wake()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(tried).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await status('good')).toBe('kept')
})

test('a wake at any step of a sweep is not lost', async () => {
  await want('first')
  let asked = 0
  const between: Store = {
    ...store,
    media: {
      ...store.media,
      async nextDueAt() {
        const dueAt = await store.media.nextDueAt()
        asked += 1
        if (asked === 1) {
          await want('late')
          keeper.wake()
        }
        return dueAt
      },
    },
  }
  keepWith(async () => kept, between)
  keeper.wake()
  await vi.advanceTimersByTimeAsync(10)
  expect(await status('late')).toBe('kept')
})
