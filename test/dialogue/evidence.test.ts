import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  aFlow,
  anAnswer,
  anOrder,
  aPlaybook,
  aSlot,
  card,
  dayMs,
  hourMs,
  image,
  minuteMs,
  noon,
  slotsOf,
  talk,
  video,
} from '../support/dialogue.ts'

/** A customer in the damaged flow who has given a description only. */
const damaged = (...world: Parameters<typeof talk>) => {
  const chat = talk(...world)
  chat.says('收到就碎了', 'damaged')
  return chat
}

/** As `damaged`, with everything given. */
const reported = () => {
  const chat = damaged()
  chat.sendsWith('260011112222', {}, image('first'))
  return chat
}

const delivered = anOrder({ state: 'delivered', deliveredAt: noon - dayMs })

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

describe('a customer who has nothing more', () => {
  test('is not asked again for what was refused', () => {
    const heard = damaged().says('没有照片')
    expect(heard.said).toBe('没关系。还差：\n订单编号')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: 'refused', 'order-number': '-' })
  })

  test('goes to a person with what there is after refusing everything', () => {
    const heard = damaged().says('提供不了')
    expect(heard).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'evidence_partial' } } },
    })
    expect(heard.said).toBe('先转同事，单号 SH261118-012345，缺破损照片、订单编号。')
    expect(heard.ticket?.status).toBe('partial')
    expect(heard.next.phase).toMatchObject({
      handoff: {
        evidence: {
          have: ['破损情况：收到就碎了'],
          missing: ['破损照片（顾客说没有）', '订单编号（顾客说没有）'],
        },
      },
    })
  })

  test('who refuses an optional thing is still asked for the others', () => {
    const playbook = aPlaybook({
      flows: [
        aFlow({
          id: 'damaged',
          slots: [
            aSlot({ id: 'photo', kind: 'photo', label: '照片' }),
            aSlot({ id: 'video', kind: 'video', label: '视频', optional: true }),
          ],
        }),
      ],
    })
    const heard = damaged(playbook).says('没有视频')
    expect(heard.next.phase.kind).toBe('collecting')
    expect(slotsOf(heard.ticket)).toEqual({ photo: '-', video: 'refused' })
  })

  test('and finds it after all may still send it', () => {
    const chat = damaged()
    chat.says('没有照片')
    expect(slotsOf(chat.sends(image()).ticket)).toMatchObject({ photo: '1 个' })
  })

  test('is not taken at the word when it is about something else', () => {
    const heard = damaged().says('快递员说没有照片也行但是一直没有给我打过电话来的', {})
    expect(heard.kind).not.toBe('handoff')
  })
})

describe('a customer who is not ready', () => {
  test('「等下发」 is waited for, however often', () => {
    const chat = damaged()
    for (let round = 0; round < 5; round++) {
      const heard = chat.says('等下发')
      expect(heard).toMatchObject({ kind: 'notice', next: { phase: { kind: 'collecting' } } })
      expect(heard.said).toMatch(/^不着急，还差：/)
    }
  })

  test('「现在没有照片，晚上发」 is a promise and no refusal', () => {
    const heard = damaged().says('现在没有照片，晚上发')
    expect(heard).toMatchObject({ kind: 'notice', next: { phase: { kind: 'collecting' } } })
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '-' })
  })

  test('「发过了」 is told what is still missing, and is no description', () => {
    const heard = damaged().says('照片不是发过了吗')
    expect(heard.said).toBe('没看到：\n1. 破损照片（拍清楚）\n2. 订单编号')
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '收到就碎了' })
  })

  test('is asked as often as the playbook says, then a person gets what there is', () => {
    const chat = damaged()
    expect(chat.says('发过了').kind).toBe('collect')
    const heard = chat.says('发过了')
    expect(heard).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'evidence_partial' } } },
    })
    expect(slotsOf(heard.ticket)).toMatchObject({
      photo: 'asked_enough',
      'order-number': 'asked_enough',
    })
  })

  test('is no longer asked for the one thing whose limit is reached', () => {
    const playbook = aPlaybook({
      flows: [
        aFlow({
          id: 'damaged',
          slots: [
            aSlot({ id: 'photo', kind: 'photo', label: '照片', max_asks: 1 }),
            aSlot({ id: 'order-number', kind: 'order_number', label: '订单编号', max_asks: 3 }),
          ],
        }),
      ],
    })
    const heard = damaged(playbook).says('发过了')
    expect(heard.said).toBe('没看到：\n订单编号')
  })

  test('is reminded, and again a day later', () => {
    const chat = damaged()
    chat.passes(30 * minuteMs)
    const heard = chat.fires('evidence_reminder')
    expect(heard).toMatchObject({ rung: 'timer', kind: 'collect' })
    expect(heard.said).toMatch(/^提醒一下，还差：/)
    expect(heard.effects).toContainEqual({
      kind: 'startTimer',
      name: 'evidence_reminder',
      dueAt: noon + 30 * minuteMs + dayMs,
    })
  })

  test('goes to a person with what there is when the time is over', () => {
    const chat = damaged()
    chat.passes(48 * hourMs)
    const heard = chat.fires('evidence_expiry')
    expect(heard).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'evidence_partial' } } },
    })
    expect(heard.ticket?.status).toBe('partial')
  })

  test('is not reminded of what is done, or in human hands', () => {
    expect(reported().fires('evidence_reminder')).toMatchObject({ kind: 'silent', said: '' })
    const taken = damaged()
    taken.takes()
    expect(taken.fires('evidence_expiry')).toMatchObject({ kind: 'silent', said: '' })
  })
})

describe('something else in between', () => {
  test('is answered first, and the evidence is taken up again in the same message', () => {
    const heard = damaged().says('能开发票不', 'invoice')
    expect(heard).toMatchObject({
      kind: 'answer',
      rung: 'intent',
      next: { phase: { kind: 'collecting' } },
    })
    expect(heard.said).toMatch(/^发票在订单页申请，小店开具。\n\n不着急，还差：\n1\. 破损照片/)
  })

  test('is not counted as a fruitless request', () => {
    const chat = damaged()
    chat.says('能开发票不', 'invoice')
    chat.says('你好', 'greeting')
    chat.says('谢谢', 'thanks')
    expect(chat.says('发过了').kind).toBe('collect')
  })

  test.each([
    ['你好', 'greeting', '您好，请讲。'],
    ['谢谢啊', 'thanks', '不客气。'],
  ])('such as 「%s」 is answered kindly', (words, meaning, reply) => {
    const heard = damaged().says(words, meaning)
    expect(heard.said).toMatch(new RegExp(`^${reply}\\n\\n不着急`))
  })

  test('that is none of the shop business leaves the flow where it is', () => {
    const heard = damaged().says('今天股市怎么样', 'other')
    expect(heard.said).toMatch(/^没太明白。\n\n不着急，还差：/)
    expect(heard.next.phase.kind).toBe('collecting')
  })

  test('that asks which order is answered by number without leaving the flow', () => {
    const orders = [anOrder(), anOrder({ orderNo: orderNo('260033334444') })]
    const chat = damaged(aPlaybook(), { orders })
    expect(chat.says('到哪了', 'logistics').said).toMatch(/^哪一单？/)
    const heard = chat.says('2')
    expect(heard.said).toContain('260033334444')
    expect(heard.next.phase.kind).toBe('collecting')
  })

  test('a question of the knowledge base, word for word, is no other trouble', () => {
    const heard = damaged().says('电子发票有吗', {
      intent: 'missing',
      candidates: [{ answer: 'invoice-form', score: 0.95 }],
    })
    expect(heard.kind).toBe('answer')
    expect(heard.next.phase.kind).toBe('collecting')
  })
})

describe('after a flow is done', () => {
  test('a late picture joins the ticket', () => {
    const heard = reported().sends(image('late'))
    expect(heard).toMatchObject({ kind: 'notice', rung: 'evidence_flow' })
    expect(heard.said).toBe('已在 SH261118-012345 里。')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
  })

  test('the same trouble told again joins the ticket', () => {
    const heard = reported().says('杯子真的全碎了', 'damaged')
    expect(heard).toMatchObject({ kind: 'notice', rung: 'evidence_flow' })
    expect(heard.next.ticketCount).toBe(1)
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '收到就碎了；杯子真的全碎了' })
  })

  test('an answer that leads to the same form is still said', () => {
    const answer = anAnswer({
      id: 'ask',
      keywords: ['破了'],
      reply: '别急。',
      next: { collect: 'damaged' },
    })
    const chat = damaged(aPlaybook({ answers: [answer] }))
    chat.sendsWith('260011112222', {}, image())
    expect(chat.says('杯口破了').said).toBe('别急。\n\n已在 SH261118-012345 里。')
  })

  test('the same trouble with another order is another ticket', () => {
    const heard = reported().says('260099998888 这单也碎了', 'damaged')
    expect(heard.kind).toBe('collect')
    expect(heard.ticket).toMatchObject({ number: 'SH261118-012345-2', status: 'collecting' })
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260099998888', photo: '-' })
  })

  test('a card of another order is a question of its own', () => {
    const chat = reported()
    const heard = chat.sends(card('260099998888'))
    expect(heard.ticket).toBeUndefined()
    expect(heard.kind).toBe('clarify')
  })

  test('a correction still reaches the ticket', () => {
    const heard = reported().says('订单号发错了，260099998888 碎了', 'damaged')
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260099998888' })
    expect(heard.next.ticketCount).toBe(1)
  })

  test('other trouble with the same order joins the ticket, and needs a picture of its own', () => {
    const heard = reported().says('还少了一个盖子', 'missing')
    expect(heard).toMatchObject({
      kind: 'collect',
      ticket: {
        flow: 'damaged',
        also: ['missing'],
        number: 'SH261118-012345',
        title: '收到破损、少发',
        status: 'collecting',
      },
      next: { ticketCount: 1 },
    })
    expect(slotsOf(heard.ticket)).toMatchObject({
      photo: '1 个',
      'missing/photo': '-',
      description: '收到就碎了',
      'missing/description': '还少了一个盖子',
    })
  })

  test('a person is called at once where the flow says so', () => {
    const chat = talk()
    chat.says('要求赔', 'compensation')
    chat.says('赔 30元，现金')
    const heard = chat.sends(video())
    expect(heard).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'by_playbook' } } },
    })
    expect(heard.said).toBe('齐了，单号 SH261118-012345。')
    expect(heard.ticket?.status).toBe('complete')
    expect(heard.next.phase).toMatchObject({
      handoff: {
        evidence: { have: ['开箱视频：1 个文件', '金额：30元', '赔付方式：现金'], missing: [] },
      },
    })
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

describe('a captioned picture after a flow is done', () => {
  test('joins the ticket, and its words are served after the receipt', () => {
    const heard = reported().sendsWith('能开发票不', { intent: 'invoice' }, image('late'))
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
    expect(heard.said).toBe('已在 SH261118-012345 里。\n\n发票在订单页申请，小店开具。')
    expect(heard.next.memory.media).toEqual([])
  })

  test('whose words nobody understands is receipted and no miss', () => {
    const heard = reported().sendsWith('内侧这样', {}, image('late'))
    expect(heard).toMatchObject({ kind: 'notice', said: '已在 SH261118-012345 里。' })
    expect(heard.next.memory.misses).toBe(0)
  })

  test('goes along to the person that its words ask for', () => {
    const heard = reported().sendsWith('转人工', {}, image('late'))
    expect(heard.said).toBe('这就转人工。')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
  })

  test('of other trouble belongs to that trouble', () => {
    const heard = reported().sendsWith('还少了一个盖子', { intent: 'missing' }, image('late'))
    expect(slotsOf(heard.ticket)).toMatchObject({
      'missing/photo': '1 个',
      'missing/description': '还少了一个盖子',
    })
    expect(heard.said).not.toContain('已在')
  })

  test('with another order number does not join', () => {
    const other = anOrder({ orderNo: orderNo('260099998888') })
    const chat = damaged(aPlaybook(), { orders: [delivered, other] })
    chat.sendsWith('260011112222', {}, image('first'))
    const heard = chat.sendsWith('260099998888 到哪了', { intent: 'logistics' }, image('x'))
    expect(heard).toMatchObject({ kind: 'answer', ticket: undefined })
  })
})

test('a picture while a person has the conversation joins the ticket that was done before', () => {
  const chat = reported()
  chat.takes()
  const heard = chat.sends(image('late'))
  expect(heard).toMatchObject({ kind: 'silent', said: '' })
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
})

describe('a withdrawal', () => {
  test('ends the flow with one kind sentence, and its clocks', () => {
    const heard = damaged().says('没事了，谢谢')
    expect(heard).toMatchObject({
      kind: 'notice',
      rung: 'evidence_flow',
      said: '好的，不处理了。',
      next: { phase: { kind: 'answering' } },
      notes: ['顾客说「没事了」，不再要「收到破损」'],
    })
    expect(heard.ticket).toMatchObject({ status: 'partial', stage: 'withdrawn' })
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_reminder' })
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_expiry' })
  })

  test('after a flow is done is noted for people', () => {
    const heard = reported().says('没事了')
    expect(heard).toMatchObject({
      kind: 'notice',
      said: '好的，不处理了。',
      ticket: { stage: 'withdrawn' },
    })
    expect(heard.notes).toHaveLength(1)
  })

  test.each(['找到了吗', '找到了一半，另一半还是不知道在哪里', '还没找到了'])(
    'is not 「%s」',
    (words) => {
      expect(damaged().says(words).next.phase.kind).toBe('collecting')
    },
  )

  test('of nothing is none', () => {
    expect(talk().says('没事了').said).not.toBe('好的，不处理了。')
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
    'is taken as said where it corrects: 「%s」',
    (words) => {
      const chat = damaged(aPlaybook(), { orders: [delivered] })
      expect(slotsOf(chat.says(words).ticket)).toMatchObject({ 'order-number': '260011112223' })
    },
  )
})
