import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMediaKeeper, type KeepFile } from '../../src/gateway/keep-media.ts'
import { conversationId } from '../../src/model/ids.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { aGate } from '../store/contract/stage.ts'

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

const file = {
  bytes: 1,
  sha256: 'ab',
  mime: 'image/png',
  inspection: { kind: 'unreadable' },
} as const
const kept = { kind: 'kept', ...file } as const
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

test('a wake while files are being looked for is not lost', async () => {
  let asked = 0
  const between: Store = {
    ...store,
    media: {
      ...store.media,
      async wanted(at, limit) {
        const found = await store.media.wanted(at, limit)
        asked += 1
        if (asked === 1) {
          await want('late')
          keeper.wake()
        }
        return found
      },
    },
  }
  keepWith(async () => kept, between)
  keeper.wake()
  await vi.advanceTimersByTimeAsync(10)
  expect(await status('late')).toBe('kept')
})

test('films that take minutes hold up no picture, and four files are fetched at once', async () => {
  const films = [1, 2, 3].map((n) => ({ id: `film-${n}`, gate: aGate() }))
  for (const { id } of films) await want(id)
  for (let n = 1; n <= 20; n += 1) await want(`photo-${n}`, start + 1)
  let inHand = 0
  let most = 0
  keepWith(async (id) => {
    inHand += 1
    most = Math.max(most, inHand)
    await films.find((film) => film.id === id)?.gate.passed
    inHand -= 1
    return kept
  })
  keeper.wake()
  await vi.advanceTimersByTimeAsync(10)
  await vi.waitFor(async () => expect(await status('photo-20')).toBe('kept'))
  expect(await status('film-1')).toBe('wanted')
  expect(most).toBe(4)
  for (const { gate } of films) gate.open()
  await keeper.settle()
  expect(await status('film-1')).toBe('kept')
})

test('what a file is and was called stays with it, however often it was tried', async () => {
  const wanted = {
    id: 'cup',
    conversationId: conversationId('c_0123456789abcdef'),
    url: 'https://cup',
    at: start,
    name: '杯子.png',
  }
  await store.media.save({ ...wanted, status: 'wanted' })
  const answers = [unreachable, kept]
  keepWith(async () => answers.shift() ?? kept)
  keeper.wake()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(await store.media.find('cup')).toEqual({ ...wanted, status: 'kept', ...file })
})

test('whether the file or the settings are to blame is kept', async () => {
  await want('broken')
  await want('foreign')
  const refused = { kind: 'refused', reason: '不行', retryable: false } as const
  keepWith(async (id) => (id === 'foreign' ? { ...refused, bySettings: true } : refused))
  keeper.wake()
  await keeper.settle()
  expect(await store.media.find('foreign')).toMatchObject({ status: 'refused', bySettings: true })
  expect(await store.media.find('broken')).not.toHaveProperty('bySettings')
})

test('stopping waits for what is in hand and begins nothing more', async () => {
  const gate = aGate()
  await want('first')
  const tried = keepWith(async () => {
    await gate.passed
    return kept
  })
  keeper.wake()
  await vi.advanceTimersByTimeAsync(10)
  const stopped = keeper.stop()
  await want('second')
  keeper.wake()
  gate.open()
  await stopped
  expect([await status('first'), await status('second')]).toEqual(['kept', 'wanted'])
  expect(tried).toEqual(['first'])
})
