import { expect, test } from 'vitest'
import { agentId, conversationId as idOf } from '../../../src/model/ids.ts'
import type { NewNote } from '../../../src/store/index.ts'
import { awaitingAgent } from '../../support/builders.ts'
import { exchange, hear, type OpenStore, said, stageOn, take, texts } from './stage.ts'

export function deskContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('nobody has read anything until they did', async () => {
    const { conversationId } = await hear(stage.store)
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary).not.toHaveProperty('readByCustomer')
    expect(summary).not.toHaveProperty('readByShop')
  })

  test('each side has read up to a line of its own, and never less', async () => {
    const { conversationId: id, position: first } = await hear(stage.store, { text: '一' })
    const { position: last } = await hear(stage.store, { text: '二' })
    const { desk } = stage.store
    expect(await desk.noteRead(id, 'customer', last)).toBe(true)
    expect(await desk.noteRead(id, 'shop', first)).toBe(true)
    expect(await desk.noteRead(id, 'customer', first)).toBe(false)
    expect(await desk.noteRead(id, 'shop', first)).toBe(false)
    await stage.reopen()
    expect(await stage.store.read.conversation(id)).toMatchObject({
      readByCustomer: last,
      readByShop: first,
    })
  })

  test('nobody reads further than there are lines, and nobody of another conversation', async () => {
    const { conversationId: id, position } = await hear(stage.store)
    const other = await hear(stage.store, { conversation: 'chat-2' })
    const { desk, read } = stage.store
    expect(await desk.noteRead(id, 'shop', Number.MAX_SAFE_INTEGER)).toBe(true)
    expect((await read.conversation(id))?.readByShop).toBe(position)
    expect(await read.conversation(other.conversationId)).not.toHaveProperty('readByShop')
    expect(await desk.noteRead(idOf('c_0000000000000000'), 'shop', 1)).toBe(false)
  })

  test('that somebody has read is a change of the conversation', async () => {
    const { conversationId, position } = await hear(stage.store)
    const { desk, read } = stage.store
    const after = await read.lastSeq()
    await desk.noteRead(conversationId, 'shop', position)
    expect(await read.changes({ after, limit: 9, conversationId })).toMatchObject([
      { kind: 'conversation', summary: { readByShop: position } },
    ])
    const then = await read.lastSeq()
    await desk.noteRead(conversationId, 'shop', position)
    expect(await read.lastSeq()).toBe(then)
  })

  const note = (more: Partial<NewNote> & Pick<NewNote, 'conversationId'>): NewNote => ({
    agent: agentId('lin'),
    name: '小林',
    parts: [{ kind: 'text', text: '答应补发' }],
    at: 2_000,
    key: 'n-1',
    ...more,
  })

  test('a note is a line that nobody sends, and the conversation is as it was', async () => {
    const id = await exchange(stage.store, 1_000, { next: { phase: awaitingAgent(1_000) } })
    const before = await stage.store.read.conversation(id)
    const entry = await stage.store.desk.addNote(note({ conversationId: id }))
    expect(entry).toMatchObject({
      author: { kind: 'note', agent: 'lin', name: '小林' },
      parts: [{ kind: 'text', text: '答应补发' }],
      at: 2_000,
    })
    expect(entry).not.toHaveProperty('delivery')
    expect(await stage.store.read.conversation(id)).toEqual(before)
    expect((await take(stage.store, 9_000)).works).toEqual([])
    expect(await said(stage.store, id)).toEqual(['收到就碎了', '答应补发'])
  })

  const chen = { agent: agentId('chen'), name: '小陈' }

  test('whom a note names is kept with it, and has not seen it until they were there', async () => {
    const { conversationId: id } = await hear(stage.store)
    const other = await hear(stage.store, { conversation: 'chat-2' })
    const { desk } = stage.store
    const entry = await desk.addNote(note({ conversationId: id, mentions: [chen] }))
    await desk.addNote(note({ conversationId: id, mentions: [chen] }))
    const there = note({ conversationId: other.conversationId, mentions: [chen] })
    const elsewhere = await desk.addNote(there)
    expect(entry?.mentions).toEqual([chen])
    await stage.reopen()
    const of = { conversationId: other.conversationId }
    const unseen = () => stage.store.desk.unseenMentions(chen.agent)
    expect(await unseen()).toEqual([
      { id: entry?.id, conversationId: id },
      { id: elsewhere?.id, ...of },
    ])
    expect(await stage.store.desk.unseenMentions(agentId('lin'))).toEqual([])
    await stage.store.desk.seeMentions(chen.agent, id)
    await stage.store.desk.seeMentions(agentId('lin'), other.conversationId)
    expect(await unseen()).toEqual([{ id: elsewhere?.id, ...of }])
  })

  test('what names somebody in a shop they do not see is nothing to see', async () => {
    const { conversationId: id } = await hear(stage.store)
    const other = await hear(stage.store, { conversation: 'chat-2', account: 'tea' })
    const { desk } = stage.store
    const tea = note({ conversationId: other.conversationId, mentions: [chen] })
    const kept = await desk.addNote(tea)
    await desk.addNote(note({ conversationId: id, mentions: [chen] }))
    const unseen = await desk.unseenMentions(chen.agent, ['simulator/tea'])
    expect(unseen).toEqual([{ id: kept?.id, conversationId: other.conversationId }])
    expect(await desk.unseenMentions(chen.agent, ['simulator'])).toHaveLength(2)
    expect(await desk.unseenMentions(chen.agent, ['bridge'])).toEqual([])
    expect(await desk.unseenMentions(chen.agent, [])).toHaveLength(2)
  })

  test('the notes of all conversations are listed, newest first, page by page', async () => {
    const { conversationId: id } = await hear(stage.store)
    const other = await hear(stage.store, { conversation: 'chat-2', account: 'tea' })
    const { desk } = stage.store
    await desk.addNote(note({ conversationId: id, key: 'a', mentions: [chen] }))
    await desk.addNote(note({ conversationId: other.conversationId, key: 'b' }))
    await desk.addNote(note({ conversationId: id, key: 'c' }))
    const { agent } = chen
    const all = await desk.recentNotes({ agent, limit: 2 })
    const keys = (found: typeof all) => found.map(({ entry }) => entry.id.split(':').at(-1))
    expect(keys(all)).toEqual(['c', 'b'])
    const before = all.at(-1)?.entry.position ?? 0
    expect(keys(await desk.recentNotes({ agent, limit: 2, before }))).toEqual(['a'])
    const mine = await desk.recentNotes({ agent, limit: 9, isMentioned: true })
    expect(mine).toMatchObject([
      {
        entry: { conversationId: id, mentions: [chen] },
        isUnseen: true,
        customer: { id: 'buyer-1' },
      },
    ])
    await desk.seeMentions(agent, id)
    expect(await desk.recentNotes({ agent, limit: 9, isMentioned: true })).toMatchObject([
      { isUnseen: false },
    ])
    const tea = `${all[1]?.channel}/tea`
    expect(keys(await desk.recentNotes({ agent, limit: 9, shops: [tea] }))).toEqual(['b'])
    expect(await desk.recentNotes({ agent: agentId('lin'), limit: 9, isMentioned: true })).toEqual(
      [],
    )
  })

  test('a note is a change that readers hear of, once', async () => {
    const { conversationId } = await hear(stage.store)
    const after = await stage.store.read.lastSeq()
    const first = await stage.store.desk.addNote(note({ conversationId }))
    const again = await stage.store.desk.addNote(note({ conversationId, at: 3_000 }))
    expect(again).toEqual(first)
    expect(await stage.store.read.changes({ after, limit: 9 })).toMatchObject([
      { kind: 'entry', entry: { id: first?.id } },
    ])
  })

  test('a note neither reads nor answers what the customer wrote', async () => {
    const { conversationId } = await hear(stage.store, { text: '在吗' })
    await stage.store.desk.addNote(note({ conversationId }))
    const { works } = await take(stage.store, 2_000)
    expect(works.map(({ unread }) => texts(unread))).toEqual([['在吗']])
  })

  test('the last notes of a conversation are told oldest first, after a restart, too', async () => {
    const { conversationId } = await hear(stage.store)
    const other = await hear(stage.store, { conversation: 'chat-2' })
    for (const key of ['一', '二', '三'])
      await stage.store.desk.addNote(
        note({ conversationId, key, parts: [{ kind: 'text', text: key }] }),
      )
    await stage.store.desk.addNote(note({ conversationId: other.conversationId }))
    await stage.reopen()
    expect(texts(await stage.store.desk.notes(conversationId, 2))).toEqual(['二', '三'])
    const unknown = idOf('c_0000000000000000')
    expect(await stage.store.desk.addNote(note({ conversationId: unknown }))).toBeUndefined()
    expect(await stage.store.desk.notes(unknown, 2)).toEqual([])
  })

  const lin = agentId('lin')

  test('what is not sent is kept for each agent, in parts, until nothing is left', async () => {
    const { conversationId } = await hear(stage.store)
    const { desk } = stage.store
    await desk.saveUnsent(lin, { conversationId, reply: '您好' }, 1_000)
    await desk.saveUnsent(lin, { conversationId, note: '答应补发' }, 2_000)
    await desk.saveUnsent(agentId('chen'), { conversationId, reply: '我来' }, 3_000)
    await stage.reopen()
    expect(await stage.store.desk.unsent(lin)).toEqual([
      { conversationId, reply: '您好', note: '答应补发', at: 2_000 },
    ])
    await stage.store.desk.saveUnsent(lin, { conversationId, reply: '' }, 4_000)
    expect(await stage.store.desk.unsent(lin)).toMatchObject([{ reply: '', note: '答应补发' }])
    await stage.store.desk.saveUnsent(lin, { conversationId, note: '' }, 5_000)
    expect(await stage.store.desk.unsent(lin)).toEqual([])
    expect(await stage.store.desk.unsent(agentId('chen'))).toHaveLength(1)
  })

  test('the latest of what is not sent comes first, and nothing is of no conversation', async () => {
    const first = await hear(stage.store)
    const second = await hear(stage.store, { conversation: 'chat-2' })
    const { desk } = stage.store
    await desk.saveUnsent(lin, { conversationId: first.conversationId, reply: '一' }, 1_000)
    await desk.saveUnsent(lin, { conversationId: second.conversationId, reply: '二' }, 2_000)
    await desk.saveUnsent(lin, { conversationId: idOf('c_0000000000000000'), reply: '三' }, 3_000)
    expect((await desk.unsent(lin)).map(({ reply }) => reply)).toEqual(['二', '一'])
  })
}
