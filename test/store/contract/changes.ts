import { expect, test } from 'vitest'
import type { InboundMessage } from '../../../src/model/message.ts'
import type { Change, Store } from '../../../src/store/index.ts'
import { aMessage, type aTurn, withAgent } from '../../support/builders.ts'
import {
  commit,
  exchange,
  hear,
  type OpenStore,
  run,
  seeded,
  some,
  stageOn,
  take,
  texts,
} from './stage.ts'

/** What a console knows: the latest of each line and conversation that it was told. */
function createReader(store: Store, limit: number) {
  const known = new Map<string, unknown>()
  let after = 0
  return {
    known,
    async catchUp() {
      for (;;) {
        const changes = await store.read.changes({ after, limit })
        for (const change of changes) {
          expect(change.seq).toBeGreaterThan(after)
          after = change.seq
          known.set(...nameAndState(change))
        }
        if (changes.length < limit) return
      }
    },
  }
}

const nameAndState = (change: Change): [string, unknown] =>
  change.kind === 'entry'
    ? [`line ${change.entry.id}`, change.entry]
    : [`conversation ${change.summary.conversation.id}`, change.summary]

/** The same from the tables themselves. */
async function everything(store: Store): Promise<Map<string, unknown>> {
  const all = new Map<string, unknown>()
  for (const summary of await store.read.conversations({ limit: 1_000 })) {
    const { id } = summary.conversation
    all.set(`conversation ${id}`, summary)
    for (const entry of await store.read.transcript(id, { limit: 1_000 })) {
      all.set(`line ${entry.id}`, entry)
    }
  }
  return all
}

export function changesContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('a line that changed twice is told once, as it is now', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const [send] = await stage.store.claimSends(1_000, 10)
    if (!send) throw new Error('nothing to send')
    await stage.store.settleSend(send.id, { kind: 'sent' }, 1_000)
    const changes = await stage.store.read.changes({ after: 0, limit: 100 })
    const lines = changes.flatMap((change) => (change.kind === 'entry' ? [change.entry] : []))
    expect(lines.map(({ delivery }) => delivery?.status)).toEqual([undefined, 'sent'])
    expect(changes.map(({ seq }) => seq)).toEqual(
      changes.map(({ seq }) => seq).toSorted((a, b) => a - b),
    )
  })

  test('nothing changed after the last number', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const after = await stage.store.read.lastSeq()
    expect(await stage.store.read.changes({ after, limit: 10 })).toEqual([])
    await hear(stage.store, { text: '新' })
    const changes = await stage.store.read.changes({ after, limit: 10 })
    expect(changes.map(({ kind }) => kind).toSorted()).toEqual(['conversation', 'entry'])
  })

  test('what was not written has no number', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const before = await stage.store.read.lastSeq()
    const broken = { ...aMessage(), parts: undefined } as unknown as InboundMessage
    await expect(stage.store.accept([aMessage(), broken], 1_000)).rejects.toThrow()
    expect(await stage.store.read.lastSeq()).toBe(before)
  })

  test('numbers go on after a crash', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const before = await stage.store.read.lastSeq()
    await stage.crash()
    expect(await stage.store.read.lastSeq()).toBeGreaterThanOrEqual(before)
    const { position } = await hear(stage.store)
    expect(position).toBeGreaterThan(before)
  })

  test('changes of one conversation leave the others out', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] }, { conversation: 'a' })
    await exchange(stage.store, 1_000, { says: ['二'] }, { conversation: 'b' })
    const changes = await stage.store.read.changes({ after: 0, limit: 100, conversationId: id })
    const entries = changes.flatMap((change) => (change.kind === 'entry' ? [change.entry] : []))
    expect(texts(entries)).toEqual(['收到就碎了', '一'])
    expect(changes.filter(({ kind }) => kind === 'conversation')).toHaveLength(1)
  })

  test('a reader who comes back whenever it likes misses nothing, whatever happens', async () => {
    for (const seed of [11, 12, 13, 14]) {
      const random = seeded(seed)
      const readers = [1, 3, 50].map((limit) => createReader(stage.store, limit))
      for (let at = 1_000; at < 1_150; at++) {
        await randomStep(stage.store, random, at)
        if (random() < 0.2) await some(random, readers).catchUp()
      }
      const all = await everything(stage.store)
      for (const reader of readers) {
        await reader.catchUp()
        expect(reader.known, `seed ${seed}`).toEqual(all)
      }
    }
  })

  test('listeners hear of a change after it can be read, until they leave', async () => {
    const seen: Promise<number>[] = []
    const leave = stage.store.onChange(() => seen.push(stage.store.read.lastSeq()))
    const { position } = await hear(stage.store)
    const heard = seen.length
    expect(heard).toBeGreaterThan(0)
    expect(await seen[0]).toBeGreaterThanOrEqual(position)
    leave()
    await hear(stage.store)
    expect(seen).toHaveLength(heard)
  })

  test('a listener that throws disturbs nobody', async () => {
    let heard = 0
    stage.store.onChange(() => {
      throw new Error('listener')
    })
    stage.store.onChange(() => heard++)
    expect((await hear(stage.store)).duplicate).toBe(false)
    expect(heard).toBeGreaterThan(0)
  })
}

async function randomStep(store: Store, random: () => number, at: number): Promise<void> {
  const conversation = some(random, ['a', 'b', 'c', 'd'])
  const dice = random()
  if (dice < 0.35) {
    await hear(store, { conversation, at })
    return
  }
  if (dice < 0.6) {
    const route = some(random, ['push', 'pull', 'draft', 'none'] as const)
    await take(store, at, commit({ at, says: ['一', '二'], route }))
    return
  }
  if (dice < 0.75) {
    for (const send of await store.claimSends(at, 3)) {
      const result = some(random, [
        { kind: 'sent' },
        { kind: 'retry', retryAt: at + 3, reason: '忙' },
        { kind: 'failed', reason: '拒' },
      ] as const)
      await store.settleSend(send.id, result, at)
    }
    return
  }
  const [summary] = await store.read.conversations({ limit: 1, externalId: conversation })
  if (!summary) return
  const { id } = summary.conversation
  const phase = some(random, [withAgent, { kind: 'answering' }] as const)
  if (dice < 0.85) {
    await run(store, id, { next: { phase } }, { at })
    return
  }
  const entries = await store.read.transcript(id, { limit: 100 })
  const draft = entries.find(({ delivery }) => delivery?.status === 'draft')
  const verdicts = [{ kind: 'discard' }, { kind: 'release', route: 'push' }] as const
  type DraftId = ReturnType<typeof aTurn>['lines'][number]['id']
  if (draft) await store.settleDraft(draft.id as DraftId, some(random, verdicts), at)
}
