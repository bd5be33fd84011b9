import { expect, test } from 'vitest'
import { conversationId, ticketId } from '../../../src/model/ids.ts'
import { aLine, aTicket, aTurn, awaitingAgent, withAgent } from '../../support/builders.ts'
import { commit, exchange, hear, type OpenStore, run, stageOn, take, texts } from './stage.ts'

export function readingContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('what nobody knows is absent, not an error', async () => {
    const unknown = conversationId('c_0000000000000000')
    const { read } = stage.store
    expect(await read.conversation(unknown)).toBeUndefined()
    expect(await read.transcript(unknown, { limit: 10 })).toEqual([])
    expect(await read.decisions(unknown, 10)).toEqual([])
    expect(await read.tickets(unknown)).toEqual([])
    expect(await read.timers(unknown)).toEqual([])
    expect(await read.ticket(ticketId(unknown, 1))).toBeUndefined()
    expect(await read.changes({ after: 0, limit: 10, conversationId: unknown })).toEqual([])
  })

  test('a transcript is read backwards page by page, each page oldest first', async () => {
    for (const text of ['一', '二', '三', '四', '五']) await hear(stage.store, { text })
    const { conversationId } = await hear(stage.store, { text: '六' })
    const { read } = stage.store
    const last = await read.transcript(conversationId, { limit: 2 })
    const before = last[0]?.position ?? 0
    const previous = await read.transcript(conversationId, { limit: 3, before })
    expect(texts(last)).toEqual(['五', '六'])
    expect(texts(previous)).toEqual(['二', '三', '四'])
  })

  test('of who waits for a person the row has their own last words, and no more once answered', async () => {
    const { store } = stage
    const { conversationId } = await hear(store, { text: '杯子碎了' })
    const asked = async () => (await store.read.conversation(conversationId))?.asked
    expect(await asked()).toBeUndefined()
    await take(store, 1_000, commit({ says: ['已为您转人工'], next: { phase: awaitingAgent() } }))
    expect(await asked()).toBe('杯子碎了')
    await hear(store, { parts: [{ kind: 'image', url: 'https://a.example/1.jpg' }] })
    expect(await asked()).toBe('[图片]')
    await take(store, 2_000, commit({ says: ['同事马上来'], next: { phase: withAgent } }))
    expect(await asked()).toBe('[图片]')
    const author = { kind: 'agent', agent: 'lin', name: '小林' } as const
    await store.runTurn({
      conversationId,
      at: 3_000,
      handle: async (work) => {
        const turn = aTurn(work)
        return { kind: 'commit', turn: { ...turn, lines: [aLine(turn.id, 0, { author })] } }
      },
    })
    expect(await asked()).toBeUndefined()
  })

  test('a line that travels nowhere has no delivery', async () => {
    const { conversationId } = await hear(stage.store)
    await take(stage.store, 1_000, async (work) => {
      const turn = aTurn(work)
      const why = { kind: 'handoff', rung: 'safety', because: '漏电', inReplyTo: ['a'] } as const
      const note = aLine(turn.id, 0, { author: { kind: 'event' }, route: 'none', why })
      return { kind: 'commit', turn: { ...turn, lines: [note] } }
    })
    const [, entry] = await stage.store.read.transcript(conversationId, { limit: 10 })
    expect(entry).not.toHaveProperty('delivery')
    expect(entry).toMatchObject({ author: { kind: 'event' }, why: { because: '漏电' } })
  })

  test('those who wait for a person come first, longest first; then the most recent', async () => {
    const exchanges = [
      ['recent', 5_000, undefined],
      ['waits', 4_000, awaitingAgent(4_000)],
      ['old', 1_000, undefined],
      ['waits longest', 2_000, awaitingAgent(2_000)],
    ] as const
    for (const [conversation, at, phase] of exchanges) {
      await exchange(stage.store, at, phase ? { next: { phase } } : {}, { conversation })
    }
    const names = async (limit: number, skip = 0) =>
      (await stage.store.read.conversations({ limit, skip })).map(
        (one) => one.conversation.externalId,
      )
    expect(await names(10)).toEqual(['waits longest', 'waits', 'recent', 'old'])
    expect(await names(3)).toEqual(['waits longest', 'waits', 'recent'])
    expect(await names(1)).toEqual(['waits longest'])
    expect(await names(2, 1), 'read on from there').toEqual(['waits', 'recent'])
    expect(await names(2, 3)).toEqual(['old'])
    expect(await names(2, 4)).toEqual([])
  })

  test('conversations are filtered by phase, channel, account and external id', async () => {
    await exchange(stage.store, 1_000, { next: { phase: withAgent } }, { conversation: 'a' })
    await exchange(stage.store, 1_000, {}, { conversation: 'a', account: 'b' })
    await exchange(stage.store, 1_000, {}, { conversation: 'c', channel: 'web' })
    const count = async (filter: object) =>
      (await stage.store.read.conversations({ limit: 10, ...filter })).length
    expect(await count({})).toBe(3)
    expect(await count({ phase: 'withAgent' })).toBe(1)
    expect(await count({ phase: 'closed' })).toBe(0)
    expect(await count({ channel: 'simulator' })).toBe(2)
    expect(await count({ channel: 'simulator', account: 'b' })).toBe(1)
    expect(await count({ externalId: 'a' })).toBe(2)
    expect(await count({ externalId: 'a', account: 'b', channel: 'simulator' })).toBe(1)
  })

  test('a customer is known by all their conversations on one account of one channel', async () => {
    const { read } = stage.store
    const of = { channel: 'simulator', account: 'demo', customer: { id: 'buyer-1' } }
    expect(await read.customer(of)).toEqual({ chats: 0 })
    await exchange(stage.store, 5_000, {}, { conversation: 'second' })
    await exchange(stage.store, 2_000, { next: { round: 3 } }, { conversation: 'first' })
    await exchange(stage.store, 9_000, {}, { conversation: 'first' })
    await exchange(stage.store, 1_000, {}, { conversation: 'x', customer: { id: 'buyer-2' } })
    await exchange(stage.store, 1_000, {}, { conversation: 'y', account: 'other' })
    expect(await read.customer(of)).toEqual({ chats: 4, firstAt: 2_000 })
  })

  test('cases with a plan are found among the others', async () => {
    const plan = { at: 1, by: { kind: 'bot' }, goal: 'proposed', text: '补发' } as const
    for (const [conversation, more] of [
      ['planned', { plan }],
      ['plain', {}],
      ['over', { plan, stage: 'done' }],
    ] as const) {
      await hear(stage.store, { conversation })
      await take(stage.store, 1_000, async (work) => ({
        kind: 'commit',
        turn: aTurn(work, { tickets: [aTicket(work, { ...more, number: conversation })] }),
      }))
    }
    const numbers = async (filter: object) =>
      (await stage.store.read.cases({ limit: 10, ...filter })).map(({ number }) => number)
    expect((await numbers({ isPlanned: true })).sort()).toEqual(['over', 'planned'])
    expect(await numbers({ isPlanned: true, isOpen: true })).toEqual(['planned'])
    expect(await numbers({})).toHaveLength(3)
  })

  test('a customer waits from the handoff until a person’s first words', async () => {
    const id = await exchange(stage.store, 1_000, { next: { phase: awaitingAgent(1_000) } })
    const waitingSince = async () => (await stage.store.read.conversation(id))?.waitingSince
    expect(await waitingSince()).toBe(1_000)
    await run(stage.store, id, { next: { phase: withAgent } })
    expect(await waitingSince()).toBe(1_000)
    const speak = () =>
      stage.store.runTurn({
        conversationId: id,
        at: 3_000,
        handle: async (work) => {
          const author = { kind: 'agent', agent: 'lin', name: '小林' } as const
          const turn = aTurn(work)
          return { kind: 'commit', turn: { ...turn, lines: [aLine(turn.id, 0, { author })] } }
        },
      })
    await speak()
    expect(await waitingSince()).toBeUndefined()
    await exchange(stage.store, 4_000, {})
    expect(await waitingSince()).toBe(4_000)
    await exchange(stage.store, 5_000, {})
    expect(await waitingSince()).toBe(4_000)
    await speak()
    expect(await waitingSince()).toBeUndefined()
  })

  test('nobody waits for a person while the bot answers', async () => {
    const id = await exchange(stage.store, 1_000, { next: { phase: awaitingAgent(1_000) } })
    await run(stage.store, id, { next: { phase: { kind: 'answering' } } })
    expect(await stage.store.read.conversation(id)).not.toHaveProperty('waitingSince')
  })

  test('decisions come newest first', async () => {
    for (const because of ['一', '二', '三']) {
      await exchange(stage.store, 1_000, { because })
    }
    const [{ conversation } = { conversation: undefined }] = await stage.store.read.conversations({
      limit: 1,
    })
    if (!conversation) throw new Error('no conversation')
    const decisions = await stage.store.read.decisions(conversation.id, 2)
    expect(decisions.map(({ because }) => because)).toEqual(['三', '二'])
  })

  test('a ticket is saved once and changed by later turns', async () => {
    const { conversationId } = await hear(stage.store)
    const save = (at: number, status: 'collecting' | 'complete') =>
      take(stage.store, at, async (work) => ({
        kind: 'commit',
        turn: aTurn(work, {
          tickets: [{ ...aTicket(work), id: ticketId(conversationId, 1), status }],
        }),
      }))
    await save(1_000, 'collecting')
    await hear(stage.store)
    await save(1_000, 'complete')
    const { read } = stage.store
    expect(await read.tickets(conversationId)).toMatchObject([{ status: 'complete' }])
    expect(await read.ticket(ticketId(conversationId, 1))).toMatchObject({ status: 'complete' })
  })

  test('tickets come in the order in which they were opened', async () => {
    const { conversationId } = await hear(stage.store)
    await take(stage.store, 1_000, async (work) => {
      const two = [2, 1].map((n) =>
        aTicket(work, { id: ticketId(conversationId, n), openedAt: n, number: `SH-${n}` }),
      )
      return { kind: 'commit', turn: aTurn(work, { tickets: two }) }
    })
    const tickets = await stage.store.read.tickets(conversationId)
    expect(tickets.map(({ number }) => number)).toEqual(['SH-1', 'SH-2'])
  })

  test('counts follow every change of phase and delivery', async () => {
    await exchange(stage.store, 1_000, { says: ['一', '二'] })
    await exchange(
      stage.store,
      1_000,
      { says: ['稿'], route: 'draft', next: { phase: awaitingAgent() } },
      { conversation: 'b' },
    )
    const [send] = await stage.store.claimSends(1_000, 10)
    if (!send) throw new Error('nothing to send')
    await stage.store.settleSend(send.id, { kind: 'sent' }, 1_000)
    await hear(stage.store, { conversation: 'c' })
    await stage.reopen()
    expect(await stage.store.read.counts()).toEqual({
      phases: { answering: 2, collecting: 0, awaitingAgent: 1, withAgent: 0, closed: 0 },
      deliveries: {
        draft: 1,
        pending: 1,
        sending: 0,
        sent: 1,
        failed: 0,
        dropped: 0,
        superseded: 0,
      },
      unread: 1,
    })
  })

  test('an answering store says so', async () => {
    await expect(stage.store.probe()).resolves.toBeUndefined()
  })
}
