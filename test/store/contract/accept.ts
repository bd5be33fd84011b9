import { expect, test } from 'vitest'
import type { InboundMessage, MessagePart } from '../../../src/model/message.ts'
import { conversationIdOf } from '../../../src/store/index.ts'
import { aMessage } from '../../support/builders.ts'
import { hear, type OpenStore, stageOn, take, texts } from './stage.ts'

export function acceptContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('a message is in the transcript once it is acknowledged', async () => {
    const { conversationId, position, duplicate } = await hear(stage.store, {
      text: '杯子碎了',
      externalId: '9007199254740993123',
      at: 5_000,
    })
    const [entry] = await stage.store.read.transcript(conversationId, { limit: 10 })
    expect(duplicate).toBe(false)
    expect(entry).toMatchObject({
      position,
      conversationId,
      externalId: '9007199254740993123',
      at: 5_000,
      author: { kind: 'customer' },
      parts: [{ kind: 'text', text: '杯子碎了' }],
    })
    expect(entry).not.toHaveProperty('delivery')
  })

  test('an unknown conversation begins with the bot at version 0', async () => {
    const { conversationId } = await hear(stage.store)
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary).toMatchObject({
      lastAt: 1_000,
      lastText: '收到就碎了',
      lastBy: { author: 'customer' },
    })
    expect(summary?.conversation).toEqual({
      id: conversationId,
      channel: 'simulator',
      account: 'demo',
      externalId: 'chat-1',
      customer: { id: 'buyer-1', name: '小王' },
      version: 0,
      round: 1,
      ticketCount: 0,
      phase: { kind: 'answering' },
      memory: { misses: 0, asked: {}, media: [], said: [] },
    })
  })

  test('a conversation id follows from channel, account and conversation alone', async () => {
    const first = await hear(stage.store)
    const second = await hear(stage.store)
    const elsewhere = await hear(stage.store, { account: 'other' })
    expect(second.conversationId).toBe(first.conversationId)
    expect(elsewhere.conversationId).not.toBe(first.conversationId)
    expect(first.conversationId).toBe(conversationIdOf(aMessage()))
    expect(first.conversationId).toMatch(/^c_[0-9a-hjkmnp-tv-z]{16}$/)
  })

  test('the second of two equal messages in one call is a duplicate of the first', async () => {
    const message = aMessage()
    const [first, second] = await stage.store.accept([message, message], 1_000)
    expect(first?.duplicate).toBe(false)
    expect(second).toEqual({ ...first, duplicate: true })
  })

  test('of concurrent deliveries of one message exactly one is new', async () => {
    const message = aMessage()
    const calls = Array.from({ length: 20 }, () => stage.store.accept([message], 1_000))
    const receipts = (await Promise.all(calls)).flat()
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(new Set(receipts.map(({ position }) => position)).size).toBe(1)
  })

  test('a duplicate is known after a restart', async () => {
    const first = await hear(stage.store, { externalId: 'same' })
    await stage.reopen()
    const second = await hear(stage.store, { externalId: 'same', at: 9_000 })
    expect(second).toEqual({ ...first, duplicate: true })
  })

  test('a duplicate is known after a crash', async () => {
    const first = await hear(stage.store, { externalId: 'same' })
    await stage.crash()
    expect(await hear(stage.store, { externalId: 'same' })).toEqual({ ...first, duplicate: true })
  })

  test('a duplicate under another conversation begins nothing', async () => {
    const first = await hear(stage.store, { externalId: 'same' })
    const second = await hear(stage.store, { externalId: 'same', conversation: 'chat-2' })
    expect(second).toEqual({ ...first, duplicate: true })
    expect(await stage.store.read.conversations({ limit: 10 })).toHaveLength(1)
  })

  test('a duplicate changes neither the conversation nor what is due', async () => {
    const { conversationId } = await hear(stage.store, { externalId: 'same' })
    await take(stage.store, 1_000)
    const before = await stage.store.read.conversation(conversationId)
    await hear(stage.store, { externalId: 'same', at: 9_000, text: '别的' })
    expect(await stage.store.read.conversation(conversationId)).toEqual(before)
    expect((await take(stage.store, 9_000)).works).toEqual([])
  })

  test('the same external id of another account or channel is another message', async () => {
    await hear(stage.store, { externalId: 'same' })
    expect((await hear(stage.store, { externalId: 'same', account: 'b' })).duplicate).toBe(false)
    expect((await hear(stage.store, { externalId: 'same', channel: 'b' })).duplicate).toBe(false)
  })

  test('a message that cannot be written fails its own call alone', async () => {
    const broken = { ...aMessage(), parts: undefined } as unknown as InboundMessage
    const [before, bad, after] = await Promise.allSettled([
      stage.store.accept([aMessage()], 1_000),
      stage.store.accept([aMessage(), broken], 1_000),
      stage.store.accept([aMessage()], 1_000),
    ])
    expect([before.status, bad.status, after.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    const [{ conversation } = { conversation: { id: undefined } }] =
      await stage.store.read.conversations({ limit: 1 })
    if (!conversation.id) throw new Error('no conversation')
    expect(await stage.store.read.transcript(conversation.id, { limit: 10 })).toHaveLength(2)
  })

  test('many calls at once keep the order in which they came', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `第${index}条`)
    const receipts = await Promise.all(names.map((text) => hear(stage.store, { text })))
    const id = conversationIdOf(aMessage())
    expect(texts(await stage.store.read.transcript(id, { limit: 500 }))).toEqual(names)
    const positions = receipts.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  })

  test('one call may carry more messages than one flush', async () => {
    const messages = Array.from({ length: 150 }, () => aMessage())
    const receipts = await stage.store.accept(messages, 1_000)
    expect(receipts.map(({ externalId }) => externalId)).toEqual(
      messages.map(({ externalId }) => externalId),
    )
  })

  test('everything acknowledged is there after a crash', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => hear(stage.store, { conversation: `chat-${n % 7}` })),
    )
    await stage.crash()
    expect((await stage.store.read.counts()).unread).toBe(200)
  })

  test('no kind of part is lost or changed', async () => {
    const parts: readonly MessagePart[] = [
      { kind: 'text', text: '😡 \u0000 "quoted" \n' },
      { kind: 'image', url: 'https://example.com/a.jpg', name: '图.jpg' },
      { kind: 'order', orderNo: '3518204455801234' },
      { kind: 'unsupported', type: 'red_packet', text: '{}' },
    ]
    const { conversationId } = await hear(stage.store, { parts })
    const [entry] = await stage.store.read.transcript(conversationId, { limit: 1 })
    expect(entry?.parts).toEqual(parts)
    const { works } = await take(stage.store, 1_000)
    expect(works[0]?.unread[0]?.parts).toEqual(parts)
  })

  test('a new name of the customer is kept, a missing one changes nothing', async () => {
    const { conversationId } = await hear(stage.store)
    await hear(stage.store, { customer: { id: 'buyer-1', name: '王先生' } })
    await hear(stage.store, { customer: { id: 'buyer-1' } })
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary?.conversation.customer).toEqual({ id: 'buyer-1', name: '王先生' })
  })

  test('a new name without a name of their own keeps nobody else’s', async () => {
    const guessed = { sender: 'shop_human', customer: { id: 'shop', name: '店' } } as const
    const { conversationId } = await hear(stage.store, guessed)
    await hear(stage.store, { customer: { id: 'buyer-1' } })
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary?.conversation.customer).toEqual({ id: 'buyer-1' })
  })

  test('a message of another customer rejects its call alone and keeps nothing of it', async () => {
    const { conversationId } = await hear(stage.store)
    const other = { customer: { id: 'buyer-2', name: '小李' } }
    const [mixed, next] = await Promise.allSettled([
      stage.store.accept([aMessage(), aMessage(other)], 1_000),
      stage.store.accept([aMessage({ text: '在吗' })], 1_000),
    ])
    expect(mixed).toMatchObject({
      reason: {
        code: 'bad_request',
        message: '会话 chat-1 属于另一位顾客',
        path: '[1].customer.id',
      },
    })
    expect(next.status).toBe('fulfilled')
    const transcript = await stage.store.read.transcript(conversationId, { limit: 10 })
    expect(texts(transcript)).toEqual(['收到就碎了', '在吗'])
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary?.conversation.customer).toEqual({ id: 'buyer-1', name: '小王' })
  })

  test('what the shop says in a conversation may name anybody', async () => {
    const { conversationId } = await hear(stage.store)
    await hear(stage.store, { sender: 'shop_human', customer: { id: 'buyer-2' } })
    await hear(stage.store, { sender: 'shop_system', customer: { id: 'buyer-3' } })
    const summary = await stage.store.read.conversation(conversationId)
    expect(summary?.conversation.customer.id).toBe('buyer-1')
  })

  test('a duplicate under another customer is a duplicate', async () => {
    await hear(stage.store, { externalId: 'same' })
    const again = await hear(stage.store, { externalId: 'same', customer: { id: 'buyer-2' } })
    expect(again.duplicate).toBe(true)
  })

  test('a message and its wanted files are kept together, once', async () => {
    const url = 'https://example.com/a.jpg'
    const parts: readonly MessagePart[] = [
      { kind: 'image', url, mediaId: 'm-1' },
      { kind: 'image', url: 'media:m-2', mediaId: 'm-2' },
      { kind: 'image', url: 'https://example.com/b.jpg' },
    ]
    const { conversationId } = await hear(stage.store, { externalId: 'same', parts })
    await stage.crash()
    const { media } = stage.store
    const row = { id: 'm-1', conversationId, url, at: 1_000 }
    expect(await media.wanted(1_000, 10)).toEqual([
      { ...row, status: 'wanted', attempts: 0, nextAt: 1_000 },
    ])
    await media.save({ ...row, status: 'refused', reason: '404' })
    await hear(stage.store, { externalId: 'same', parts, at: 2_000 })
    expect(await media.wanted(9_000, 10)).toEqual([])
  })

  test('a call without messages has no receipts', async () => {
    expect(await stage.store.accept([], 1_000)).toEqual([])
  })
}
