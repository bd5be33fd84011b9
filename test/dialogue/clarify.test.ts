import { describe, expect, test } from 'vitest'
import { aPlaybook, card, handoffRules, image, talk, video } from '../support/dialogue.ts'

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
    const heard = talk().says('嗯哼', { intent: ['greeting', 'affirm', 'invoice'] })
    expect(heard.said).toBe('没太明白。')
    expect(heard.next.phase).toEqual({ kind: 'answering' })
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
    expect(chat.sends(image()).said).toBe('这是什么情况？')
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
