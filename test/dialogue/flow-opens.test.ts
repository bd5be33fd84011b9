import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  aFlow,
  anOrder,
  aPlaybook,
  aSlot,
  card,
  delivered,
  hourMs,
  image,
  minuteMs,
  noon,
  slotsOf,
  talk,
} from '../support/dialogue.ts'

describe('a flow opens', () => {
  test('with one apology and one request for everything that is missing', () => {
    const heard = talk().says('收到就碎了', 'damaged')
    expect(heard).toMatchObject({
      kind: 'collect',
      rung: 'intent',
      source: 'replies/small.yaml:damaged',
    })
    expect(heard.said).toBe(
      '抱歉（damaged）。\n\n请发给我，还差：\n1. 破损照片（拍清楚）\n2. 订单编号\n3. 希望的处理：补发 / 换货 / 退款（选填）',
    )
  })

  test('with a ticket, a reminder and an end', () => {
    const heard = talk().says('收到就碎了', 'damaged')
    expect(heard.ticket).toMatchObject({
      number: 'SH261118-012345',
      status: 'collecting',
      title: '收到破损',
    })
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '收到就碎了', photo: '-' })
    expect(heard.effects).toContainEqual({
      kind: 'startTimer',
      name: 'evidence_reminder',
      dueAt: noon + 30 * minuteMs,
    })
    expect(heard.effects).toContainEqual({
      kind: 'startTimer',
      name: 'evidence_expiry',
      dueAt: noon + 48 * hourMs,
    })
  })

  test('with the pictures and the order number of earlier messages', () => {
    const chat = talk()
    chat.sends(image('a'))
    chat.sends(card('260011112222'))
    const heard = chat.says('收到就碎了', 'damaged')
    expect(heard.ticket?.status).toBe('complete')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '1 个', 'order-number': '260011112222' })
  })

  test('with the order that was spoken of before, and says so', () => {
    const chat = talk(aPlaybook(), { orders: [delivered, anOrder({ orderNo: orderNo('2600') })] })
    chat.says('260011112222 到哪了', 'logistics')
    expect(chat.says('收到就碎了', 'damaged').said).toContain('先按 260011112222 登记。')
    const named = talk(aPlaybook(), { orders: [delivered] })
    expect(named.says('260011112222 收到就碎了', 'damaged').said).not.toContain('登记')
  })

  test('with the only order it can be, and says so', () => {
    const heard = talk(aPlaybook(), { orders: [delivered] }).says('收到就碎了', 'damaged')
    expect(heard.said).toContain('先按 260011112222 登记。')
    expect(heard.said).not.toContain('订单编号')
  })

  test('and completes at once when nothing is missing, still naming the order it took', () => {
    const chat = talk(aPlaybook(), { orders: [delivered] })
    const heard = chat.sendsWith('收到就碎了', { intent: 'damaged' }, image())
    expect(heard.said).toBe(
      '抱歉（damaged）。\n\n先按 260011112222 登记。\n\n齐了，单号 SH261118-012345。',
    )
    expect(heard.next.phase).toEqual({ kind: 'answering' })
  })

  test('from a numbered choice with the words that the customer had already said', () => {
    const chat = talk()
    chat.says('杯沿上裂了一道缝', { intent: ['damaged', 'price'] })
    const heard = chat.says('1')
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '杯沿上裂了一道缝' })
  })
})

describe('the words that open a form', () => {
  const address = aFlow({
    id: 'address',
    intents: ['price'],
    slots: [
      aSlot({ id: 'order-number', kind: 'order_number', label: '订单编号' }),
      aSlot({ id: 'description', kind: 'description', label: '新的地址', from_opening: false }),
    ],
  })

  test('are not the one fact that the form is for', () => {
    const chat = talk(aPlaybook({ flows: [address] }), { orders: [delivered] })
    const opened = chat.says('我要改地址 260011112222', 'price')
    expect(slotsOf(opened.ticket)).toEqual({ 'order-number': '260011112222', description: '-' })
    const heard = chat.says('杭州市西湖区文三路 5 号', 'price')
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '杭州市西湖区文三路 5 号' })
    expect(heard.ticket?.status).toBe('complete')
  })

  test('are it where they say what the operators wait for', () => {
    const told_by = { patterns: ['(市|区)……(路|号)'], alone: [], entities: ['phone'] } as const
    const slots = address.slots.map((slot) => (slot.from_opening ? slot : { ...slot, told_by }))
    const playbook = aPlaybook({ flows: [{ ...address, slots }] })
    const opened = talk(playbook).says('改地址，杭州市西湖区文三路 5 号', 'price')
    expect(slotsOf(opened.ticket)).toMatchObject({ description: '改地址，杭州市西湖区文三路 5 号' })
    expect(slotsOf(talk(playbook).says('我要改地址', 'price').ticket)).toMatchObject({
      description: '-',
    })
  })
})
