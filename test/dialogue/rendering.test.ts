import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  aFlow,
  anAnswer,
  anOrder,
  aPlaybook,
  aSlot,
  dayMs,
  handoffRules,
  hourMs,
  image,
  noon,
  talk,
} from '../support/dialogue.ts'

const replied = (reply: string, order = anOrder()) => {
  const playbook = aPlaybook({
    answers: [
      anAnswer({
        id: 'only',
        intents: ['logistics'],
        when: { channel: ['simulator'], order_state: [order.state] },
        reply,
      }),
    ],
  })
  return talk(playbook, { orders: [order] }).says('到哪了', 'logistics').said
}

test.each([
  ['{{order.no}}', '260011112222'],
  ['{{order.items}}', '白瓷杯'],
  ['{{order.state}}', '运输中'],
  ['{{order.amount}}', '¥99.00'],
  ['{{order.courier}} {{order.tracking_no}}', '顺丰 SF1001'],
  ['{{order.last_event}}', '已到达杭州转运中心'],
  ['{{order.last_event_time}}', '11月18日 10:00'],
  ['{{order.placed_time}}', '11月15日 12:00'],
  ['{{ order.shipped_time }}', '11月16日 12:00'],
  ['{{customer}}您好，{{shop.name}}', '小王您好，小店'],
])('%s is filled in', (reply, said) => {
  expect(replied(reply)).toBe(said)
})

test('an after-sale case is named with its kind, state, time and money', () => {
  const order = anOrder({
    state: 'delivered',
    deliveredAt: noon - dayMs,
    afterSale: {
      kind: 'return_refund',
      state: 'refunding',
      appliedAt: noon - dayMs,
      updatedAt: noon,
      amount: { minor: 5, currency: 'CNY' },
    },
  })
  expect(
    replied(
      '{{order.after_sale}} {{order.after_sale_state}} {{order.after_sale_time}} {{order.refund_amount}}',
      order,
    ),
  ).toBe('退货退款 退款处理中 11月18日 12:00 ¥0.05')
})

test('several items are counted, and only the first is named', () => {
  const [item] = anOrder().items
  const order = anOrder({ items: item ? [item, item, item] : [] })
  expect(replied('{{order.items}}', order)).toBe('白瓷杯等 3 件商品')
})

test('a customer without a name is called 亲', () => {
  const chat = talk(aPlaybook(), { from: { customer: { id: 'buyer-1' } } })
  chat.says('人工')
  chat.passes(dayMs)
  expect(chat.says('在').said).toBe('还在排队，亲请稍候。')
})

test('of two parcels the last one is named', () => {
  const [parcel] = anOrder().parcels
  const order = anOrder({ parcels: parcel ? [parcel, { ...parcel, trackingNo: 'SF2' }] : [] })
  expect(replied('{{order.tracking_no}}', order)).toBe('SF2')
})

test('of several parcels the one that is quiet longest is named, not one that has arrived', () => {
  const at = (hours: number, text: string) => ({ at: noon - hours * hourMs, text })
  const parcel = (trackingNo: string, ...events: { at: number; text: string }[]) => ({
    courier: '顺丰',
    trackingNo,
    events,
  })
  const order = anOrder({
    parcels: [
      parcel('arrived', at(90, '【杭州】您的快件已签收')),
      parcel('quiet', at(70, '已到达杭州转运中心')),
      parcel('moving', at(2, '派送中，请准备签收')),
      parcel('new'),
    ],
  })
  expect(replied('{{order.tracking_no}}', order)).toBe('quiet')
  const playbook = aPlaybook({
    answers: [
      anAnswer({
        id: 'still',
        intents: ['logistics'],
        when: { order_state: ['shipped'], no_update_for: 48 * hourMs },
        reply: '{{order.tracking_no}} 停了',
      }),
    ],
  })
  expect(talk(playbook, { orders: [order] }).says('到哪了', 'logistics').said).toBe('quiet 停了')
})

test('times are those of the shop', () => {
  const chat = talk(aPlaybook(), { orders: [anOrder()], timeZone: 'UTC' })
  expect(chat.says('到哪了', 'logistics').said).toContain('11月18日 02:00')
})

describe('the list of what is missing', () => {
  test('is numbered when it has several lines, with examples, the optional last', () => {
    const playbook = aPlaybook({
      flows: [
        aFlow({
          id: 'damaged',
          slots: [
            aSlot({ id: 'a', kind: 'video', label: '视频', optional: true }),
            aSlot({ id: 'b', kind: 'photo', label: '照片', example: '正面' }),
          ],
        }),
      ],
    })
    expect(talk(playbook).says('碎', 'damaged').said).toContain('1. 照片（正面）\n2. 视频（选填）')
  })

  test('is a plain line when it has one', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    expect(chat.sends(image()).said).toBe('收到破损照片！还差：\n订单编号')
  })
})

test('money signs in what customers wrote are text and nothing else', () => {
  const order = anOrder({
    orderNo: orderNo('260011112222'),
    items: [
      {
        productId: 'p',
        title: "$& $1 $'",
        sku: '',
        quantity: 1,
        price: { minor: 1, currency: 'CNY' },
      },
    ],
  })
  expect(replied('{{order.items}}！', order)).toBe("$& $1 $'！")
})

test('words of the handoff know the shop and the customer', () => {
  const handoff = {
    ...handoffRules,
    told: { ...handoffRules.told, customer_request: '{{customer}}，{{shop.name}}的同事来了。' },
  }
  expect(talk(aPlaybook({ handoff })).says('人工').said).toBe('小王，小店的同事来了。')
})

test('the second ticket of a conversation has a number of its own', () => {
  const chat = talk()
  expect(chat.says('收到就碎了', 'damaged').ticket?.number).toBe('SH261118-012345')
  chat.sendsWith('260011112222', {}, image())
  expect(chat.says('260099998888 少了一个盖子', 'missing').ticket?.number).toBe('SH261118-012345-2')
})
