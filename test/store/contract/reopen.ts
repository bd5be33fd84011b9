import { expect, test } from 'vitest'
import type { ConversationId } from '../../../src/model/ids.ts'
import type { Work } from '../../../src/store/index.ts'
import { aLine, aTicket, aTurn, awaitingAgent, withAgent } from '../../support/builders.ts'
import {
  commit,
  exchange,
  hear,
  type OpenStore,
  run,
  said,
  stageOn,
  take,
  texts,
  waitUntil,
} from './stage.ts'

/** "It broke" was answered at 1,000; at 2,000 the customer adds something. */
export function reopenContract(open: OpenStore): void {
  const stage = stageOn(open)

  /** What the old turn read: unread again only when that turn is taken back. */
  const first = expect.objectContaining({ parts: [{ kind: 'text', text: '收到就碎了' }] })
  const goOn = (at = 2_000) => hear(stage.store, { text: '还少了一个', at })
  const lineOf = async (id: ConversationId) => {
    const entry = (await stage.store.read.transcript(id, { limit: 10 })).at(-1)
    if (!entry) throw new Error('nothing was said')
    return entry.id as Parameters<typeof stage.store.settleSend>[0]
  }

  test('the last turn comes back whole when the customer goes on before its words left', async () => {
    await exchange(stage.store, 1_000, {
      says: ['抱歉'],
      next: { phase: awaitingAgent(), ticketCount: 1, round: 2 },
    })
    await goOn()
    const [work] = (await take(stage.store, 2_000)).works
    expect(texts(work?.unread ?? [])).toEqual(['收到就碎了', '还少了一个'])
    expect(work?.conversation).toMatchObject({
      version: 1,
      ticketCount: 0,
      round: 1,
      phase: { kind: 'answering' },
    })
  })

  test('the new turn replaces the words and the decision of the old one', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['旧一', '旧二'], because: '旧' })
    await goOn()
    await take(stage.store, 2_000, commit({ says: ['新'], because: '新', at: 2_000 }))
    expect(await said(stage.store, id)).toEqual([
      '收到就碎了',
      '旧一:superseded',
      '旧二:superseded',
      '还少了一个',
      '新:pending',
    ])
    const decisions = await stage.store.read.decisions(id, 10)
    expect(decisions.map(({ because, turn }) => [because, turn])).toEqual([['新', `${id}:1`]])
    expect((await stage.store.read.conversation(id))?.conversation.version).toBe(2)
    expect(texts(await stage.store.claimSends(2_000, 10))).toEqual(['新'])
  })

  test('notes of the old turn are superseded with it', async () => {
    const id = await exchange(stage.store, 1_000, { lines: [] })
    await hear(stage.store, { text: '人工', at: 1_100 })
    await take(stage.store, 1_100, async (work) => {
      const turn = aTurn(work)
      const note = aLine(turn.id, 0, { author: { kind: 'event' }, route: 'none', text: '转人工' })
      return { kind: 'commit', turn: { ...turn, lines: [note, aLine(turn.id, 1)] } }
    })
    await goOn()
    await take(stage.store, 2_000)
    expect(await said(stage.store, id)).toEqual([
      '收到就碎了',
      '人工',
      '转人工:superseded',
      '您好:superseded',
      '还少了一个',
    ])
  })

  test('words of a customer who went on are left for the newer turn', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    expect(await stage.store.claimSends(2_000, 10)).toEqual([])
  })

  test('words are not held back once they are older than the window', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    expect(await stage.store.claimSends(2_000, 10)).toEqual([])
    expect(await stage.store.nextDueAt()).toBeLessThanOrEqual(9_000)
    expect(texts(await stage.store.claimSends(9_000, 10))).toEqual(['抱歉'])
  })

  test('words on their way cannot be taken back', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await stage.store.claimSends(1_000, 10)
    await goOn()
    const [work] = (await take(stage.store, 2_000)).works
    expect(work?.unread).not.toContainEqual(first)
    expect(texts(work?.unread ?? [])).toEqual(['还少了一个'])
    expect(work?.conversation.version).toBe(1)
  })

  test('words that were tried once cannot be taken back', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['抱歉'] })
    const [send] = await stage.store.claimSends(1_000, 10)
    if (!send) throw new Error('nothing to send')
    await stage.store.settleSend(send.id, { kind: 'retry', retryAt: 5_000, reason: '忙' }, 1_000)
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
    expect(await said(stage.store, id)).toContain('抱歉:pending')
  })

  test('one sent word of several keeps the whole turn', async () => {
    await exchange(stage.store, 1_000, { says: ['一', '二'] })
    const [send] = await stage.store.claimSends(1_000, 10)
    if (!send) throw new Error('nothing to send')
    await stage.store.settleSend(send.id, { kind: 'sent' }, 1_000)
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
    expect(texts(await stage.store.claimSends(2_000, 10))).toEqual(['二'])
  })

  test('words that were fetched cannot be taken back', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'], route: 'pull' })
    const where = { channel: 'simulator', account: 'demo', after: 0, limit: 10, at: 1_000 }
    await stage.store.pullSends(where)
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
  })

  test('words waiting to be fetched are taken back', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'], route: 'pull' })
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).toContainEqual(first)
  })

  test('a turn whose oldest message is older than the window stays', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn(9_000)
    expect((await take(stage.store, 9_000)).works[0]?.unread).not.toContainEqual(first)
  })

  test('drafts are taken back for ten minutes', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    await goOn(600_000)
    const { works } = await take(stage.store, 600_000, commit({ says: ['新稿'], route: 'draft' }))
    expect(works[0]?.unread).toHaveLength(2)
    expect(await said(stage.store, id)).toContain('草稿:superseded')
    expect(await said(stage.store, id)).toContain('新稿:draft')
  })

  test('an older draft ends with the next turn, which reads only what is new', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    await goOn(601_000)
    const { works } = await take(stage.store, 601_000, commit({ says: ['新稿'], route: 'draft' }))
    expect(works.map(({ unread }) => texts(unread))).toEqual([['还少了一个']])
    expect(await said(stage.store, id)).toEqual([
      '收到就碎了',
      '草稿:superseded',
      '还少了一个',
      '新稿:draft',
    ])
    expect(await stage.store.read.decisions(id, 10)).toHaveLength(2)
  })

  test('an older draft that is released meanwhile stays', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    const draft = await lineOf(id)
    await goOn(601_000)
    await take(stage.store, 601_000, waitUntil(602_000))
    await stage.store.settleDraft(draft, { kind: 'release', route: 'push' }, 601_500)
    await take(stage.store, 602_000, commit({ says: ['新稿'], route: 'draft' }))
    expect(await said(stage.store, id)).toContain('草稿:pending')
  })

  test('no draft answers more than twenty messages', async () => {
    const sizes: number[] = []
    for (let n = 0; n < 45; n++) {
      await goOn(1_000 + n)
      const { works } = await take(stage.store, 1_000 + n, commit({ says: ['稿'], route: 'draft' }))
      sizes.push(...works.map(({ unread }) => unread.length))
    }
    expect(Math.max(...sizes)).toBe(20)
    expect(sizes.slice(19, 22)).toEqual([20, 1, 2])
    expect((await stage.store.read.counts()).deliveries).toMatchObject({ draft: 1, superseded: 44 })
  })

  test('a failure that the old turn dealt with is dealt with again', async () => {
    await exchange(stage.store, 500, { says: ['一'] })
    const [send] = await stage.store.claimSends(500, 1)
    if (!send) throw new Error('nothing to send')
    await stage.store.settleSend(send.id, { kind: 'failed', reason: '拒' }, 500)
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    const { works } = await take(stage.store, 2_000)
    expect(works[0]?.unread).toHaveLength(2)
    expect(works[0]?.failed).toEqual([{ id: send.id, reason: '拒' }])
    await goOn(3_000)
    expect((await take(stage.store, 3_000)).works[0]?.failed).toEqual([])
  })

  test('a draft that a person released stays', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    await stage.store.settleDraft(await lineOf(id), { kind: 'release', route: 'push' }, 1_500)
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
    expect(texts(await stage.store.claimSends(2_000, 10))).toEqual(['草稿'])
  })

  test('a message of the shop takes nothing back', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await hear(stage.store, { sender: 'shop_system', text: '已发货', at: 2_000 })
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
  })

  test('a turn that the shop set off is not taken back', async () => {
    await exchange(stage.store, 1_000, { says: ['收到订单'] }, { sender: 'shop_system' })
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
  })

  test.each([{}, { says: ['备注'], route: 'none' }] as const)(
    'a turn without routed words is not taken back: %o',
    async (parts) => {
      await exchange(stage.store, 1_000, parts)
      await goOn()
      expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
    },
  )

  test('a command that read a customer’s words is not taken back', async () => {
    const { conversationId } = await hear(stage.store)
    await stage.store.runTurn({ conversationId, at: 1_000, handle: commit({ says: ['您好'] }) })
    await goOn()
    expect((await take(stage.store, 2_000)).works[0]?.unread).not.toContainEqual(first)
  })

  test('an agent’s command is not taken back, nor the turn before it', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await run(stage.store, id, { says: ['我来处理'], next: { phase: withAgent } })
    await goOn()
    const [work] = (await take(stage.store, 2_000)).works
    expect(work?.unread).not.toContainEqual(first)
    expect(work?.conversation.phase.kind).toBe('withAgent')
  })

  test('a command never takes a turn back', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    const works: Work[] = []
    await stage.store.runTurn({
      conversationId: id,
      at: 2_000,
      handle: async (work) => {
        works.push(work)
        return commit()(work)
      },
    })
    expect(works[0]?.unread).not.toContainEqual(first)
    expect(await said(stage.store, id)).toContain('抱歉:pending')
  })

  test('it may come back again and again, always from the first state', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'], next: { ticketCount: 1 } })
    await goOn(2_000)
    await take(stage.store, 2_000, commit({ says: ['二'], next: { ticketCount: 1 } }))
    await goOn(3_000)
    const { works } = await take(stage.store, 3_000, commit({ says: ['三'] }))
    expect(works[0]?.conversation).toMatchObject({ version: 2, ticketCount: 0 })
    expect(works[0]?.unread).toHaveLength(3)
    expect((await said(stage.store, id)).at(-1)).toBe('三:pending')
    expect(await stage.store.read.decisions(id, 10)).toHaveLength(1)
  })

  test('a burst cannot hold the first answer back longer than the window', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    await goOn(5_000)
    await take(stage.store, 5_000, commit({ says: ['二'], at: 5_000 }))
    await goOn(9_500)
    expect((await take(stage.store, 9_500)).works[0]?.unread).not.toContainEqual(first)
    expect(texts(await stage.store.claimSends(9_500, 10))).toEqual(['二'])
  })

  test('timers that the old turn started are gone, those that it cancelled run again', async () => {
    const startTimers = [{ name: 'evidence_expiry', dueAt: 5_000 }] as const
    await exchange(stage.store, 500, { startTimers })
    await exchange(stage.store, 1_000, {
      says: ['抱歉'],
      cancelTimers: [{ name: 'evidence_expiry' }],
      startTimers: [{ name: 'evidence_reminder', dueAt: 4_000 }],
    })
    await goOn()
    await take(stage.store, 2_000)
    const { works } = await take(stage.store, 9_000)
    expect(works.flatMap(({ timers }) => timers.map(({ name }) => name))).toEqual([
      'evidence_expiry',
    ])
  })

  test('a timer that the old turn replaced runs again', async () => {
    await exchange(stage.store, 500, {
      startTimers: [{ name: 'evidence_expiry', dueAt: 5_000 }],
    })
    await exchange(stage.store, 1_000, {
      says: ['抱歉'],
      startTimers: [{ name: 'evidence_expiry', dueAt: 7_000 }],
    })
    await goOn()
    await take(stage.store, 2_000)
    const { works } = await take(stage.store, 9_000)
    expect(works.flatMap(({ timers }) => timers.map(({ dueAt }) => dueAt))).toEqual([5_000])
  })

  test('a timer of the old turn that is due by now is not handed out with it', async () => {
    await exchange(stage.store, 1_000, {
      says: ['抱歉'],
      startTimers: [{ name: 'evidence_reminder', dueAt: 1_500 }],
    })
    await goOn()
    const { works } = await take(stage.store, 2_000)
    expect(works[0]).toMatchObject({ timers: [], unread: [first, {}] })
  })

  test('a timer that the old turn read is read again', async () => {
    await exchange(stage.store, 500, {
      startTimers: [{ name: 'evidence_expiry', dueAt: 1_000 }],
    })
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    const { works } = await take(stage.store, 2_000)
    expect(works[0]?.timers).toMatchObject([{ name: 'evidence_expiry', dueAt: 1_000 }])
    expect((await take(stage.store, 9_000)).works).toEqual([])
  })

  test('tickets that the old turn opened are gone, those that it changed are as before', async () => {
    const id = await exchange(stage.store, 500, {})
    await hear(stage.store, { at: 600 })
    const first = await take(stage.store, 600, async (work) => ({
      kind: 'commit',
      turn: aTurn(work, { tickets: [aTicket(work)], next: { ticketCount: 1 } }),
    }))
    const [ticket] = first.works.map((work) => aTicket(work))
    await hear(stage.store, { at: 1_000 })
    await take(stage.store, 1_000, async (work) => ({
      kind: 'commit',
      turn: aTurn(work, {
        says: ['抱歉'],
        tickets: [{ ...aTicket(work, ticket), status: 'complete' }, aTicket(work)],
      }),
    }))
    expect(await stage.store.read.tickets(id)).toHaveLength(2)
    await goOn()
    await take(stage.store, 2_000)
    expect(await stage.store.read.tickets(id)).toEqual([ticket])
  })

  test('a turn that fails to replace the old one leaves it to be sent', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    await take(stage.store, 2_000, () => Promise.reject(new Error('poison')))
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '抱歉:pending', '还少了一个'])
    expect(texts(await stage.store.claimSends(9_100, 10))).toEqual(['抱歉'])
  })

  test('a turn that waits leaves the old one untouched', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    await take(stage.store, 2_000, waitUntil(4_000))
    expect(await said(stage.store, id)).toContain('抱歉:pending')
    expect((await take(stage.store, 4_000)).works[0]?.unread).toContainEqual(first)
  })

  test.each(['push', 'pull'] as const)(
    'no word of the old turn leaves while the new one is being made: %s',
    async (route) => {
      const id = await exchange(stage.store, 1_000, { says: ['旧'], route })
      // Long after the window: the machine was slow, but the turn is in somebody's hands.
      const where = { channel: 'simulator', account: 'demo', after: 0, limit: 10, at: 60_000 }
      const leave = async (at: number) =>
        texts([...(await stage.store.claimSends(at, 10)), ...(await stage.store.pullSends(where))])
      await goOn()
      const left: (readonly string[])[] = []
      await take(stage.store, 2_000, async (work) => {
        left.push(await leave(60_000))
        return commit({ says: ['新'], route })(work)
      })
      left.push(await leave(60_200))
      expect(left).toEqual([[], ['新']])
      expect(await said(stage.store, id)).toContain('旧:superseded')
    },
  )

  test('a turn whose words were settled while it was being replaced stays', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['旧'] })
    const line = await lineOf(id)
    await goOn()
    const { reports } = await take(stage.store, 2_000, async (work) => {
      await stage.store.settleSend(line, { kind: 'sent' }, 2_000)
      return commit({ says: ['新'] })(work)
    })
    expect(reports).toMatchObject([{ kind: 'failed', error: { code: 'stale_version' } }])
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '旧:sent', '还少了一个'])
    const { works } = await take(stage.store, 9_000)
    expect(works.map(({ unread }) => texts(unread))).toEqual([['还少了一个']])
  })

  test('it comes back after a crash too', async () => {
    await exchange(stage.store, 1_000, { says: ['抱歉'] })
    await goOn()
    await stage.crash()
    expect((await take(stage.store, 2_000)).works[0]?.unread).toContainEqual(first)
  })
}
