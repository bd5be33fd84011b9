import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFeed } from '../../src/http/feed.ts'
import {
  type Change,
  conversationIdOf,
  createSqliteStore,
  type Store,
} from '../../src/store/index.ts'
import { aMessage, aTurn } from '../support/builders.ts'

const idOf = (conversation: string) =>
  conversationIdOf({ channel: 'simulator', account: 'demo', conversation })

/** A page: it remembers the newest of each thing, and where to resume from. */
function createPage(feed: ReturnType<typeof createFeed>, conversation?: string) {
  const seen = new Map<string, number>()
  let after = 0
  let stop: (() => void) | undefined
  let ready: Promise<void> = Promise.resolve()
  const disordered: Change[] = []
  return {
    seen,
    disordered,
    connect() {
      ready = new Promise((resolve, reject) => {
        stop = feed.subscribe({
          after,
          ...(conversation && { conversationId: idOf(conversation) }),
          onChange(change) {
            if (change.seq <= after) disordered.push(change)
            after = change.seq
            seen.set(keyOf(change), change.seq)
          },
          onReady: () => resolve(),
          onReload: (seq) => reject(new Error(`reload at ${seq}`)),
          onFailed: reject,
          drained: async () => {},
        })
      })
      // A page may be gone before it was ready.
      ready.catch(() => {})
    },
    disconnect() {
      stop?.()
      stop = undefined
    },
    get connected() {
      return stop !== undefined
    },
    ready: () => ready,
  }
}

/** The same store over a network: its answers are old by the time they come. */
function distant(store: Store): Pick<Store, 'read' | 'onChange'> {
  const changes: Store['read']['changes'] = async (options) => {
    const page = await store.read.changes(options)
    await new Promise((resolve) => setTimeout(resolve, Math.random() < 0.2 ? 25 : 1))
    return page
  }
  return { onChange: store.onChange, read: { ...store.read, changes } }
}

const keyOf = (change: Change) =>
  change.kind === 'entry' ? change.entry.id : change.summary.conversation.id

async function everything(store: Store, conversation?: string) {
  const changes = await store.read.changes({
    after: 0,
    limit: 100_000,
    ...(conversation && { conversationId: idOf(conversation) }),
  })
  return new Map(changes.map((change) => [keyOf(change), change.seq]))
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      chat: fc.nat(2),
      times: fc.integer({ min: 1, max: 60 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('turn' as const), chat: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('flip' as const), page: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), ms: fc.nat(12) }) },
)

test('whenever pages come and go, each ends up with the newest of everything it may see', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const store = createSqliteStore({ file: ':memory:' })
      const errors: unknown[] = []
      const onError = (error: unknown) => errors.push(error)
      const feed = createFeed({ store: distant(store), onError })
      const pages = [createPage(feed), createPage(feed), createPage(feed, 'chat-1')]
      for (const each of steps) {
        if (each.do === 'write') {
          const conversation = `chat-${each.chat}`
          await store.accept(
            Array.from({ length: each.times }, () => aMessage({ conversation })),
            1,
          )
        } else if (each.do === 'turn') {
          await store
            .runTurn({
              conversationId: idOf(`chat-${each.chat}`),
              at: 1,
              handle: async (work) => ({ kind: 'commit', turn: aTurn(work, { says: ['好'] }) }),
            })
            .catch(() => {})
        } else if (each.do === 'flip') {
          const page = pages[each.page]
          if (page?.connected) page.disconnect()
          else page?.connect()
        } else {
          await new Promise((resolve) => setTimeout(resolve, each.ms))
        }
      }
      for (const page of pages) {
        page.disconnect()
        page.connect()
        await page.ready()
      }
      const [all, one] = [await everything(store), await everything(store, 'chat-1')]
      const [first, second, third] = pages
      expect(first?.seen).toEqual(all)
      expect(second?.seen).toEqual(all)
      expect(third?.seen).toEqual(one)
      expect(pages.flatMap(({ disordered }) => disordered)).toEqual([])
      expect(errors).toEqual([])
      feed.close()
      await store.close()
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('what happens while a page is being read is told after it', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  await store.accept([aMessage({ conversation: 'chat-1' })], 1)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const changes: Store['read']['changes'] = async (options) => {
    const page = await store.read.changes(options)
    // Only who begins anew asks from there: its answer is old by the time it comes.
    if (options.after === 0) await held
    return page
  }
  const slow = { onChange: store.onChange, read: { ...store.read, changes } }
  const feed = createFeed({ store: slow, onError: () => {} })
  let told = 0
  const live = {
    after: undefined,
    onChange: () => {
      told += 1
    },
    onReady: () => {},
    onReload: () => {},
    onFailed: () => {},
    drained: async () => {},
  }
  feed.subscribe(live)
  await new Promise((resolve) => setTimeout(resolve, 20))
  const page = createPage(feed)
  page.connect()
  await new Promise((resolve) => setTimeout(resolve, 20))
  await store.accept([aMessage({ conversation: 'chat-1' })], 1)
  await expect.poll(() => told).toBeGreaterThan(0)
  release()
  await page.ready()
  expect(page.seen).toEqual(await everything(store))
  expect(page.disordered).toEqual([])
  feed.close()
  await store.close()
})

test('a lost hint costs half a second, not the change', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  const feed = createFeed({ store: { ...store, onChange: () => () => {} }, onError: () => {} })
  const page = createPage(feed)
  page.connect()
  await page.ready()
  await store.accept([aMessage()], 1)
  await expect.poll(() => page.seen.size, { timeout: 2_000 }).toBeGreaterThan(0)
  feed.close()
  await store.close()
})

test('a listener too far behind is told to load again, one conversation never is', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  const feed = createFeed({ store, onError: () => {}, replayAtMost: 400 })
  for (let i = 0; i < 20; i++)
    await store.accept(
      Array.from({ length: 60 }, () => aMessage({ conversation: 'chat-1' })),
      1,
    )
  const one = createPage(feed, 'chat-1')
  one.connect()
  await one.ready()
  expect(one.seen).toEqual(await everything(store, 'chat-1'))
  // The recent changes are held, so this needs a feed that begins here and then goes far.
  const all = createPage(feed)
  all.connect()
  await expect(all.ready()).rejects.toThrow('reload')
  feed.close()
  await store.close()
})

test('a store that does not answer fails the listener, and the next one finds it well', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  let down = true
  const lastSeq = async () => {
    if (down) throw new Error('down')
    return store.read.lastSeq()
  }
  const feed = createFeed({
    store: { ...store, read: { ...store.read, lastSeq } },
    onError: () => {},
  })
  const page = createPage(feed)
  page.connect()
  await expect(page.ready()).rejects.toThrow('down')
  down = false
  page.connect()
  await page.ready()
  feed.close()
  await store.close()
})
