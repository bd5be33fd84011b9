import { describe, expect, test } from 'vitest'
import type { MoodSign } from '../../src/model/understanding.ts'
import { aPlaybook, handoffRules, image, type Meaning, matters, talk } from '../support/dialogue.ts'

const sign = (kind: MoodSign['kind'], words: string): MoodSign => ({
  kind,
  text: words,
  start: 0,
  end: words.length,
})

/** `meaning`, said with emotion. */
const angrily = (emotion: 2 | 3, words: string, meaning: Meaning = {}): Meaning => ({
  ...meaning,
  mood: { emotion, signs: [sign('emotion', words)] },
})

const reason = (reason: string) => ({ next: { phase: { handoff: { reason } } } })

describe('fury', () => {
  test('calls a person at once, with the words that show it', () => {
    const heard = talk().says('骗子！发票呢', angrily(3, '骗子', { intent: 'invoice' }))
    expect(heard).toMatchObject({
      kind: 'handoff',
      rung: 'emotion',
      intent: 'invoice',
      because: '顾客情绪激动（「骗子」）',
      said: '真抱歉，请同事来接手。',
      ...reason('emotion'),
    })
  })

  test('names the words of anger alone, and not who is meant', () => {
    const signs = [sign('stress', '你们'), sign('emotion', '骗子')]
    const heard = talk().says('你们是骗子', { mood: { emotion: 3, signs } })
    expect(heard.because).toBe('顾客情绪激动（「骗子」）')
  })

  test('tells the person everything that was asked', () => {
    const heard = talk().says('骗子', angrily(3, '骗子', matters('damaged', 'invoice')))
    expect(heard.next.phase).toMatchObject({
      handoff: {
        summary: expect.arrayContaining([expect.stringMatching(/^诉求：收到破损、开发票/)]),
      },
    })
  })

  test('takes the evidence of the running form along', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    const heard = chat.sendsWith('骗子', angrily(3, '骗子'), image())
    expect(heard).toMatchObject(reason('emotion'))
    expect(heard.ticket?.status).toBe('partial')
  })

  test('ranks below a request for a person and below danger', () => {
    expect(talk().says('骗子，转人工', angrily(3, '骗子')).rung).toBe('wants_human')
    expect(talk().says('骗子，漏电了', angrily(3, '骗子'))).toMatchObject(reason('safety'))
  })

  test('is what the operators say it is', () => {
    const level = (emotion_level: number) =>
      talk(aPlaybook({ handoff: { ...handoffRules, emotion_level } }))
    expect(level(2).says('烦死了', angrily(2, '烦死了'))).toMatchObject(reason('emotion'))
    expect(level(3).says('烦死了', angrily(2, '烦死了')).kind).not.toBe('handoff')
  })
})

describe('anger', () => {
  test('is soothed before anything else is said', () => {
    const heard = talk().says('烦死了，发票呢', angrily(2, '烦死了', { intent: 'invoice' }))
    expect(heard).toMatchObject({ kind: 'answer', rung: 'intent' })
    expect(heard.said).toBe('让您不痛快了，抱歉。\n\n发票在订单页申请，小店开具。')
  })

  test('is not soothed twice where a form opens with its own words', () => {
    const heard = talk().says('烦死了，碎了', angrily(2, '烦死了', { intent: 'damaged' }))
    expect(heard.said).toMatch(/^抱歉（damaged）。/)
    expect(heard.said).not.toContain('让您不痛快了')
  })

  test('for the second time in a round calls a person', () => {
    const chat = talk()
    chat.says('烦死了，发票呢', angrily(2, '烦死了', { intent: 'invoice' }))
    chat.says('谢谢', 'thanks')
    expect(chat.says('气死我了', angrily(2, '气死我了', { intent: 'price' }))).toMatchObject({
      rung: 'emotion',
      because: '这一轮第 2 次生气（「气死我了」）',
      ...reason('emotion'),
    })
  })

  test('of before a person had it is forgotten once the bot is back', () => {
    const chat = talk()
    chat.says('烦死了', angrily(2, '烦死了'))
    chat.says('人工')
    chat.takes()
    chat.returns()
    const heard = chat.says('烦死了，发票呢', angrily(2, '烦死了', { intent: 'invoice' }))
    expect(heard.kind).toBe('answer')
  })

  test('hardly shown changes nothing', () => {
    const heard = talk().says('有点失望，发票呢', { intent: 'invoice', mood: { emotion: 1 } })
    expect(heard.said).toBe('发票在订单页申请，小店开具。')
  })

  test('of who waits for a person is acknowledged once, and stands on the handoff', () => {
    const chat = talk()
    chat.says('人工')
    chat.says('快点')
    const heard = chat.says('骗子', angrily(3, '骗子'))
    expect(heard.said).toMatch(/^让您不痛快了，抱歉。/)
    expect(heard.next.phase).toMatchObject({ kind: 'awaitingAgent', handoff: { emotion: 3 } })
    expect(chat.says('骗子', angrily(3, '骗子'))).toMatchObject({ kind: 'silent', said: '' })
  })
})

describe('haste', () => {
  const hasty = { mood: { urgent: true, signs: [sign('urgency', '明天婚礼要用')] } }

  test('is the first line that the person reads, also when it was said before', () => {
    const chat = talk()
    chat.says('明天婚礼要用，发票呢', { intent: 'invoice', ...hasty })
    const { phase } = chat.says('人工').next
    const summary = phase.kind === 'awaitingAgent' ? phase.handoff.summary : []
    expect(summary.slice(0, 2)).toEqual(['急：明天婚礼要用', '顾客：小王（buyer-1）'])
  })

  test('stands on the ticket', () => {
    const chat = talk()
    const heard = chat.says('碎了，明天婚礼要用', { intent: 'damaged', ...hasty })
    expect(heard.ticket).toMatchObject({ note: '急：明天婚礼要用' })
    expect(chat.sends(image()).ticket).toMatchObject({ note: '急：明天婚礼要用' })
  })

  test('that nothing explains is noted all the same', () => {
    const heard = talk().says('碎了，急', { intent: 'damaged', mood: { urgent: true } })
    expect(heard.ticket?.note).toBe('急')
  })

  test('of nobody leaves no note', () => {
    expect(talk().says('碎了', 'damaged').ticket).not.toHaveProperty('note')
  })
})
