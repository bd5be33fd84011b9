import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  aFlow,
  anAnswer,
  anOrder,
  aPlaybook,
  aSlot,
  card,
  handoffRules,
  image,
  matters,
  slotsOf,
  talk,
} from '../support/dialogue.ts'

const delivered = anOrder({ state: 'delivered' })

const address = aFlow({
  id: 'price',
  title: '改地址',
  slots: [aSlot({ id: 'description', kind: 'description', label: '新地址', from_opening: false })],
})

const cup = '杯子碎了还少发一个盖子，发票怎么开'
const threeMatters = matters(
  ['damaged', '杯子碎了'],
  ['missing', '还少发一个盖子'],
  ['invoice', '发票怎么开'],
)

describe('several matters in one message', () => {
  test('are each acted on in one message: sorry, the answers, then one request', () => {
    const heard = talk().says(cup, threeMatters)
    expect(heard).toMatchObject({ kind: 'collect', rung: 'several', intent: 'damaged' })
    expect(heard.said).toBe(
      [
        '抱歉（damaged）。',
        '「收到破损」「少发」记在一起。',
        '发票在订单页申请，小店开具。',
        '请发给我，还差：\n1. 破损照片、合照（拍清楚）\n2. 订单编号\n3. 希望的处理：补发 / 换货 / 退款（选填）',
      ].join('\n\n'),
    )
  })

  test('that need evidence are one ticket that names them all', () => {
    const heard = talk().says(cup, threeMatters)
    expect(heard.next.ticketCount).toBe(1)
    expect(heard.ticket).toMatchObject({ title: '收到破损、少发', flow: 'damaged' })
    expect(slotsOf(heard.ticket)).toEqual({
      photo: '-',
      'order-number': '-',
      description: cup,
      wanted: '-',
    })
  })

  test('are each named in why, with the words that decided', () => {
    const { because, tried } = talk().says(cup, threeMatters)
    expect(because).toBe(
      '说了 3 件事：听懂了：收到破损（把握 90%）；说到关键词「少发」；听懂了：开发票（把握 90%）',
    )
    expect(tried.at(-1)).toEqual({ rung: 'several', found: because })
  })

  test('each count for insistence', () => {
    const chat = talk()
    const both = matters('invoice', 'logistics')
    expect(chat.says('发票和物流', both).next.memory.asked).toEqual({ invoice: 1, logistics: 1 })
    chat.says('发票', 'invoice')
    const heard = chat.says('发票呢，物流呢', both)
    expect(heard).toMatchObject({ kind: 'handoff', intent: 'invoice' })
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'insistence' } })
    expect(heard.said).toBe('请在订单页看物流。\n\n让您说了几次，请同事来看。')
  })

  test('are answered one after another where no evidence is needed', () => {
    const heard = talk(aPlaybook(), { orders: [anOrder()] }).says(
      '到哪了，发票怎么开',
      matters('logistics', 'invoice'),
    )
    expect(heard).toMatchObject({ kind: 'answer', rung: 'several', intent: 'logistics' })
    expect(heard.said).toMatch(/^您的 白瓷杯（260011112222）：.*\n\n发票在订单页申请/)
  })

  test('are one where the same is said twice', () => {
    const heard = talk().says('杯子碎了，碗也碎了', matters('damaged', 'damaged'))
    expect(heard.rung).toBe('intent')
    expect(heard.next.memory.asked).toEqual({ damaged: 1 })
  })

  test('are one where the other is a greeting', () => {
    const heard = talk().says('你好，杯子碎了', matters('greeting', 'damaged'))
    expect(heard).toMatchObject({ rung: 'intent', intent: 'damaged' })
    expect(heard.said).not.toContain('您好，请讲。')
  })

  test('are one where the other only presses', () => {
    const heard = talk().says('杯子碎了，快点', matters('damaged', 'urge'))
    expect(heard).toMatchObject({ rung: 'intent', intent: 'damaged' })
    expect(talk().says('快点', 'urge').intent).toBe('urge')
  })

  test('are one where a keyword beside it only presses or greets', () => {
    const spoken = (id: string, role: 'request' | 'social') => ({
      intents: [...aPlaybook().intents.values()].map((intent) =>
        intent.id === id ? { ...intent, role, keywords: ['快点处理'] } : intent,
      ),
    })
    for (const playbook of [spoken('urge', 'request'), spoken('thanks', 'social')]) {
      const heard = talk(aPlaybook(playbook)).says(
        '杯子碎了，快点处理',
        matters(['damaged', '杯子碎了']),
      )
      expect(heard.because).not.toContain('快点处理')
      expect(heard.next.memory.asked).toEqual({ damaged: 1 })
    }
  })

  test('are one question where an entry of the knowledge base asks just that', () => {
    const heard = talk().says('电子发票有吗', {
      ...matters('invoice', 'price'),
      candidates: [{ answer: 'invoice-form', score: 0.95 }],
    })
    expect(heard.said).toBe('我们开电子发票。')
  })
})

describe('a matter without a fitting answer', () => {
  test('does not silence the others, and the customer is told', () => {
    const heard = talk().says('发票怎么开，买贵了', matters('invoice', 'price'))
    expect(heard.kind).toBe('answer')
    expect(heard.said).toBe('发票在订单页申请，小店开具。\n\n「保价」答不了。')
    expect(heard.because).toContain('听懂了：保价（把握 90%），没有合适的回复')
  })

  test('calls a person where nothing else could be answered either', () => {
    const playbook = aPlaybook({ shop: {} })
    const heard = talk(playbook).says('发票怎么开，买贵了', matters('invoice', 'price'))
    expect(heard).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'no_answer' } } },
    })
    expect(heard.because).toContain('开发票')
    expect(heard.because).toContain('保价')
  })
})

describe('a keyword', () => {
  test('decides its own clause and swallows no other', () => {
    const text = '杯子碎了，发票抬头怎么改'
    const heard = talk().says(text, matters(['damaged', '杯子碎了'], ['price', '发票抬头怎么改']))
    expect(heard.said).toContain('抬头在申请页改。')
    expect(heard.said).toContain('抱歉（damaged）。')
    expect(heard.because).toBe('说了 2 件事：听懂了：收到破损（把握 90%）；说到关键词「发票抬头」')
  })

  test('in a clause that the classifier is unsure of is acted on as well', () => {
    const heard = talk().says('杯子碎了，要开票', matters(['damaged', '杯子碎了']))
    expect(heard.said).toContain('发票在订单页申请')
    expect(heard.ticket?.title).toBe('收到破损')
  })

  test('in words that two matters share tells nothing of which it is', () => {
    const heard = talk().says('少发的发票', matters('missing', 'invoice'))
    expect(heard.said).toMatch(/^抱歉（missing）。\n\n发票在订单页申请/)
  })

  test.each(['不要开票，杯子碎了', '不是开票，杯子碎了'])(
    'that is denied is not said, in whatever clause: %s',
    (words) => {
      const heard = talk().says(words, matters(['damaged', '杯子碎了']))
      expect(heard).toMatchObject({ rung: 'intent', intent: 'damaged' })
      expect(heard.said).not.toContain('发票')
    },
  )

  test.each(['是不是开票，杯子碎了', '不是开票的吗，杯子碎了'])(
    'that is asked about is said: %s',
    (words) => {
      const heard = talk().says(words, matters(['damaged', '杯子碎了']))
      expect(heard.said).toContain('发票在订单页申请')
    },
  )
})

describe('a matter that calls a person', () => {
  test('wins, and the person is told all of them', () => {
    const heard = talk().says('杯子碎了，叫个人来', matters('damaged', 'human_agent'))
    expect(heard).toMatchObject({ kind: 'handoff', rung: 'wants_human', said: '这就转人工。' })
    expect(heard.next.phase).toMatchObject({
      handoff: { summary: expect.arrayContaining([expect.stringMatching(/^诉求：收到破损；/)]) },
    })
  })

  test('for danger is heard in any clause', () => {
    const heard = talk().says('发票怎么开，用完还浑身痒', matters('invoice', 'safety_incident'))
    expect(heard).toMatchObject({ kind: 'handoff', rung: 'safety' })
    expect(heard.next.phase).toMatchObject({
      handoff: {
        reason: 'safety',
        summary: expect.arrayContaining([expect.stringMatching(/^诉求：人身安全、开发票；/)]),
      },
    })
  })

  test('by its answer says the other answers first, asks for nothing and brings a ticket along', () => {
    const heard = talk().says(
      '杯子碎了，我要投诉，发票怎么开',
      matters('damaged', 'complaint', 'invoice'),
    )
    expect(heard.said).toBe('发票在订单页申请，小店开具。\n\n很抱歉，马上请主管看。')
    expect(heard.next.phase).toMatchObject({
      handoff: {
        reason: 'complaint',
        summary: expect.arrayContaining([expect.stringMatching(/^诉求：收到破损、投诉、开发票；/)]),
      },
    })
    expect(heard.ticket).toMatchObject({ flow: 'damaged', status: 'partial' })
  })

  test('beside a greeting or a no, which nobody wants to read of', () => {
    const heard = talk().says('人工', matters('greeting', 'deny', 'invoice'))
    expect(heard.next.phase).toMatchObject({
      handoff: { summary: expect.arrayContaining([expect.stringMatching(/^诉求：开发票；/)]) },
    })
  })

  test('is none where no person is wanted', () => {
    const heard = talk().says('不用人工，发票怎么开', matters('human_agent', 'invoice'))
    expect(heard).toMatchObject({ kind: 'answer', intent: 'invoice' })
  })
})

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

describe('what is wanted for a trouble', () => {
  const exchange = aPlaybook({ flows: [aFlow({ id: 'price', title: '换货' })] })

  test('is a choice of its form and no other trouble', () => {
    const heard = talk(exchange).says(
      '杯子碎了，我要换货',
      matters(['damaged', '杯子碎了'], ['price', '我要换货']),
    )
    expect(heard.ticket?.title).toBe('收到破损')
    expect(slotsOf(heard.ticket)).toMatchObject({ wanted: '换货' })
    expect(heard.because).toContain('当作选了「换货」')
  })

  test('said before the trouble is one too', () => {
    const heard = talk(exchange).says(
      '我要换货，杯子碎了',
      matters(['price', '我要换货'], ['damaged', '杯子碎了']),
    )
    expect(heard.ticket).toMatchObject({ title: '收到破损', intent: 'damaged' })
  })

  test('in answer to its form is one too', () => {
    const chat = talk(exchange)
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('换货吧', 'price')
    expect(heard.ticket?.title).toBe('收到破损')
    expect(slotsOf(heard.ticket)).toMatchObject({ wanted: '换货' })
  })

  test('is not changed by a question about it', () => {
    const chat = talk()
    chat.says('杯子碎了，我要换货', matters(['damaged', '杯子碎了'], ['price', '我要换货']))
    expect(slotsOf(chat.says('怎么退款', 'invoice').ticket)).not.toMatchObject({ wanted: '退款' })
    expect(chat.conversation.phase).toMatchObject({
      run: { slots: { wanted: { values: [{ text: '换货' }] } } },
    })
    expect(slotsOf(chat.says('那就退款', 'affirm').ticket)).toMatchObject({ wanted: '退款' })
  })

  test('is not a question about it', () => {
    const heard = talk().says(
      '杯子碎了，怎么退款',
      matters(['damaged', '杯子碎了'], ['invoice', '怎么退款']),
    )
    expect(heard.said).toContain('发票在订单页申请')
  })
})

describe('while a form is open', () => {
  const open = (...world: Parameters<typeof talk>) => {
    const chat = talk(...world)
    chat.says('收到就碎了', 'damaged')
    return chat
  }

  test('another trouble joins the form and its ticket, and costs no request', () => {
    const chat = open()
    const heard = chat.says('而且还少了一个盖子', 'missing')
    expect(heard.said).toBe(
      '「收到破损」「少发」记在一起。\n\n收到破损情况、少了什么！还差：\n1. 破损照片、合照（拍清楚）\n2. 订单编号',
    )
    expect(heard.ticket).toMatchObject({ title: '收到破损、少发', number: 'SH261118-012345' })
    expect(heard.next.phase).toMatchObject({
      run: { also: ['missing'], slots: { photo: { kind: 'missing', asked: 1 } } },
    })
  })

  test('a trouble that joins with a refusal is not asked for what was refused', () => {
    const heard = open().says('没有照片，而且还少了一个盖子', 'missing')
    expect(heard.said).toBe('「收到破损」「少发」记在一起。\n\n没关系。还差：\n订单编号')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: 'refused' })
  })

  test('a trouble that joins is part of the story, refusal or not', () => {
    const heard = open().says('没有照片，而且还少了一个盖子', 'missing')
    expect(slotsOf(heard.ticket)).toMatchObject({
      description: '收到就碎了；没有照片，而且还少了一个盖子',
    })
  })

  test('the one fact that another form exists for is not what opens it', () => {
    const chat = talk(aPlaybook({ flows: [address] }))
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('我还要改一下地址', 'price')
    expect(heard.said).toMatch(/^「收到破损」「改地址」记在一起。/)
    expect(slotsOf(heard.ticket)).toMatchObject({ 'price/description': '-' })
    expect(chat.says('改到江南路 8 号').said).toContain('收到')
    expect(slotsOf(chat.says('260011112222').ticket)).toMatchObject({
      'price/description': '改到江南路 8 号',
    })
  })

  test('a trouble with another order displaces no order', () => {
    const orders = [delivered, anOrder({ orderNo: orderNo('260033334444') })]
    const chat = talk(aPlaybook(), { orders })
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('260033334444 少了一个盖子', 'missing')
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222；260033334444' })
  })

  test('a question next to evidence is answered, and the evidence receipted', () => {
    const heard = open().says('260011112222，发票怎么开', 'invoice')
    expect(heard.said).toBe(
      '发票在订单页申请，小店开具。\n\n收到订单编号！还差：\n破损照片（拍清楚）',
    )
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test('a question without an answer next to evidence is told so', () => {
    const heard = open().says('260011112222，能保价吗', 'price')
    expect(heard.said).toBe('「保价」答不了。\n\n收到订单编号！还差：\n破损照片（拍清楚）')
  })

  test('several questions are answered, and the form is taken up again', () => {
    const heard = open().says('到哪了，发票怎么开', matters('logistics', 'invoice'))
    expect(heard.said).toMatch(
      /^请在订单页看物流。\n\n发票在订单页申请，小店开具。\n\n不着急，还差/,
    )
  })

  test('who complains next to evidence gets a person, and the evidence goes along', () => {
    const heard = open().says('260011112222，我要投诉', 'complaint')
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'complaint' } })
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test('a trouble that a keyword names beside a question joins as well', () => {
    const heard = open().says('发票怎么开，还少发了', matters(['invoice', '发票怎么开']))
    expect(heard.said).toMatch(/^「收到破损」「少发」记在一起。\n\n发票在订单页申请/)
    expect(heard.ticket?.title).toBe('收到破损、少发')
  })
})

describe('the form of several troubles', () => {
  const done = () => {
    const chat = talk()
    chat.says(cup, threeMatters)
    chat.sendsWith('260011112222', {}, image())
    return chat
  }

  test('is complete when each piece of evidence is there once', () => {
    const chat = done()
    expect(chat.conversation.phase).toEqual({ kind: 'answering' })
    expect(chat.conversation.memory.lastRun).toMatchObject({ flow: 'damaged', also: ['missing'] })
  })

  test('takes any of the troubles told again', () => {
    const heard = done().says('盖子真的少了', 'missing')
    expect(heard).toMatchObject({ kind: 'notice', because: expect.stringContaining('并入同一张') })
    expect(heard.next.ticketCount).toBe(1)
    expect(heard.ticket?.title).toBe('收到破损、少发')
  })

  test('takes a new trouble of the same order once it is done, and asks for what that needs', () => {
    const heard = done().says('少了盖子，要求赔', matters('missing', 'compensation'))
    expect(heard).toMatchObject({ kind: 'collect', next: { ticketCount: 1 } })
    expect(heard.ticket?.also).toEqual(['missing', 'compensation'])
  })

  test('tells a person all of them', () => {
    const chat = talk()
    chat.says(cup, threeMatters)
    expect(chat.says('人工').next.phase).toMatchObject({
      handoff: {
        summary: expect.arrayContaining([expect.stringMatching(/^诉求：收到破损、少发、开发票；/)]),
      },
    })
  })

  test('asks one thing of a kind, the optional ones of no one twice', () => {
    const playbook = aPlaybook({
      flows: [
        aFlow({
          id: 'damaged',
          title: '破损',
          slots: [
            aSlot({ id: 'photo', kind: 'photo', label: '照片', optional: true }),
            aSlot({ id: 'wanted', kind: 'choice', label: '处理', options: ['补发', '退款'] }),
          ],
        }),
        aFlow({
          id: 'missing',
          title: '少发',
          slots: [
            aSlot({ id: 'photo', kind: 'photo', label: '合照', example: '面单也拍' }),
            aSlot({ id: 'wanted', kind: 'choice', label: '处理', options: ['补发', '先听建议'] }),
          ],
        }),
      ],
    })
    const heard = talk(playbook).says('碎了还少', matters('damaged', 'missing'))
    expect(heard.said).toContain('1. 合照（面单也拍）\n2. 处理：补发 / 退款 / 先听建议')
  })

  test('names every order that was said with a trouble, and keeps them in the story', () => {
    const other = anOrder({ orderNo: orderNo('260033334444') })
    const heard = talk(aPlaybook(), { orders: [delivered, other] }).says(
      '260011112222 的杯子碎了，260033334444 少发一个盖子',
      matters('damaged', 'missing'),
    )
    expect(slotsOf(heard.ticket)).toMatchObject({
      'order-number': '260011112222；260033334444',
      description: '260011112222 的杯子碎了，260033334444 少发一个盖子',
    })
  })

  test('asks for the one fact that a form exists for, whatever else was told', () => {
    const heard = talk(aPlaybook({ flows: [address] })).says(
      '收到就碎了，还要改地址',
      matters('damaged', 'price'),
    )
    expect(heard.said).toContain('新地址')
    expect(slotsOf(heard.ticket)).toMatchObject({
      description: '收到就碎了，还要改地址',
      'price/description': '-',
    })
  })

  test('takes the only order it can be', () => {
    const heard = talk(aPlaybook(), { orders: [delivered] }).says(cup, threeMatters)
    expect(heard.said).toContain('先按 260011112222 登记。')
    expect(heard.said.match(/订单编号/g)).toBeNull()
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

test('what is denied or over fires nothing by its opposite', () => {
  const handoff = {
    ...handoffRules,
    wants_human: { ...handoffRules.wants_human, not_words: ['不用人工'] },
  }
  for (const [words, meaning] of [
    ['不用人工了', { intent: 'human_agent' }],
    ['没开票', { intent: 'deny' }],
    ['不少发', { intent: 'deny' }],
    ['已经找到了', {}],
  ] as const) {
    const heard = talk(aPlaybook({ handoff })).says(words, meaning)
    expect(heard.kind, words).not.toBe('handoff')
    expect(heard.ticket, words).toBeUndefined()
    expect(heard.said, words).not.toContain('发票')
  }
})
