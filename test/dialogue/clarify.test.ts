import { describe, expect, test } from 'vitest'
import {
  anAnswer,
  aPlaybook,
  card,
  handoffRules,
  image,
  slotsOf,
  talk,
  video,
} from '../support/dialogue.ts'

/** The customer was asked: 1. 开发票 2. 保价 3. 物流到哪了 */
const asked = () => {
  const chat = talk()
  chat.says('那个怎么弄', { intent: ['invoice', 'price', 'logistics', 'damaged'] })
  return chat
}

describe('doubt', () => {
  test('becomes a numbered question of at most three', () => {
    const heard = talk().says('那个怎么弄', {
      intent: ['invoice', 'price', 'logistics', 'damaged'],
    })
    expect(heard).toMatchObject({
      kind: 'clarify',
      rung: 'clarify',
      because: '几种意思都有可能，请顾客选',
    })
    expect(heard.said).toBe('您是想问：\n1. 开发票\n2. 保价\n3. 物流到哪了')
  })

  test('offers requests only, and nothing that is out of the question', () => {
    const heard = talk().says('嗯哼', { intent: ['greeting', 'affirm'] })
    expect(heard.said).toBe('没太明白。')
    expect(heard.next.phase).toEqual({ kind: 'answering' })
  })

  test('of which one thing alone is likely becomes a question of yes or no', () => {
    const heard = talk().says('嗯哼', { intent: ['greeting', 'affirm', 'invoice'] })
    expect(heard).toMatchObject({ kind: 'clarify', said: '您是想问「开发票」吗？' })
    expect(talk().says('嗯哼', { intent: ['greeting', 'invoice'], confidence: 0.2 }).said).toBe(
      '没太明白。',
    )
  })
})

describe('an offer of one thing', () => {
  const offered = () => {
    const chat = talk()
    chat.says('嗯哼', { intent: ['greeting', 'invoice'] })
    return chat
  }

  test.each([
    ['是的', {}],
    ['好的～', {}],
    ['就是问这个', 'affirm'],
    ['1', {}],
  ] as const)('is taken by 「%s」', (words, meaning) => {
    expect(offered().says(words, meaning)).toMatchObject({
      rung: 'pending_question',
      intent: 'invoice',
      because: '顾客选了「开发票」',
      said: '发票在订单页申请，小店开具。',
    })
  })

  test.each([
    ['不是', {}],
    ['不用了', {}],
    ['我说的不是', 'deny'],
  ] as const)(
    'is declined by 「%s」, and the next unclear words call a person',
    (words, meaning) => {
      const chat = offered()
      expect(chat.says(words, meaning)).toMatchObject({ kind: 'clarify', said: '没太明白。' })
      expect(chat.conversation.phase).toEqual({ kind: 'answering' })
      expect(chat.says('啊吧啊吧').kind).toBe('handoff')
    },
  )

  test.each([['是的'], ['都不是', '是的'], ['好的'], ['就是问这个', 'affirm']] as const)(
    'opens a form in the words of before: %s',
    (...words) => {
      const chat = talk()
      const intent = [
        'greeting',
        ...(words[0] === '都不是' ? ['invoice', 'price', 'logistics'] : []),
      ]
      chat.says('壶嘴那里有点裂', { intent: [...intent, 'damaged'] })
      const [first, second] = words
      const heard =
        second === 'affirm'
          ? chat.says(first, 'affirm')
          : [...words].map((each) => chat.says(each)).at(-1)
      expect(slotsOf(heard?.ticket)).toMatchObject({ description: '壶嘴那里有点裂' })
    },
  )

  test('is not taken by 「等下」, which agrees to nothing', () => {
    expect(offered().says('等下', 'affirm').intent).not.toBe('invoice')
  })

  test('is taken with what else is asked in the same breath', () => {
    const heard = offered().says('对，还有物流到哪了', {
      intent: ['invoice', 'logistics'],
      matters: ['invoice', 'logistics'],
    })
    expect(heard.said).toBe('发票在订单页申请，小店开具。\n\n请在订单页看物流。')
  })
})

describe('entries of the knowledge base', () => {
  const unsure = (score: number) => {
    const chat = talk()
    const candidates = [{ answer: 'invoice-form', score }]
    const heard = chat.says('有没有那种', { intent: ['price', 'logistics'], candidates })
    return { chat, heard }
  }

  test('are offered among the options, likeliest first', () => {
    expect(unsure(0.5).heard.said).toBe('您是想问：\n1. 电子发票有吗\n2. 保价\n3. 物流到哪了')
  })

  test('are answered when they are picked', () => {
    const { chat } = unsure(0.5)
    expect(chat.says('1')).toMatchObject({
      kind: 'answer',
      rung: 'pending_question',
      because: '顾客选了「电子发票有吗」',
      source: 'replies/small.yaml:invoice-form',
      said: '我们开电子发票。',
    })
  })

  test('are not offered when they are hardly alike, or could not be given now', () => {
    expect(unsure(0.34).heard.said).not.toContain('电子发票')
    const playbook = aPlaybook({
      answers: [
        anAnswer({
          id: 'invoice-form',
          questions: ['电子发票有吗'],
          when: { order_state: ['paid'] },
        }),
      ],
    })
    const candidates = [{ answer: 'invoice-form', score: 0.5 }]
    const heard = talk(playbook).says('那种', { intent: ['price', 'logistics'], candidates })
    expect(heard.said).toBe('您是想问：\n1. 保价\n2. 物流到哪了')
  })

  test('stand for their intent, or it for them, but not both', () => {
    const playbook = aPlaybook({
      answers: [anAnswer({ id: 'title', intents: ['invoice'], questions: ['抬头怎么改'] })],
    })
    const asks = (score: number) =>
      talk(playbook).says('那种', {
        intent: ['invoice', 'price'],
        candidates: [{ answer: 'title', score }],
      }).said
    expect(asks(0.6)).toBe('您是想问：\n1. 抬头怎么改\n2. 保价')
    expect(asks(0.3)).toBe('您是想问：\n1. 开发票\n2. 保价')
  })
})

describe('none of the options', () => {
  test.each(['都不是', '不是这个', '不是～'])('by 「%s」 brings the next best', (words) => {
    const chat = asked()
    const heard = chat.says(words, 'deny')
    expect(heard).toMatchObject({ kind: 'clarify', rung: 'pending_question' })
    expect(heard.said).toBe('您是想问「收到破损」吗？')
    expect(chat.says('是的')).toMatchObject({ kind: 'collect', intent: 'damaged' })
  })

  test('twice calls a person', () => {
    const chat = asked()
    chat.says('都不是', 'deny')
    expect(chat.says('都不是', 'deny')).toMatchObject({
      kind: 'handoff',
      because: '两次给的选项都不是顾客要问的',
      next: { phase: { handoff: { reason: 'not_understood' } } },
    })
  })

  test('where nothing else is likely asks for other words, and ends no row of misses', () => {
    const chat = talk()
    chat.says('那个怎么弄', { intent: ['invoice', 'price'] })
    expect(chat.says('都不是', 'deny')).toMatchObject({ kind: 'clarify', said: '没太明白。' })
    expect(chat.says('不用了', 'deny').said).toBe('您再说说。')
    expect(chat.says('啊吧啊吧').kind).toBe('handoff')
  })

  test('is not a bare 「好的」, to which the options are shown again', () => {
    const chat = asked()
    expect(chat.says('好的', 'affirm').said).toBe('您是想问：\n1. 开发票\n2. 保价\n3. 物流到哪了')
    expect(chat.says('3').intent).toBe('logistics')
  })
})

describe('the question is answered', () => {
  test.each([
    ['3'],
    ['３'],
    ['第三个'],
    ['三'],
    ['3。'],
    ['选3'],
    ['物流到哪了'],
    ['到哪了'],
    ['③'],
  ])('by 「%s」', (words) => {
    const heard = asked().says(words)
    expect(heard).toMatchObject({ rung: 'pending_question', intent: 'logistics' })
    expect(heard.said).toBe('请在订单页看物流。')
    expect(heard.next.memory.misses).toBe(0)
  })

  test('by what is meant, even when that is not sure', () => {
    const heard = asked().says('就是包裹', { intent: ['logistics', 'price'] })
    expect(heard).toMatchObject({ rung: 'pending_question', intent: 'logistics' })
  })

  test('not by a number that was not offered', () => {
    expect(asked().says('7').rung).not.toBe('pending_question')
  })

  test('by something else entirely, which is then served', () => {
    const heard = asked().says('收到就碎了', 'damaged')
    expect(heard).toMatchObject({ rung: 'intent', kind: 'collect' })
  })

  test('after a picture that came first', () => {
    const chat = asked()
    expect(chat.sends(image()).said).toBe(
      '内容先留着。\n\n您是想问：\n1. 开发票\n2. 保价\n3. 物流到哪了',
    )
    expect(chat.says('3').intent).toBe('logistics')
  })
})

describe('misses', () => {
  test('two in a row call a person', () => {
    const chat = talk()
    expect(chat.says('啊吧啊吧').said).toBe('没太明白。')
    expect(chat.says('阿巴阿巴')).toMatchObject({
      kind: 'handoff',
      rung: 'human',
      said: '没听懂，请同事来看。',
    })
  })

  test('are forgotten with the first thing that is understood', () => {
    const chat = talk()
    chat.says('啊吧啊吧')
    chat.says('能开发票不', 'invoice')
    expect(chat.says('啊吧啊吧').kind).toBe('clarify')
  })

  test('are as many as the operators allow', () => {
    const chat = talk(aPlaybook({ handoff: { ...handoffRules, misses_before_human: 1 } }))
    expect(chat.says('啊吧啊吧').kind).toBe('handoff')
  })

  const offTopic = (chat: ReturnType<typeof talk>) =>
    chat.says('今天股市怎么样', { intent: 'other', inScope: 0.1, outcome: 'reject' })

  test.each([{}, { inScope: 0.9, outcome: 'answer' as const }])(
    'of what is none of the shop business call a person one later (%o)',
    (more) => {
      const chat = talk()
      const ask = () =>
        chat.says('今天股市怎么样', { intent: 'other', inScope: 0.1, outcome: 'reject', ...more })
      for (const _ of [1, 2]) expect(ask()).toMatchObject({ kind: 'notice', said: '这个帮不上。' })
      expect(ask()).toMatchObject({
        kind: 'handoff',
        next: { phase: { handoff: { reason: 'not_understood' } } },
      })
    },
  )

  test('a scrap of three characters is not understood rather than turned away', () => {
    const scrap = talk().says('那个呢', { intent: 'other', inScope: 0.1, outcome: 'reject' })
    expect(scrap).toMatchObject({ kind: 'notice', said: '没太明白。' })
  })

  test('of what seems none of the shop business is doubted where a case is alive', () => {
    const chat = talk()
    chat.says('能开发票不', 'invoice')
    expect(offTopic(chat)).toMatchObject({ kind: 'notice', said: '没太明白。' })
    expect(offTopic(chat)).toMatchObject({ kind: 'handoff' })
  })

  test('of both kinds are one row', () => {
    const chat = talk()
    offTopic(chat)
    expect(chat.says('啊吧啊吧').kind).toBe('handoff')
  })
})

describe('a message without words', () => {
  test('of a picture asks what happened', () => {
    expect(talk().sends(image()).said).toBe('这是什么情况？')
    expect(talk().sends(video()).said).toBe('这是什么情况？')
  })

  test('of an order card asks what about it', () => {
    expect(talk().sends(card('99990000')).said).toBe('订单 99990000 不在您名下。')
  })

  test('of a kind that nobody can read says so', () => {
    expect(talk().sends({ kind: 'unsupported', type: 'poke' }).said).toBe('这类消息看不到。')
  })

  test.each(['', '  \n '])('of nothing at all (%j) is answered too', (words) => {
    expect(talk().sends({ kind: 'text', text: words }).kind).toBe('clarify')
  })

  test('never counts as a miss', () => {
    const chat = talk()
    for (const name of ['a', 'b', 'c']) expect(chat.sends(image(name)).kind).toBe('clarify')
    expect(chat.conversation.memory.misses).toBe(0)
  })
})
