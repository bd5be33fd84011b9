import { expect, test } from 'vitest'
import type { OutboxId } from '../../../src/model/ids.ts'
import type { Send, Store } from '../../../src/store/index.ts'
import { aLine, aTurn, awaitingAgent, withAgent } from '../../support/builders.ts'
import {
  aGate,
  commandTurn,
  exchange,
  hear,
  type OpenStore,
  run,
  said,
  stageOn,
  take,
  texts,
} from './stage.ts'

const here = { channel: 'simulator', account: 'demo' }

async function claimOne(store: Store, at: number): Promise<Send> {
  const [send] = await store.claimSends(at, 1)
  if (!send) throw new Error('nothing to send')
  return send
}

export function sendContract(open: OpenStore): void {
  const stage = stageOn(open)

  const pull = (after = 0, at = 1_000) => stage.store.pullSends({ ...here, after, limit: 10, at })
  const dayMs = 86_400_000
  const takeOver = (id: Parameters<typeof run>[1]) =>
    run(stage.store, id, { next: { phase: withAgent } })
  const lastId = async (id: Parameters<typeof run>[1]) =>
    (await stage.store.read.transcript(id, { limit: 1 }))[0]?.id as OutboxId

  test('a send carries all that a channel needs', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['您好'] })
    expect(await stage.store.claimSends(1_000, 10)).toEqual([
      {
        id: `${id}:0:0`,
        position: expect.any(Number),
        conversation: (await stage.store.read.conversation(id))?.conversation,
        author: { kind: 'bot' },
        parts: [{ kind: 'text', text: '您好' }],
        attempt: 1,
      },
    ])
    expect(await said(stage.store, id)).toContain('您好:sending')
  })

  test('lines of a conversation leave one after another, in order', async () => {
    await exchange(stage.store, 1_000, { says: ['一', '二', '三'] })
    const left: string[] = []
    for (let n = 0; n < 3; n++) {
      const send = await claimOne(stage.store, 1_000)
      left.push(...texts([send]))
      expect(await stage.store.claimSends(1_000, 10)).toEqual([])
      await stage.store.settleSend(send.id, { kind: 'sent' }, 1_000)
    }
    expect(left).toEqual(['一', '二', '三'])
    expect(await stage.store.claimSends(1_000, 10)).toEqual([])
  })

  test('lines of different conversations leave at once, up to the limit', async () => {
    for (const conversation of ['a', 'b', 'c']) {
      await exchange(stage.store, 1_000, { says: [conversation] }, { conversation })
    }
    expect(texts(await stage.store.claimSends(1_000, 2))).toEqual(['a', 'b'])
    expect(texts(await stage.store.claimSends(1_000, 2))).toEqual(['c'])
  })

  test('concurrent claims never hand out the same line', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await exchange(stage.store, 1_000, { says: ['好'] }, { conversation: `chat-${n}` })
    }
    const claims = await Promise.all([1, 2, 3].map(() => stage.store.claimSends(1_000, 3)))
    const ids = claims.flat().map(({ id }) => id)
    expect(ids).toHaveLength(5)
    expect(new Set(ids).size).toBe(5)
  })

  test('a line that is tried again blocks the later ones of its conversation', async () => {
    await exchange(stage.store, 1_000, { says: ['一', '二'] })
    const first = await claimOne(stage.store, 1_000)
    const retry = { kind: 'retry', retryAt: 6_000, reason: '限流' } as const
    await stage.store.settleSend(first.id, retry, 1_000)
    expect(await stage.store.claimSends(5_999, 10)).toEqual([])
    expect(await stage.store.nextDueAt()).toBe(6_000)
    expect(await claimOne(stage.store, 6_000)).toMatchObject({ id: first.id, attempt: 2 })
  })

  test('a turn in between does not hurry a line that waits to be tried again', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    const first = await claimOne(stage.store, 1_000)
    const retry = { kind: 'retry', retryAt: 6_000, reason: '限流' } as const
    await stage.store.settleSend(first.id, retry, 1_000)
    await run(stage.store, id, { says: ['二'] })
    expect(await stage.store.claimSends(5_999, 10)).toEqual([])
    expect(texts(await stage.store.claimSends(6_000, 10))).toEqual(['一'])
  })

  test('a line that failed for good lets the next one go', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一', '二'] })
    const first = await claimOne(stage.store, 1_000)
    await stage.store.settleSend(first.id, { kind: 'failed', reason: '被拒收' }, 1_000)
    expect(texts(await stage.store.claimSends(1_000, 10))).toEqual(['二'])
    const transcript = await stage.store.read.transcript(id, { limit: 10 })
    expect(transcript[1]?.delivery).toEqual({ status: 'failed', reason: '被拒收' })
  })

  test('settling an ended line changes nothing', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await stage.store.settleSend(send.id, { kind: 'sent', platformId: 'p-1' }, 1_000)
    const before = await stage.store.read.transcript(id, { limit: 10 })
    await stage.store.settleSend(send.id, { kind: 'retry', retryAt: 2_000, reason: '?' }, 1_500)
    await stage.store.settleSend(send.id, { kind: 'failed', reason: '?' }, 1_500)
    expect(await stage.store.read.transcript(id, { limit: 10 })).toEqual(before)
    expect(before[1]).toMatchObject({ externalId: 'p-1', delivery: { status: 'sent' } })
    expect(await stage.store.claimSends(9_000, 10)).toEqual([])
  })

  test('bot lines are dropped when a person takes over before they left', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一', '二'] })
    await takeOver(id)
    expect(await stage.store.claimSends(1_000, 10)).toEqual([])
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '一:dropped', '二:dropped'])
    expect(await stage.store.nextDueAt()).toBeUndefined()
  })

  test('bot lines are dropped when a person answered in the platform’s client', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    await hear(stage.store, { sender: 'shop_human', text: '我来', at: 1_100 })
    await take(stage.store, 1_100, async (work) => ({
      kind: 'commit',
      turn: aTurn(work, {
        next: { phase: { kind: 'withAgent', by: { kind: 'platform' }, since: 1_100 } },
      }),
    }))
    expect(await said(stage.store, id)).toContain('一:dropped')
  })

  test('a bot line waits while a person’s words are unread', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    await hear(stage.store, { sender: 'shop_human', text: '我来', at: 1_100 })
    expect(await stage.store.claimSends(1_100, 10)).toEqual([])
    expect(await stage.store.claimSends(60_000, 10)).toHaveLength(1)
  })

  test('the words of the handoff itself still go out', async () => {
    const id = await exchange(stage.store, 1_000, {
      says: ['已为您转人工'],
      next: { phase: awaitingAgent() },
    })
    expect(texts(await stage.store.claimSends(1_000, 10))).toEqual(['已为您转人工'])
    expect(await said(stage.store, id)).toContain('已为您转人工:sending')
  })

  test('words of the turn with which a person took over go out', async () => {
    const id = await exchange(stage.store, 1_000, {})
    await run(stage.store, id, { says: ['小林为您服务'], next: { phase: withAgent } })
    expect(texts(await stage.store.claimSends(1_000, 10))).toEqual(['小林为您服务'])
  })

  test('a bot line on its way is not tried again after a person took over', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await takeOver(id)
    await stage.store.settleSend(send.id, { kind: 'retry', retryAt: 2_000, reason: '忙' }, 1_000)
    expect(await stage.store.claimSends(9_000, 10)).toEqual([])
    expect(await said(stage.store, id)).toContain('一:dropped')
  })

  test('an old bot line stays dropped when the person gives the chat back', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    await takeOver(id)
    await run(stage.store, id, { next: { phase: { kind: 'answering' } } })
    expect(await stage.store.claimSends(9_000, 10)).toEqual([])
  })

  test('an agent’s own words leave while the agent has the chat', async () => {
    const id = await exchange(stage.store, 1_000, {})
    await takeOver(id)
    await stage.store.runTurn({
      conversationId: id,
      at: 1_000,
      handle: async (work) => {
        const author = { kind: 'agent', agent: 'lin', name: '小林' } as const
        const turn = aTurn(work)
        const lines = [aLine(turn.id, 0, { author, text: '您好我是小林' })]
        return { kind: 'commit', turn: { ...turn, lines } }
      },
    })
    expect(await stage.store.claimSends(1_000, 10)).toMatchObject([
      { author: { kind: 'agent', agent: 'lin', name: '小林' } },
    ])
  })

  test('a line on its way in a crash goes again, under the same id', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一', '二'] })
    const first = await claimOne(stage.store, 1_000)
    await stage.crash()
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '一:pending', '二:pending'])
    expect(await claimOne(stage.store, 1_000)).toMatchObject({ id: first.id, attempt: 2 })
  })

  test('an ended line stays ended in a crash', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await stage.store.settleSend(send.id, { kind: 'sent' }, 1_000)
    await stage.crash()
    expect(await stage.store.claimSends(9_000, 10)).toEqual([])
  })

  test('lines to be fetched are handed out in order and stay until they are settled', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一', '二'], route: 'pull' })
    const sends = await pull()
    expect(texts(sends)).toEqual(['一', '二'])
    expect(texts(await pull())).toEqual(['一', '二'])
    expect(texts(await pull(sends[0]?.position))).toEqual(['二'])
    for (const send of sends) await stage.store.settleSend(send.id, { kind: 'sent' }, 1_000)
    expect(await pull()).toEqual([])
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '一:sent', '二:sent'])
  })

  test('lines to be fetched are not pushed, and belong to one account', async () => {
    await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' })
    expect(await stage.store.claimSends(1_000, 10)).toEqual([])
    const where = { ...here, account: 'other', after: 0, limit: 10, at: 1_000 }
    expect(await stage.store.pullSends(where)).toEqual([])
  })

  test('lines to be fetched are dropped when a person takes over, also when they were fetched', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' })
    const [fetched] = await pull()
    await run(stage.store, id, { says: ['二'], route: 'pull' })
    await takeOver(id)
    expect(await pull()).toEqual([])
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '一:dropped', '二:dropped'])
    if (!fetched) throw new Error('nothing was fetched')
    await stage.store.settleSend(fetched.id, { kind: 'failed', reason: '?' }, 1_500)
    await stage.store.settleSend(fetched.id, { kind: 'sent', platformId: 'p-1' }, 1_500)
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '一:sent', '二:dropped'])
  })

  test('what nobody fetched cannot be acknowledged after it was dropped', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' })
    const line = await lastId(id)
    await takeOver(id)
    await stage.store.settleSend(line, { kind: 'sent' }, 1_500)
    expect(await said(stage.store, id)).toContain('一:dropped')
  })

  test('a bot line to be fetched waits while a person’s words are unread, and all behind it', async () => {
    await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' }, { conversation: 'a' })
    await exchange(stage.store, 1_000, { says: ['二'], route: 'pull' }, { conversation: 'b' })
    await hear(stage.store, { conversation: 'a', sender: 'shop_human', text: '我来', at: 1_100 })
    expect(await pull(0, 1_100)).toEqual([])
    expect(texts(await pull(0, 60_000))).toEqual(['一', '二'])
  })

  test('a line that failed for good is handed to a turn once, also after a crash', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await stage.store.settleSend(send.id, { kind: 'failed', reason: '被拒收' }, 2_000)
    expect(await stage.store.nextDueAt()).toBe(2_000)
    await stage.crash()
    await take(stage.store, 2_000, () => Promise.reject(new Error('poison')))
    const failed = [{ id: send.id, reason: '被拒收' }]
    expect((await take(stage.store, 9_000)).works).toMatchObject([
      { conversation: { id }, unread: [], failed },
    ])
    await hear(stage.store, { at: 9_500 })
    expect((await take(stage.store, 9_500)).works).toMatchObject([{ failed: [] }])
  })

  test('a client’s bad news is handed to a turn too', async () => {
    await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' })
    const [send] = await pull()
    if (!send) throw new Error('nothing was fetched')
    await stage.store.settleSend(send.id, { kind: 'failed', reason: '被拒收' }, 2_000)
    expect((await take(stage.store, 2_000)).works[0]?.failed).toEqual([
      { id: send.id, reason: '被拒收' },
    ])
  })

  test('a failure while a turn is being made is left to the next one', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await hear(stage.store, { at: 2_000 })
    const failed: (readonly string[])[] = []
    for (const at of [2_000, 3_000, 4_000]) {
      await take(stage.store, at, async (work) => {
        failed.push(work.failed.map(({ reason }) => reason))
        await stage.store.settleSend(send.id, { kind: 'failed', reason: '拒' }, at)
        return { kind: 'commit', turn: aTurn(work, { at }) }
      })
    }
    expect(failed).toEqual([[], ['拒']])
  })

  test('a failure while a turn decides to wait cuts the wait short', async () => {
    await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await hear(stage.store, { at: 2_000 })
    await take(stage.store, 2_000, async () => {
      await stage.store.settleSend(send.id, { kind: 'failed', reason: '拒' }, 2_000)
      return { kind: 'wait', until: 60_000 }
    })
    expect((await take(stage.store, 2_000)).works[0]?.failed).toHaveLength(1)
  })

  test('a command leaves failures to a turn of their own', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    const send = await claimOne(stage.store, 1_000)
    await stage.store.settleSend(send.id, { kind: 'failed', reason: '拒' }, 2_000)
    await run(stage.store, id)
    expect((await take(stage.store, 2_000)).works[0]?.failed).toHaveLength(1)
  })

  test('a line that nobody fetches within a day has failed', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' })
    expect(await stage.store.nextDueAt()).toBe(1_000 + dayMs)
    expect((await take(stage.store, 999 + dayMs)).works).toEqual([])
    const { works } = await take(stage.store, 1_000 + dayMs)
    expect(works[0]?.failed).toEqual([{ id: await lastId(id), reason: '没有客户端来取' }])
    expect(await said(stage.store, id)).toContain('一:failed')
    expect(await pull()).toEqual([])
    expect(await stage.store.nextDueAt()).toBeUndefined()
  })

  test('a line that was fetched and not acknowledged within a day has failed, until it is', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'], route: 'pull' })
    const [send] = await pull()
    const { works } = await take(stage.store, 1_000 + dayMs)
    expect(works[0]?.failed).toMatchObject([{ reason: '客户端取走后没有回报结果' }])
    if (!send) throw new Error('nothing was fetched')
    await stage.store.settleSend(send.id, { kind: 'sent' }, 2_000 + dayMs)
    expect(await said(stage.store, id)).toContain('一:sent')
  })

  test('a draft travels nowhere until a person releases it', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    expect(await stage.store.claimSends(1_000, 10)).toEqual([])
    expect(await pull()).toEqual([])
    const release = { kind: 'release', route: 'push' } as const
    expect(await stage.store.settleDraft(await lastId(id), release, 2_000)).toBe(true)
    expect(texts(await stage.store.claimSends(2_000, 10))).toEqual(['草稿'])
  })

  test('a released draft is behind everything that was fetched before', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    const draft = await lastId(id)
    await run(stage.store, id, { says: ['先走'], route: 'pull' })
    const [fetched] = await pull()
    await stage.store.settleDraft(draft, { kind: 'release', route: 'pull' }, 2_000)
    expect(texts(await pull(fetched?.position))).toEqual(['草稿'])
  })

  test.each(['push', 'pull'] as const)(
    'a released draft is a person’s word: taking over does not stop it: %s',
    async (route) => {
      const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
      await stage.store.settleDraft(await lastId(id), { kind: 'release', route }, 1_000)
      await takeOver(id)
      expect(await said(stage.store, id)).toContain('草稿:pending')
    },
  )

  test('a released draft is tried again though a person has taken over, also after a crash', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    await stage.store.settleDraft(await lastId(id), { kind: 'release', route: 'push' }, 1_000)
    const send = await claimOne(stage.store, 1_000)
    await takeOver(id)
    await stage.store.settleSend(send.id, { kind: 'retry', retryAt: 2_000, reason: '忙' }, 1_000)
    await claimOne(stage.store, 2_000)
    await stage.crash()
    expect(texts(await stage.store.claimSends(2_000, 10))).toEqual(['草稿'])
  })

  test('drafts end when a person takes over', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    const draft = await lastId(id)
    await takeOver(id)
    expect(await said(stage.store, id)).toContain('草稿:superseded')
    const release = { kind: 'release', route: 'push' } as const
    expect(await stage.store.settleDraft(draft, release, 2_000)).toBe(false)
  })

  test('who may settle a draft is asked while nobody else has the conversation', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    const draft = await lastId(id)
    const gate = aGate()
    const turn = run(
      stage.store,
      id,
      {},
      {
        handle: async (work) => {
          await gate.passed
          return { kind: 'commit', turn: commandTurn(work, { next: { round: 7 } }) }
        },
      },
    )
    const rounds: number[] = []
    const settled = stage.store.settleDraft(draft, { kind: 'discard' }, 2_000, ({ round }) => {
      rounds.push(round)
      throw new Error('不是你的会话')
    })
    gate.open()
    await turn
    await expect(settled).rejects.toThrow('不是你的会话')
    expect(rounds).toEqual([7])
    expect(await said(stage.store, id)).toContain('草稿:draft')
  })

  test('a discarded draft never leaves', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    expect(await stage.store.settleDraft(await lastId(id), { kind: 'discard' }, 2_000)).toBe(true)
    expect(await stage.store.claimSends(9_000, 10)).toEqual([])
    expect(await said(stage.store, id)).toContain('草稿:dropped')
  })

  test('of people who release a draft at once exactly one does', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['草稿'], route: 'draft' })
    const draft = await lastId(id)
    const release = { kind: 'release', route: 'push' } as const
    const verdicts = await Promise.all(
      [1, 2, 3].map(() => stage.store.settleDraft(draft, release, 2_000)),
    )
    expect(verdicts.filter(Boolean)).toHaveLength(1)
    expect(await stage.store.claimSends(2_000, 10)).toHaveLength(1)
  })

  test('what is no draft cannot be released', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['一'] })
    const discard = { kind: 'discard' } as const
    expect(await stage.store.settleDraft(await lastId(id), discard, 2_000)).toBe(false)
    expect(await said(stage.store, id)).toContain('一:pending')
  })
}
