import { expect, test } from 'vitest'
import { conversationId } from '../../../src/model/ids.ts'
import { hear, type OpenStore, stageOn } from './stage.ts'

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
    expect(await desk.noteRead(conversationId('c_0000000000000000'), 'shop', 1)).toBe(false)
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
}
