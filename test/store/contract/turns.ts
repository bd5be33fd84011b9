import { expect, test } from 'vitest'
import { outboxId } from '../../../src/model/ids.ts'
import { orderKeyOf } from '../../../src/model/message.ts'
import type { TurnReport } from '../../../src/store/index.ts'
import { aLine, aTurn, awaitingAgent } from '../../support/builders.ts'
import {
  aGate,
  commit,
  hear,
  type OpenStore,
  run,
  said,
  seeded,
  some,
  stageOn,
  take,
  texts,
  waitUntil,
} from './stage.ts'

export function turnContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('unread messages come in the order of their order keys, then of arrival', async () => {
    for (const [text, sentAt] of [
      ['三', 300],
      ['一', 100],
      ['二甲', 200],
      ['二乙', 200],
    ] as const) {
      await hear(stage.store, { text, sentAt, orderKey: orderKeyOf(sentAt) })
    }
    const { works } = await take(stage.store, 1_000)
    expect(works).toHaveLength(1)
    expect(texts(works[0]?.unread ?? [])).toEqual(['一', '二甲', '二乙', '三'])
  })

  test('at most `limit` conversations are handed out, the longest due first', async () => {
    for (const n of [1, 2, 3]) await hear(stage.store, { conversation: `chat-${n}`, at: n })
    const first = await take(stage.store, 10, commit(), { limit: 2 })
    const second = await take(stage.store, 10, commit(), { limit: 2 })
    expect(first.works.map((work) => work.conversation.externalId)).toEqual(['chat-1', 'chat-2'])
    expect(second.works.map((work) => work.conversation.externalId)).toEqual(['chat-3'])
  })

  test('a message is read once', async () => {
    await hear(stage.store)
    await take(stage.store, 1_000)
    expect((await take(stage.store, 1_000)).works).toEqual([])
    expect(await stage.store.nextDueAt()).toBeUndefined()
  })

  test('a turn commits its state, lines and decision as a whole', async () => {
    const { conversationId } = await hear(stage.store, { text: '人工' })
    const { reports } = await take(
      stage.store,
      2_000,
      commit({
        at: 2_000,
        says: ['已为您转人工'],
        because: '客户要人工',
        next: { phase: awaitingAgent(2_000), ticketCount: 3, round: 2 },
      }),
    )
    expect(reports).toEqual([{ kind: 'committed', conversationId, turn: `${conversationId}:0` }])
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary).toMatchObject({
      lastAt: 2_000,
      lastText: '已为您转人工',
      lastBy: { author: 'bot' },
      asked: '人工',
      waitingSince: 2_000,
    })
    expect(summary?.conversation).toMatchObject({
      version: 1,
      ticketCount: 3,
      round: 2,
      phase: awaitingAgent(2_000),
    })
    expect(await said(stage.store, conversationId)).toEqual(['人工', '已为您转人工:pending'])
    expect(await stage.store.read.decisions(conversationId, 5)).toMatchObject([
      { because: '客户要人工', turn: `${conversationId}:0` },
    ])
  })

  test('a wait hands the conversation out again when it is over, not before', async () => {
    await hear(stage.store)
    const { reports } = await take(stage.store, 1_000, waitUntil(3_000))
    expect(reports).toMatchObject([{ kind: 'waiting', until: 3_000 }])
    expect(await stage.store.nextDueAt()).toBe(3_000)
    expect((await take(stage.store, 2_999)).works).toEqual([])
    expect((await take(stage.store, 3_000)).works).toHaveLength(1)
  })

  test('another message ends a wait at once', async () => {
    await hear(stage.store, { text: '在吗' })
    await take(stage.store, 1_000, waitUntil(3_000))
    await hear(stage.store, { text: '杯子碎了', at: 1_500 })
    const { works } = await take(stage.store, 1_500)
    expect(works.map((work) => texts(work.unread))).toEqual([['在吗', '杯子碎了']])
  })

  test('a message that comes while a handler decides to wait ends that wait', async () => {
    await hear(stage.store)
    await take(stage.store, 1_000, async () => {
      await hear(stage.store, { at: 1_100 })
      return { kind: 'wait', until: 3_000 }
    })
    expect((await take(stage.store, 1_100)).works[0]?.unread).toHaveLength(2)
  })

  test('a wait survives a restart', async () => {
    await hear(stage.store)
    await take(stage.store, 1_000, waitUntil(3_000))
    await stage.reopen()
    expect((await take(stage.store, 2_000)).works).toEqual([])
    expect((await take(stage.store, 3_000)).works).toHaveLength(1)
  })

  test('messages accepted while a turn runs stay unread and are due at once', async () => {
    await hear(stage.store, { text: '一' })
    await take(stage.store, 1_000, async (work) => {
      await hear(stage.store, { text: '二', at: 1_100 })
      return { kind: 'commit', turn: aTurn(work) }
    })
    expect(await stage.store.nextDueAt()).toBeLessThanOrEqual(1_100)
    const { works } = await take(stage.store, 1_100)
    expect(works.map((work) => texts(work.unread))).toEqual([['二']])
  })

  test('after a crash unread messages are handed out again, read ones are not', async () => {
    await hear(stage.store, { conversation: 'read' })
    await take(stage.store, 1_000)
    await hear(stage.store, { conversation: 'unread' })
    await stage.crash()
    const { works } = await take(stage.store, 1_000)
    expect(works.map((work) => work.conversation.externalId)).toEqual(['unread'])
  })

  test('a turn that does not lead one version up is refused and leaves nothing', async () => {
    const { conversationId } = await hear(stage.store)
    const { reports } = await take(stage.store, 1_000, async (work) => {
      const turn = aTurn(work, { says: ['错'] })
      return { kind: 'commit', turn: { ...turn, next: { ...turn.next, version: 7 } } }
    })
    expect(reports).toMatchObject([{ kind: 'failed', error: { code: 'stale_version' } }])
    expect(await said(stage.store, conversationId)).toEqual(['收到就碎了'])
    expect((await take(stage.store, 9_000)).works[0]).toMatchObject({
      conversation: { version: 0 },
    })
  })

  test('a turn made from an older state is refused', async () => {
    const { conversationId } = await hear(stage.store)
    const { works } = await take(stage.store, 1_000)
    const [old] = works
    if (!old) throw new Error('no work')
    const report = await stage.store.runTurn({
      conversationId,
      at: 1_000,
      handle: async () => ({ kind: 'commit', turn: aTurn(old, { says: ['旧'] }) }),
    })
    expect(report).toMatchObject({ kind: 'failed', error: { code: 'stale_version' } })
    expect(await said(stage.store, conversationId)).toEqual(['收到就碎了'])
  })

  test('a handler that fails leaves its conversation untouched, and the others commit', async () => {
    const [good, bad] = [await hear(stage.store), await hear(stage.store, { conversation: 'bad' })]
    const { reports } = await take(stage.store, 1_000, async (work) => {
      if (work.conversation.externalId === 'bad') throw new Error('poison')
      return { kind: 'commit', turn: aTurn(work) }
    })
    const kinds = Object.fromEntries(reports.map((one) => [one.conversationId, one.kind]))
    expect(kinds).toEqual({ [good.conversationId]: 'committed', [bad.conversationId]: 'failed' })
    expect(await stage.store.read.conversation(bad.conversationId)).toMatchObject({
      conversation: { version: 0 },
    })
  })

  test('a handler that throws at once fails its conversation alone', async () => {
    await hear(stage.store)
    const { reports } = await take(stage.store, 1_000, () => {
      throw new Error('poison')
    })
    expect(reports).toMatchObject([{ kind: 'failed', error: { message: 'poison' } }])
  })

  test('a failed conversation is handed out again later, not at once', async () => {
    await hear(stage.store)
    const fail = async () => Promise.reject(new Error('poison'))
    await take(stage.store, 1_000, fail)
    expect((await take(stage.store, 1_000)).works).toEqual([])
    const due = await stage.store.nextDueAt()
    expect(due).toBeGreaterThan(1_000)
    expect(due).toBeLessThanOrEqual(11_000)
    expect((await take(stage.store, due ?? 0)).works[0]?.unread).toHaveLength(1)
  })

  test('a verdict that cannot be written does not take the others along', async () => {
    await hear(stage.store, { conversation: 'twice' })
    await hear(stage.store, { conversation: 'good' })
    const { reports } = await take(stage.store, 1_000, async (work) => {
      const turn = aTurn(work, { says: ['好'] })
      if (work.conversation.externalId === 'good') return { kind: 'commit', turn }
      const line = aLine(turn.id, 0)
      return { kind: 'commit', turn: { ...turn, lines: [line, line] } }
    })
    expect(reports.map(({ kind }) => kind).toSorted()).toEqual(['committed', 'failed'])
    expect(texts(await stage.store.claimSends(1_000, 10))).toEqual(['好'])
  })

  test('one conversation has one turn at a time, however many ask', async () => {
    const ids = await Promise.all(
      ['a', 'b', 'c'].map(async (conversation) => {
        const { conversationId } = await hear(stage.store, { conversation })
        return conversationId
      }),
    )
    const busy = new Map<string, number>()
    let most = 0
    const handle = async (work: Parameters<ReturnType<typeof commit>>[0]) => {
      const { id } = work.conversation
      busy.set(id, (busy.get(id) ?? 0) + 1)
      most = Math.max(most, busy.get(id) ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 1))
      busy.set(id, (busy.get(id) ?? 0) - 1)
      return commit()(work)
    }
    const all = await Promise.all([
      ...Array.from({ length: 5 }, () => take(stage.store, 1_000, handle).then((t) => t.reports)),
      ...ids.flatMap((conversationId) =>
        Array.from({ length: 10 }, () =>
          stage.store.runTurn({ conversationId, at: 1_000, handle }).then((one) => [one]),
        ),
      ),
    ])
    const reports: readonly TurnReport[] = all.flat()
    expect(most).toBe(1)
    expect(reports.every(({ kind }) => kind === 'committed')).toBe(true)
    for (const id of ids) {
      const mine = reports.filter(({ conversationId }) => conversationId === id)
      expect(mine.length).toBeGreaterThanOrEqual(10)
      expect((await stage.store.read.conversation(id))?.conversation.version).toBe(mine.length)
    }
  })

  test('turns of one conversation run in the order in which they were asked for', async () => {
    const { conversationId } = await hear(stage.store)
    const order: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map((n) =>
        stage.store.runTurn({
          conversationId,
          at: n,
          handle: async (work) => {
            order.push(n)
            return commit()(work)
          },
        }),
      ),
    )
    expect(order).toEqual([1, 2, 3, 4])
  })

  test('conversations do not wait for one another', async () => {
    await hear(stage.store, { conversation: 'slow' })
    const gate = aGate()
    const slow = take(stage.store, 1_000, async (work) => {
      await gate.passed
      return commit()(work)
    })
    await hear(stage.store, { conversation: 'quick' })
    const { works } = await take(stage.store, 1_000)
    expect(works.map((work) => work.conversation.externalId)).toEqual(['quick'])
    gate.open()
    expect((await slow).reports).toMatchObject([{ kind: 'committed' }])
  })

  test('a conversation in somebody’s hands is not due', async () => {
    await hear(stage.store)
    const due: (number | undefined)[] = []
    await take(stage.store, 1_000, async (work) => {
      due.push(await stage.store.nextDueAt())
      return commit()(work)
    })
    expect(due).toEqual([undefined])
  })

  test('whatever the interleaving, every message is read once and in order', async () => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed)
      const read = new Map<string, string[]>()
      const heard = new Map<string, string[]>()
      const handle = async (work: Parameters<ReturnType<typeof commit>>[0]) => {
        if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve))
        if (random() < 0.1) throw new Error('unlucky')
        if (random() < 0.2) return waitUntil(2_000)()
        return commit()(work)
      }
      const steps: Promise<unknown>[] = []
      for (let n = 0; n < 120; n++) {
        const conversation = `seed-${seed}-${some(random, ['a', 'b', 'c'])}`
        const text = `${n}`
        heard.set(conversation, [...(heard.get(conversation) ?? []), text])
        steps.push(hear(stage.store, { conversation, text, sentAt: n, orderKey: orderKeyOf(n) }))
        if (random() < 0.5) steps.push(take(stage.store, 1_500, handle))
        if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve))
      }
      await Promise.all(steps)
      for (let at = 3_000; at < 200_000; at += 2_000) await take(stage.store, at)
      for (const { conversation } of await stage.store.read.conversations({ limit: 100 })) {
        const decisions = await stage.store.read.decisions(conversation.id, 200)
        const byTurn = decisions.toReversed().flatMap(({ messages }) => messages)
        expect(new Set(byTurn).size).toBe(byTurn.length)
        const transcript = await stage.store.read.transcript(conversation.id, { limit: 200 })
        const words = new Map(transcript.map((one) => [one.externalId, texts([one])[0] ?? '']))
        read.set(
          conversation.externalId,
          byTurn.map((id) => words.get(id) ?? ''),
        )
      }
      for (const [conversation, expected] of heard) {
        expect(read.get(conversation), `seed ${seed}`).toEqual(expected)
      }
    }
  })

  test('a flood in one conversation is read in portions, and all of it', async () => {
    await Promise.all(Array.from({ length: 450 }, () => hear(stage.store)))
    const portions: number[] = []
    for (let n = 0; n < 10; n++) {
      const { works } = await take(stage.store, 1_000)
      portions.push(works[0]?.unread.length ?? 0)
    }
    expect(portions.reduce((sum, portion) => sum + portion)).toBe(450)
    expect(Math.max(...portions)).toBeLessThan(450)
  })

  test('an outbox id stays with its line', async () => {
    const { conversationId } = await hear(stage.store)
    await run(stage.store, conversationId, { says: ['一', '二'] })
    const transcript = await stage.store.read.transcript(conversationId, { limit: 10 })
    const turn = (await stage.store.read.decisions(conversationId, 1))[0]?.turn
    if (!turn) throw new Error('no decision')
    expect(transcript.slice(1).map(({ id }) => id)).toEqual([outboxId(turn, 0), outboxId(turn, 1)])
  })

  test('turns that fail in a row are counted, also over a crash, until one is committed', async () => {
    await hear(stage.store)
    const poison = () => Promise.reject(new Error('poison'))
    const failures: (number | undefined)[] = []
    for (let at = 10_000; at <= 30_000; at += 10_000) {
      failures.push((await take(stage.store, at, poison)).works[0]?.failures)
      await stage.crash()
    }
    failures.push((await take(stage.store, 40_000)).works[0]?.failures)
    await hear(stage.store, { at: 50_000 })
    failures.push((await take(stage.store, 50_000)).works[0]?.failures)
    expect(failures).toEqual([0, 1, 2, 3, 0])
  })
}
