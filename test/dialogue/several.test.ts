import { describe, expect, test } from 'vitest'
import { anOrder, aPlaybook, handoffRules, matters, slotsOf, talk } from '../support/dialogue.ts'
import { cup, threeMatters } from './three-matters.ts'

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
