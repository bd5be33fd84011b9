import { expect, test } from 'vitest'
import { orderNo, slotId } from '../../../src/model/ids.ts'
import { aTicket, aTurn } from '../../support/builders.ts'
import { exchange, hear, type OpenStore, stageOn, take, texts } from './stage.ts'

export function searchContract(open: OpenStore): void {
  const stage = stageOn(open)
  const lines = async (words: string, limit = 9) =>
    texts(await stage.store.search.lines(words.split(' '), { limit, shops: [] }))

  test('a line is found by any part of it, the newest first', async () => {
    await hear(stage.store, { text: '退货地址在哪里' })
    await hear(stage.store, { text: '退货地址发我一下', conversation: 'chat-2' })
    await hear(stage.store, { text: '你好' })
    expect(await lines('退货地址')).toEqual(['退货地址发我一下', '退货地址在哪里'])
    expect(await lines('址在哪')).toEqual(['退货地址在哪里'])
    expect(await lines('退货地址', 1)).toEqual(['退货地址发我一下'])
    expect(await lines('换货地址')).toEqual([])
  })

  test('words of one or two characters are found, too, and several mean all of them', async () => {
    for (const text of ['退货地址在哪里', '地址改一下', 'OK', 'ok 收到'])
      await hear(stage.store, { text })
    expect(await lines('地址')).toEqual(['地址改一下', '退货地址在哪里'])
    expect(await lines('改')).toEqual(['地址改一下'])
    expect(await lines('地址 退')).toEqual(['退货地址在哪里'])
    expect(await lines('退货地 哪')).toEqual(['退货地址在哪里'])
    expect(await lines('退货地 改')).toEqual([])
    expect(await lines('Ok')).toEqual(['ok 收到', 'OK'])
  })

  test('what means something to an index or to JSON means nothing here', async () => {
    await hear(stage.store, { text: '他说"不要 AND 都要*"' })
    await hear(stage.store, { parts: [{ kind: 'image', url: 'https://x/text.jpg' }] })
    for (const words of ['"不要', 'and', '都要*"', '%', 'kind', 'te', '"', "'", '(', '不要%'])
      expect([words, (await lines(words)).length]).toEqual([
        words,
        ['"不要', 'and', '都要*"', '"'].includes(words) ? 1 : 0,
      ])
    expect(await stage.store.search.lines([], { limit: 9, shops: [] })).toEqual([])
  })

  test('an order is found by its number on a card', async () => {
    await hear(stage.store, { parts: [{ kind: 'order', orderNo: '692012345678' }] })
    expect(await stage.store.search.lines(['2345'], { limit: 9, shops: [] })).toHaveLength(1)
  })

  test('what replaced lines, was never said, or only happened is not found', async () => {
    const id = await exchange(stage.store, 1_000, { says: ['退货地址是杭州'] })
    await hear(stage.store, { text: '还有呢', at: 2_000 })
    await take(stage.store, 2_000, async (work) => {
      const turn = aTurn(work, { at: 2_000, says: ['退货地址是苏州'] })
      const author = { kind: 'event' } as const
      const event = { ...turn.lines[0], author, route: 'none', id: `${turn.id}:9` }
      return { kind: 'commit', turn: { ...turn, lines: [...turn.lines, event as never] } }
    })
    expect(await lines('退货地址')).toEqual(['退货地址是苏州'])
    expect(
      (await stage.store.search.lines(['退货'], { limit: 9, shops: [] }))[0]?.conversationId,
    ).toBe(id)
  })

  test('a draft that was let go is found where it stands now', async () => {
    await exchange(stage.store, 1_000, { says: ['退货地址是杭州'], route: 'draft' })
    const [draft] = await stage.store.search.lines(['退货地址'], { limit: 9, shops: [] })
    await hear(stage.store, { text: '在吗', conversation: 'chat-2' })
    const verdict = { kind: 'release', route: 'push' } as const
    await stage.store.settleDraft((draft?.id ?? '') as never, verdict, 2_000)
    const [released, ...others] = await stage.store.search.lines(['退货地址'], {
      limit: 9,
      shops: [],
    })
    expect(others).toEqual([])
    expect(released?.position).toBeGreaterThan(draft?.position ?? 0)
    expect(await lines('货地址')).toEqual(['退货地址是杭州'])
  })

  test('a conversation is found by its customer, whatever they are called by now', async () => {
    const first = await hear(stage.store, { customer: { id: 'buyer-771', name: '陈一鸣' } })
    await hear(stage.store, { conversation: 'chat-2', customer: { id: 'buyer-772', name: '小周' } })
    const found = (...words: string[]) =>
      stage.store.search.conversations(words, { limit: 9, shops: [] })
    expect(await found('陈一鸣')).toEqual([first.conversationId])
    expect(await found('一鸣')).toEqual([first.conversationId])
    expect(await found('BUYER-77')).toHaveLength(2)
    expect(await found('buyer-77', '周')).toHaveLength(1)
    expect(await found('chat-2')).toHaveLength(1)
    await hear(stage.store, { customer: { id: 'buyer-771', name: '一鸣先生' } })
    expect(await found('陈一鸣')).toEqual([])
    expect(await found('一鸣先生')).toEqual([first.conversationId])
    expect(await stage.store.search.ofCustomer('buyer-771', { limit: 9, shops: [] })).toEqual([
      first.conversationId,
    ])
    expect(await stage.store.search.ofCustomer('buyer-77', { limit: 9, shops: [] })).toEqual([])
  })

  test('and by its cases: their numbers, their orders, and what was told in them', async () => {
    const order = { orderNo: orderNo('692099998888'), items: [], state: 'paid' } as never
    const phone = (text: string) => ({
      id: slotId('phone'),
      kind: 'description' as const,
      label: '电话',
      required: true,
      state: { kind: 'filled', values: [{ kind: 'text', text, from: 'm' }] } as const,
    })
    const { conversationId } = await hear(stage.store)
    await take(stage.store, 1_000, async (work) => ({
      kind: 'commit',
      turn: aTurn(work, {
        tickets: [aTicket(work, { number: 'SH261126-TESTXYZ', slots: [phone('13800006677')] })],
        next: { ticketCount: 1 },
      }),
    }))
    const found = (word: string) =>
      stage.store.search.conversations([word], { limit: 9, shops: [] })
    expect(await found('testxyz')).toEqual([conversationId])
    expect(await found('6677')).toEqual([conversationId])
    expect(await found('99998888')).toEqual([])
    await hear(stage.store, { at: 2_000 })
    await take(stage.store, 2_000, async (work) => {
      const [ticket] = work.tickets
      if (!ticket) throw new Error('no ticket')
      const changed = { ...ticket, order, slots: [phone('13900001234')] }
      return { kind: 'commit', turn: aTurn(work, { at: 2_000, tickets: [changed] }) }
    })
    expect(await found('99998888')).toEqual([conversationId])
    expect(await found('1234')).toEqual([conversationId])
    expect(await found('6677')).toEqual([])
  })
}
