import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  anAnswer,
  anOrder,
  aPlaybook,
  card,
  delivered,
  image,
  matters,
  slotsOf,
  talk,
} from '../support/dialogue.ts'

describe('several matters about orders', () => {
  const first = anOrder()
  const second = anOrder({ orderNo: orderNo('260033334444') })
  const both = aPlaybook({
    intents: [...aPlaybook().intents.values()].map((intent) =>
      intent.id === 'price' ? { ...intent, about_orders: ['shipped'] as const } : intent,
    ),
    answers: [anAnswer({ id: 'price', intents: ['price'], reply: '{{order.no}} 可以保价。' })],
  })

  test('ask once which order, and the pick answers all of them', () => {
    const chat = talk(both, { orders: [first, second] })
    const asked = chat.says('到哪了，能保价吗，发票呢', matters('logistics', 'price', 'invoice'))
    expect(asked.said).toMatch(/^发票在订单页申请，小店开具。\n\n哪一单？\n1\. .*\n2\. [^\n]*$/)
    const heard = chat.says('2')
    expect(heard.said).toMatch(/260033334444.*\n\n260033334444 可以保价。$/)
    expect(heard.next.memory.asked).toEqual({ logistics: 1, price: 1, invoice: 1 })
  })

  test('are all answered of the other order as well', () => {
    const chat = talk(both, { orders: [first, second] })
    chat.says('到哪了，能保价吗', matters('logistics', 'price'))
    chat.says('2')
    const heard = chat.says('那另一单呢')
    expect(heard.said).toMatch(/260011112222.*\n\n260011112222 可以保价。$/)
    expect(heard.next.memory.asked).toEqual({ logistics: 1, price: 1 })
  })

  test('are all answered of an order that was not in the list, by its number', () => {
    const third = anOrder({ orderNo: orderNo('260077778888'), state: 'completed' })
    for (const before of [[], ['都不是']]) {
      const chat = talk(both, { orders: [first, second, third] })
      chat.says('到哪了，能保价吗', matters('logistics', 'price'))
      for (const words of before) chat.says(words, 'deny')
      const heard =
        before.length === 0
          ? chat.says('260077778888', 'order_given')
          : chat.sends(card('260077778888'))
      expect(heard.said).toBe('请在订单页看物流。\n\n260077778888 可以保价。')
      expect(heard.next.memory.asked).toEqual({ logistics: 1, price: 1 })
    }
  })

  test('of different kinds ask of the first only, and why names the other', () => {
    const paid = [anOrder({ orderNo: orderNo('260055550001'), state: 'paid' })]
    const orders = [first, second, ...paid, anOrder({ orderNo: orderNo('2'), state: 'paid' })]
    const heard = talk(both, { orders }).says(
      '到哪了，何时发',
      matters('logistics', 'shipping_time'),
    )
    expect(heard.said.match(/哪一单/g)).toHaveLength(1)
    expect(heard).toMatchObject({ kind: 'clarify' })
    expect(heard.because).toContain(
      '什么时候发货（把握 90%）；顾客有 2 个相关订单，先问另一件事是哪一单',
    )
  })

  test('ask it at the end of the one request for evidence', () => {
    const chat = talk(both, { orders: [first, second] })
    const heard = chat.says('少发了，别的到哪了', matters('missing', 'logistics'))
    expect(heard.said).toMatch(/^抱歉（missing）。\n\n请发给我，还差：\n合照\n\n哪一单？/)
    expect(heard.next.phase).toMatchObject({ kind: 'collecting', question: { kind: 'order' } })
    expect(chat.says('2').said).toMatch(/260033334444.*\n\n不着急，还差：\n合照$/)
  })

  test('ask it of other orders than the form is about', () => {
    const other = anOrder({ orderNo: orderNo('260099990000'), state: 'delivered' })
    const orders = [first, second, { ...delivered, orderNo: orderNo('260077778888') }, other]
    const chat = talk(both, { orders })
    chat.says('收到就碎了，别的到哪了', matters('damaged', 'logistics'))
    expect(chat.says('2').said).toContain('260033334444')
    expect(chat.says('那另一单呢').said).toContain('260011112222')
    const heard = chat.sends(image())
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '-' })
    expect(heard.said).toMatch(/还差：\n订单编号$/)
  })

  test('leave a number that is not in the list to the form', () => {
    const other = anOrder({ orderNo: orderNo('260099990000'), state: 'delivered' })
    const chat = talk(both, {
      orders: [first, second, other, { ...other, orderNo: orderNo('2600') }],
    })
    chat.says('收到就碎了，别的到哪了', matters('damaged', 'logistics'))
    const heard = chat.says('260099990000', 'order_given')
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260099990000' })
    expect(chat.says('1').said).toContain('260011112222')
  })

  test('are no longer asked about once the customer needs nothing', () => {
    const chat = talk(both, { orders: [first, second] })
    chat.says('少发了，别的到哪了', matters('missing', 'logistics'))
    expect(chat.says('没事了').next.phase).toEqual({ kind: 'answering' })
  })

  test('go on asking it while evidence comes, also when the form is done', () => {
    const chat = talk(both, { orders: [first, second, { ...delivered, orderNo: orderNo('2600') }] })
    chat.says('收到就碎了，别的到哪了', matters('damaged', 'logistics'))
    expect(chat.sends(image())).toMatchObject({ next: { phase: { kind: 'answering' } } })
    const heard = chat.says('2')
    expect(heard).toMatchObject({ rung: 'pending_question', intent: 'logistics' })
    expect(heard.said).toContain('260033334444')
    expect(heard.ticket).toBeUndefined()
  })
})

test('with an order system that is silent, the rest is answered and a person comes', () => {
  const heard = talk(aPlaybook(), { ordersDown: '超时' }).says(
    '到哪了，发票怎么开',
    matters('logistics', 'invoice'),
  )
  expect(heard.said).toBe('发票在订单页申请，小店开具。\n\n暂时查不到订单，请同事来查。')
  expect(heard.next.phase).toMatchObject({ handoff: { reason: 'no_answer' } })
})
