import { describe, expect, test } from 'vitest'
import { card, image, minuteMs, noon, slotsOf, talk } from '../support/dialogue.ts'

describe('while a person has the conversation the bot', () => {
  test.each(['能开发票不', '漏电了', '人工', ''])('says nothing to 「%s」', (words) => {
    const chat = talk()
    chat.takes()
    expect(chat.says(words, words === '' ? {} : 'invoice')).toMatchObject({
      kind: 'silent',
      rung: 'human_owns',
      said: '',
    })
  })

  test('says nothing when the shop answered in the platform client, and knows who it was', () => {
    const chat = talk()
    const heard = chat.shopAnswers()
    expect(heard).toMatchObject({ kind: 'silent', rung: 'human_owns', said: '' })
    expect(heard.next.phase).toEqual({ kind: 'withAgent', by: { kind: 'platform' }, since: noon })
    expect(chat.says('能开发票不', 'invoice')).toMatchObject({
      kind: 'silent',
      because: '店里的同事（平台客户端）在处理这个会话，机器人不说话',
    })
  })

  test('still puts evidence into the ticket', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.takes()
    const heard = chat.sends(image())
    expect(heard).toMatchObject({ kind: 'silent', said: '' })
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '1 个', description: '收到就碎了' })
  })
})

describe('an agent', () => {
  test('takes over and keeps what was handed over', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.says('人工')
    chat.passes(minuteMs)
    const heard = chat.takes()
    expect(heard).toMatchObject({
      kind: 'silent',
      rung: 'agent_command',
      notes: ['小林接手了会话'],
    })
    expect(heard.next.phase).toMatchObject({
      kind: 'withAgent',
      by: { kind: 'agent', agent: 'lin', name: '小林' },
      since: noon + minuteMs,
      handoff: { reason: 'customer_request' },
      run: { flow: 'damaged' },
    })
  })

  test('who takes twice is noted once', () => {
    const chat = talk()
    chat.takes()
    expect(chat.takes()).toMatchObject({ notes: [], next: { phase: { since: noon } } })
  })

  test('replies in their own name and thereby takes over', () => {
    const heard = talk().replies('您好，我来看')
    expect(heard.effects).toContainEqual({
      kind: 'sendMessage',
      author: { agent: 'lin', name: '小林' },
      parts: [{ kind: 'text', text: '您好，我来看' }],
    })
    expect(heard.said).toBe('')
    expect(heard.next.phase.kind).toBe('withAgent')
  })

  test('takes over from whoever answered in the platform client', () => {
    const chat = talk()
    chat.shopAnswers()
    expect(chat.takes().next.phase).toMatchObject({ by: { kind: 'agent', name: '小林' } })
    expect(chat.shopAnswers().next.phase).toMatchObject({ by: { kind: 'agent' } })
  })

  test('gives the conversation back, and the bot answers again with a clean count', () => {
    const chat = talk()
    chat.says('能开发票不', 'invoice')
    chat.says('发票呢', 'invoice')
    chat.takes()
    expect(chat.returns()).toMatchObject({
      said: '我又回来啦。',
      next: { phase: { kind: 'answering' } },
    })
    expect(chat.says('发票', 'invoice').kind).toBe('answer')
  })

  test('gives back an unfinished flow, which goes on with its clocks wound again', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.says('人工')
    chat.takes()
    chat.passes(minuteMs)
    const heard = chat.returns()
    expect(heard.next.phase).toMatchObject({ kind: 'collecting', run: { flow: 'damaged' } })
    expect(heard.ticket?.status).toBe('collecting')
    expect(
      heard.effects.flatMap((effect) => (effect.kind === 'startTimer' ? [effect.name] : [])),
    ).toEqual(['evidence_reminder', 'evidence_expiry'])
    expect(chat.sends(image()).said).toBe('收到破损照片！还差：\n订单编号')
  })

  test('gives back what nobody had: nothing is said', () => {
    expect(talk().returns()).toMatchObject({ kind: 'silent', said: '', notes: [] })
    const chat = talk()
    chat.resolves()
    expect(chat.returns()).toMatchObject({ said: '', next: { phase: { kind: 'closed' } } })
  })

  test('resolves: no clock runs on, and an open ticket is closed as partial', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    const heard = chat.resolves()
    expect(heard).toMatchObject({
      kind: 'silent',
      said: '',
      next: { phase: { kind: 'closed', at: noon } },
    })
    expect(heard.ticket?.status).toBe('partial')
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_expiry' })
  })
})

describe('a resolved conversation', () => {
  test('opens a new round with the bot and a clean memory', () => {
    const chat = talk()
    chat.says('能开发票不', 'invoice')
    chat.says('发票呢', 'invoice')
    chat.sends(image('old'))
    chat.resolves()
    const heard = chat.says('发票', 'invoice')
    expect(heard).toMatchObject({
      kind: 'answer',
      next: { round: 2, phase: { kind: 'answering' } },
    })
    expect(heard.next.memory).toMatchObject({ asked: { invoice: 1 }, media: [], said: ['发票'] })
  })

  test('keeps counting its tickets', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.resolves()
    expect(chat.says('又碎了一个', 'damaged').ticket?.number).toBe('SH261118-012345-2')
  })

  test('remembers the order card that the customer came back with', () => {
    const chat = talk()
    chat.resolves()
    expect(chat.shows(card('260011112222')).next).toMatchObject({
      round: 1,
      phase: { kind: 'closed' },
    })
    expect(chat.says('碎了', 'damaged').next.memory.order).toBe('260011112222')
  })

  test('whose last message could not be delivered opens a round for a person', () => {
    const chat = talk()
    chat.resolves()
    expect(chat.fails('send').next).toMatchObject({ round: 2, phase: { kind: 'awaitingAgent' } })
  })
})
