import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  anOrder,
  aPlaybook,
  dayMs,
  image,
  matters,
  noon,
  slotsOf,
  talk,
} from '../support/dialogue.ts'

const first = anOrder()
const second = anOrder({ orderNo: orderNo('260033334444') })
const third = anOrder({ orderNo: orderNo('260077778888') })
const arrived = anOrder({ state: 'delivered', deliveredAt: noon - dayMs })

/** Was asked 1. 开发票 2. 保价 3. 物流到哪了, and took the first. */
const tookFirst = () => {
  const chat = talk()
  chat.says('那个怎么弄', { intent: ['invoice', 'price', 'logistics', 'damaged'] })
  chat.says('1')
  return chat
}

describe('after an option was taken', () => {
  test.each(['那第三个呢', '第三个呢', '3'])('「%s」 takes another one', (words) => {
    const heard = tookFirst().says(words)
    expect(heard).toMatchObject({ rung: 'pending_question', intent: 'logistics' })
    expect(heard.said).toBe('请在订单页看物流。')
  })

  test('「另一个呢」 shows what is left, and takes it when one is left', () => {
    const chat = tookFirst()
    expect(chat.says('另一个呢').said).toBe('您是想问：\n1. 保价\n2. 物流到哪了')
    const other = tookFirst()
    other.says('第三个呢')
    expect(other.says('那个呢')).toMatchObject({ intent: 'price', rung: 'pending_question' })
  })

  test('「不是这个」 offers what is left, and other words after that', () => {
    const chat = talk()
    chat.says('那个怎么弄', { intent: ['invoice', 'logistics'] })
    chat.says('1')
    expect(chat.says('不是这个', 'deny').said).toBe('您是想问「物流到哪了」吗？')
    expect(chat.says('是的').intent).toBe('logistics')
  })

  test('another request is then what was spoken of last', () => {
    const chat = tookFirst()
    chat.says('到哪了', 'logistics')
    expect(chat.says('那第二个呢').rung).not.toBe('pending_question')
  })

  test('a form or a person changes the subject', () => {
    const chat = talk()
    chat.says('那个怎么弄', { intent: ['damaged', 'price'] })
    chat.says('1')
    expect(chat.conversation.memory.answered).toBeUndefined()
  })
})

describe('after an answer about one of several orders', () => {
  const asked = (...orders: readonly (typeof first)[]) => {
    const chat = talk(aPlaybook(), { orders })
    chat.says('260011112222 到哪了', 'logistics')
    return chat
  }

  test.each(['那另一单呢', '那个呢', '另一单呢？', '不是这单'])(
    '「%s」 is the other one',
    (words) => {
      const chat = asked(first, second)
      const heard = chat.says(words)
      expect(heard).toMatchObject({ kind: 'answer', rung: 'pending_question', intent: 'logistics' })
      expect(heard.said).toContain('260033334444')
      expect(heard.next.memory.asked).toEqual({ logistics: 1 })
      expect(chat.says('那另一单呢').said).toContain('260011112222')
    },
  )

  test('「那另一单呢」 asks which where there are more', () => {
    const chat = asked(first, second, third)
    const heard = chat.says('那另一单呢')
    expect(heard).toMatchObject({ kind: 'clarify', rung: 'pending_question' })
    expect(heard.said).toMatch(/^哪一单？\n1\. .*\n2\. [^\n]*$/)
    expect(chat.says('2').said).toContain('260077778888')
  })

  test('「那另一单呢」 is the other one that was asked about, and no third', () => {
    const delivered = { ...arrived, orderNo: third.orderNo }
    // What the order system says of a quoted number is another object than what it lists.
    const quoted = { '260033334444': { ...second } }
    const chat = talk(aPlaybook(), { orders: [first, second, delivered], quoted })
    chat.says('到哪了', 'logistics')
    expect(chat.says('2').said).toContain('260033334444')
    expect(chat.says('那另一单呢').said).toContain('260011112222')
  })

  test('「那另一单呢」 is also one of another kind that the question may be about', () => {
    const chat = talk(aPlaybook(), { orders: [first, { ...arrived, orderNo: second.orderNo }] })
    chat.says('到哪了', 'logistics')
    expect(chat.says('那另一单呢').next.memory.order).toBe('260033334444')
  })

  test('「那另一单呢」 asks for the number where there is no other', () => {
    expect(asked(first).says('那另一单呢').said).toBe('把那一单的订单号发我。')
  })

  test.each(['不是', '不是这个'])('「%s」 is no order where there is no other', (words) => {
    expect(asked(first).says(words, 'deny').said).toBe('您再说说。')
  })

  test('a mere 「不是」 is about anything, and not about the order', () => {
    expect(asked(first, second).says('不是', 'deny').said).toBe('您再说说。')
  })

  test('「那个呢」 is no order where none was spoken of', () => {
    const chat = talk(aPlaybook(), { orders: [first, second] })
    chat.says('发票呢', 'invoice')
    expect(chat.says('那个呢').rung).not.toBe('pending_question')
  })

  test('which was picked, the number of another one picks that', () => {
    const chat = talk(aPlaybook(), { orders: [first, second, third] })
    chat.says('到哪了', 'logistics')
    chat.says('1')
    expect(chat.says('第三个呢').said).toContain('260077778888')
  })
})

test.each(['好的', '那个呢'])('「%s」 picks no order: it is asked for again', (words) => {
  const chat = talk(aPlaybook(), { orders: [first, second] })
  chat.says('到哪了', 'logistics')
  expect(chat.says(words).said).toMatch(/^哪一单？/)
  expect(chat.says('2').said).toContain('260033334444')
})

describe('none of the orders', () => {
  test('brings the next five, and then asks for the number', () => {
    const orders = Array.from({ length: 7 }, (_, index) =>
      anOrder({ orderNo: orderNo(`26000000000${index}`) }),
    )
    const chat = talk(aPlaybook(), { orders })
    expect(chat.says('到哪了', 'logistics').said.match(/\n\d\./g)).toHaveLength(5)
    expect(chat.says('都不是', 'deny').said.match(/\n\d\./g)).toHaveLength(2)
    const heard = chat.says('都不是', 'deny')
    expect(heard).toMatchObject({ kind: 'clarify', said: '把那一单的订单号发我。' })
    expect(chat.says('260000000003', 'order_given').said).toContain('260000000003')
  })

  test('calls a person where the number does not come either', () => {
    const chat = talk(aPlaybook(), { orders: [first, second] })
    chat.says('到哪了', 'logistics')
    chat.says('都不是', 'deny')
    expect(chat.says('好的', 'affirm').said).toBe('把那一单的订单号发我。')
    expect(chat.says('都不是', 'deny')).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'not_understood' } } },
    })
  })
})

test('a pick tells of a trouble that is said with it', () => {
  const chat = talk()
  chat.says('杯沿上裂了一道缝', { intent: ['damaged', 'price'] })
  const heard = chat.says('1，还少了一个盖子', matters(['missing', '还少了一个盖子']))
  expect(heard.ticket).toMatchObject({ title: '收到破损、少发' })
  expect(slotsOf(heard.ticket)).toMatchObject({
    description: '杯沿上裂了一道缝\n1，还少了一个盖子',
  })
})

test('a pick and another matter in one message are both served', () => {
  const chat = talk(aPlaybook(), { orders: [first, second] })
  chat.says('到哪了', 'logistics')
  const heard = chat.says('2，发票怎么开', matters(['invoice', '发票怎么开']))
  expect(heard.said).toMatch(/260033334444.*\n\n发票在订单页申请/)
  const other = talk()
  other.says('那个怎么弄', { intent: ['invoice', 'logistics'] })
  expect(other.says('第一个，还有能退吗', matters(['logistics', '还有能退吗'])).said).toBe(
    '发票在订单页申请，小店开具。\n\n请在订单页看物流。',
  )
})

describe('「不是这单」 to an order that was taken for granted', () => {
  const orders = [arrived, second]
  const open = (...known: readonly (typeof first)[]) => {
    const chat = talk(aPlaybook(), { orders: known })
    chat.says('收到就碎了', 'damaged')
    return chat
  }

  test('gives it up, and the pick fills it in', () => {
    const chat = open(...orders)
    const heard = chat.says('不是这单', 'deny')
    expect(heard).toMatchObject({ kind: 'collect', rung: 'evidence_flow' })
    expect(heard.said).toMatch(/^哪一单？\n1\. 白瓷杯/)
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '-' })
    const picked = chat.says('1')
    expect(slotsOf(picked.ticket)).toMatchObject({
      'order-number': '260033334444',
      description: '收到就碎了',
    })
    expect(picked.said).toBe(
      '订单记成 260033334444。\n\n请发给我，还差：\n1. 破损照片（拍清楚）\n2. 希望的处理：补发 / 换货 / 退款（选填）',
    )
  })

  test('asks for the number where there is no other order', () => {
    const heard = open(arrived).says('不是这单', 'deny')
    expect(heard.said).toBe('方便时发我，还差：\n1. 破损照片（拍清楚）\n2. 订单编号')
  })

  test('reaches the ticket after the form is done', () => {
    const chat = talk(aPlaybook(), { orders })
    chat.sendsWith('收到就碎了', { intent: 'damaged' }, image())
    const heard = chat.says('不是这单', 'deny')
    expect(heard.said).toMatch(/^哪一单？/)
    expect(heard.ticket).toMatchObject({ status: 'partial' })
    const picked = chat.says('1')
    expect(picked.said).toBe('订单记成 260033334444。\n\n已在 SH261118-012345 里。')
    expect(picked.ticket).toMatchObject({ status: 'complete', number: 'SH261118-012345' })
    expect(slotsOf(picked.ticket)).toMatchObject({ 'order-number': '260033334444' })
  })

  test('reaches one that the customer had named, which a mere 「不是这个」 does not', () => {
    const chat = talk(aPlaybook(), { orders })
    chat.says('260011112222 到哪了', 'logistics')
    expect(chat.says('收到就碎了', 'damaged').said).toContain('先按 260011112222 登记。')
    expect(slotsOf(chat.says('不是这个', 'deny').ticket)).toMatchObject({
      'order-number': '260011112222',
    })
    expect(slotsOf(chat.says('不是这单', 'deny').ticket)).toMatchObject({ 'order-number': '-' })
    expect(slotsOf(chat.sends(image()).ticket)).toMatchObject({ 'order-number': '-' })
    expect(slotsOf(chat.says('1').ticket)).toMatchObject({ 'order-number': '260033334444' })
  })
})

describe('after a ticket is done, a short answer', () => {
  const done = () => {
    const chat = talk(aPlaybook(), { orders: [arrived] })
    chat.sendsWith('收到就碎了', { intent: 'damaged' }, image())
    return chat
  }

  test.each(['换货', '要换货', '2', '第二个'])('「%s」 is what the form had asked for', (words) => {
    const heard = done().says(words, 'price')
    expect(heard).toMatchObject({
      kind: 'notice',
      said: '「换货」记下了。\n\n已在 SH261118-012345 里。',
    })
    expect(slotsOf(heard.ticket)).toMatchObject({ wanted: '换货' })
  })

  test('is no longer for the form once something else was asked, or it was given', () => {
    const chat = done()
    chat.says('发票呢', 'invoice')
    expect(chat.says('2').ticket).toBeUndefined()
    const given = done()
    given.says('换货')
    expect(given.says('补发', 'price').kind).toBe('handoff')
  })

  test('「好的」 is answered briefly', () => {
    expect(done().says('好的').said).toBe('好的，还有什么要看的吗？')
  })

  test('「还没有啊」 is about the ticket', () => {
    expect(done().says('还没有啊', 'deny').said).toBe('已在 SH261118-012345 里。')
  })
})

describe('a bare yes or no with nothing asked', () => {
  test.each([
    ['好的', '好的，还有什么要看的吗？'],
    ['嗯～', '好的，还有什么要看的吗？'],
    ['不用了', '您再说说。'],
  ])(
    '「%s」 is answered briefly, however unsure the classifier, and is no miss',
    (words, reply) => {
      const heard = talk().says(words)
      expect(heard).toMatchObject({ kind: 'answer', rung: 'intent', said: reply })
      expect(heard.next.memory.misses).toBe(0)
    },
  )

  test('that denies again is not understood, and calls a person', () => {
    const chat = talk()
    chat.says('发票呢', 'invoice')
    expect(chat.says('不是', 'deny').said).toBe('您再说说。')
    expect(chat.says('都不是', 'deny')).toMatchObject({
      kind: 'handoff',
      rung: 'human',
      next: { phase: { handoff: { reason: 'not_understood' } } },
    })
  })

  test('in a form waits for the evidence and is none', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    expect(chat.says('嗯')).toMatchObject({
      kind: 'notice',
      next: { phase: { kind: 'collecting' } },
    })
  })
})
