import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import { anOrder, aPlaybook, card, delivered, image, slotsOf, talk } from '../support/dialogue.ts'
import { damaged, reported } from './damaged.ts'

describe('evidence', () => {
  test('comes in any order, and only what is missing is asked for', () => {
    const chat = damaged()
    const order = chat.says('260011112222')
    expect(order.said).toBe('收到订单编号！还差：\n破损照片（拍清楚）')
    const photo = chat.sends(image())
    expect(photo.said).toBe('齐了，单号 SH261118-012345。')
    expect(photo.ticket?.status).toBe('complete')
  })

  test('is complete with the ticket number, and the clocks stop', () => {
    const chat = damaged()
    const heard = chat.sendsWith('260011112222', {}, image())
    expect(heard.next.phase).toEqual({ kind: 'answering' })
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_reminder' })
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_expiry' })
  })

  test('of several pictures in one message is kept whole', () => {
    expect(slotsOf(damaged().sends(image('a'), image('b'), image('c')).ticket)).toMatchObject({
      photo: '3 个',
    })
  })

  test('of a second picture joins the first without being counted as a miss', () => {
    const chat = damaged()
    chat.sends(image('a'))
    for (const name of ['b', 'c', 'd']) {
      expect(chat.sends(image(name)).next.phase.kind).toBe('collecting')
    }
    expect(slotsOf(chat.sends(image('e')).ticket)).toMatchObject({ photo: '5 个' })
  })

  test('on an order card fills the order', () => {
    expect(slotsOf(damaged().sends(card('260011112222')).ticket)).toMatchObject({
      'order-number': '260011112222',
    })
  })

  test('on an order card of the shop system fills the order with the next word', () => {
    const chat = damaged(aPlaybook(), { orders: [anOrder()] })
    chat.shows(card('260011112222'))
    expect(chat.sends(image()).ticket?.status).toBe('complete')
  })

  test('that is another customer order number is kept with a warning for the person', () => {
    const other = anOrder({ orderNo: orderNo('260055556666'), buyerId: 'buyer-2' })
    const heard = damaged(aPlaybook(), { others: [other] }).says('260055556666')
    expect(heard.ticket?.slots[1]?.state).toMatchObject({ note: '该订单不在这位顾客名下，请核对' })
  })

  test('that was wrong is corrected', () => {
    const chat = damaged()
    chat.says('260011112222')
    const heard = chat.says('订单号发错了，是 260033334444')
    expect(slotsOf(heard.ticket)).toMatchObject({
      'order-number': '260033334444',
      description: '收到就碎了',
    })
    expect(heard.said).toBe('收到订单编号！还差：\n破损照片（拍清楚）')
  })

  test.each(['不是 260011112222，是 260033334444', '是 260033334444，不是 260011112222'])(
    'that is denied is not taken: 「%s」',
    (words) => {
      expect(slotsOf(damaged().says(words).ticket)).toMatchObject({
        'order-number': '260033334444',
      })
    },
  )

  test('of an order taken for granted is corrected by the bare number, again and again', () => {
    const numbers = ['260033334441', '260033334442', '260033334443']
    const others = numbers.map((no) => anOrder({ orderNo: orderNo(no) }))
    const chat = damaged(aPlaybook(), { orders: [delivered, ...others] })
    for (const no of numbers) {
      const heard = chat.says(no)
      expect(heard.next.phase.kind).toBe('collecting')
      expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': no })
    }
  })

  test('is not corrected by picking an order for another question', () => {
    const other = anOrder({ orderNo: orderNo('260033334444') })
    const chat = damaged(aPlaybook(), { orders: [anOrder(), other] })
    chat.says('260011112222')
    chat.says('260033334444 到哪了', 'logistics')
    chat.says('260011112222')
    chat.says('物流呢', 'logistics')
    expect(slotsOf(chat.sends(image()).ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test('of a second complaint during the flow lands in the description', () => {
    const heard = damaged().says('而且还少了一个盖子', 'missing')
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '收到就碎了；而且还少了一个盖子' })
    expect(heard.next.ticketCount).toBe(1)
  })

  test('of an amount and a choice fills both', () => {
    const chat = talk()
    chat.says('要求赔', 'compensation')
    const heard = chat.says('赔 30元，现金吧')
    expect(slotsOf(heard.ticket)).toMatchObject({ amount: '30元', wanted: '现金' })
  })

  test.each([['2'], ['２'], ['第二个'], ['优惠券'], ['优惠券吧']])(
    'of a choice is given by 「%s」',
    (words) => {
      const chat = talk()
      chat.says('要求赔', 'compensation')
      expect(slotsOf(chat.says(words).ticket)).toMatchObject({ wanted: '优惠券' })
    },
  )

  test('of a choice is not what the customer does not want', () => {
    const chat = talk()
    chat.says('要求赔', 'compensation')
    expect(slotsOf(chat.says('不要现金，要补发').ticket)).toMatchObject({ wanted: '补发' })
  })

  test('that a mere 「好的没问题」 brings is none', () => {
    const playbook = aPlaybook()
    const chat = talk(playbook)
    chat.says('有破', 'damaged')
    const heard = chat.says('好的没问题', 'affirm')
    expect(heard).toMatchObject({ kind: 'notice' })
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '-' })
  })
})

describe('a word of the lists that merely stands in a story', () => {
  test.each([
    ['correct', '你们发错了，我买的是黑色收到白色'],
    ['sent', '东西都发过了霉味很重不敢用'],
    ['later', '那天等下班回来打开就发现漏水了'],
  ])('(%s) does not throw the story away: 「%s」', (_, words) => {
    const chat = damaged()
    expect(slotsOf(chat.says(words).ticket)).toMatchObject({ description: `收到就碎了；${words}` })
  })

  test('is no correction of another ticket', () => {
    const heard = reported().says(
      '你们发错了，我买的是黑色收到白色，单号是 260099998888',
      'damaged',
    )
    expect(heard.next.ticketCount).toBe(2)
  })
})

describe('a mistyped order number', () => {
  const none = '订单 260011112223 不在您名下。'

  test('does not replace the right one, and the customer hears it once', () => {
    const chat = damaged(aPlaybook(), { orders: [delivered] })
    chat.says('260011112222')
    const heard = chat.says('260011112223')
    expect(heard.said).toBe(`${none}\n\n不着急，还差：\n破损照片（拍清楚）`)
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222' })
    expect(chat.says('260011112223').said).not.toContain('不在您名下')
    expect(slotsOf(chat.sends(image()).ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test('is forgotten: the same trouble told again is no other incident', () => {
    const chat = damaged(aPlaybook(), { orders: [delivered] })
    chat.says('260011112222')
    chat.says('260011112223')
    chat.sends(image())
    const heard = chat.says('杯子真的全碎了', 'damaged')
    expect(heard.next.ticketCount).toBe(1)
  })

  test('of somebody else does not either', () => {
    const other = anOrder({ orderNo: orderNo('260055556666'), buyerId: 'buyer-2' })
    const chat = damaged(aPlaybook(), { orders: [delivered], others: [other] })
    expect(slotsOf(chat.says('260055556666').ticket)).toMatchObject({
      'order-number': '260011112222',
    })
  })

  test('is said even where its message completes the form', () => {
    const chat = damaged(aPlaybook(), { orders: [delivered] })
    const heard = chat.sendsWith('260011112223', {}, image())
    expect(heard.said).toBe(`${none}\n\n齐了，单号 SH261118-012345。`)
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test.each(['发错了，是 260011112223', '不是 260011112222，是 260011112223'])(
    'is doubted once too where it corrects, and the first one is given up: 「%s」',
    (words) => {
      const chat = damaged(aPlaybook(), { orders: [delivered] })
      const heard = chat.says(words)
      expect(heard.said).toContain(none)
      expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '-' })
      expect(slotsOf(chat.says('260011112223').ticket)).toMatchObject({
        'order-number': '260011112223',
      })
    },
  )
})
