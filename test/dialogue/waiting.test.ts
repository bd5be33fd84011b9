import { describe, expect, test } from 'vitest'
import type { DeskFacts } from '../../src/model/decision.ts'
import { hourMs, image, minuteMs, noon } from '../support/dialogue.ts'
import { customer, secondMs, timers } from './case-shop.ts'

describe('given a customer who waits for a person', () => {
  const open: DeskFacts = { open: true, online: 1, ahead: 0 }

  test('when a minute has passed, then they are soothed once', () => {
    const chat = customer()
    expect(timers(chat.says('转人工'), 'startTimer', 'soothe')).toMatchObject([
      { dueAt: noon + minuteMs },
    ])
    chat.passes(minuteMs)
    expect(chat.fires('soothe').said).toBe('还在找同事。')
    expect(chat.fires('soothe').said).toBe('')
  })

  test('when the bot has just said something, then it waits for another minute', () => {
    const chat = customer()
    chat.says('转人工')
    chat.passes(50 * secondMs)
    chat.says('在吗')
    chat.passes(10 * secondMs)
    const heard = chat.fires('soothe')
    expect(heard.said).toBe('')
    expect(timers(heard, 'startTimer', 'soothe')).toMatchObject([{ dueAt: noon + 110 * secondMs }])
  })

  test('when a person has come, then nothing is said', () => {
    const chat = customer()
    chat.says('转人工')
    expect(timers(chat.takes(), 'cancelTimer', 'soothe')).toHaveLength(1)
    expect(chat.fires('soothe').said).toBe('')
  })

  test.each([
    ['others wait', { ...open, ahead: 3 }, '这就转人工。\n\n前面还有 3 位。'],
    [
      'waits are known',
      { ...open, ahead: 2, estimateMs: 4.2 * minuteMs },
      '这就转人工。\n\n前面还有 2 位。大约 5 分钟。',
    ],
    ['nobody waits', open, '这就转人工。'],
    [
      'nobody is on duty',
      { ...open, open: false, opensAt: noon + 21 * hourMs },
      '这就转人工。\n\n下班了，11月19日 09:00 有人。',
    ],
    ['nobody knows when somebody is', { ...open, open: false }, '这就转人工。'],
  ])('when %s, then they hear so', (_, desk, said) => {
    expect(customer({ desk }).says('转人工').said).toBe(said)
  })

  test('when nobody is on duty, then the customer is to be called back, and danger is not put off', () => {
    const desk = { ...open, open: false, opensAt: noon + 21 * hourMs }
    const chat = customer({ desk })
    expect(chat.says('转人工').next.phase).toMatchObject({ handoff: { callBackAt: desk.opensAt } })
    expect(customer({ desk }).says('漏电').said).not.toContain('下班')
  })

  test('when a form misses something, then it can be sent meanwhile', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    expect(chat.says('转人工').said).toBe('这就转人工。\n\n先发这些：破损照片（拍清楚）')
  })
})

describe('given a handoff', () => {
  test('then the packet has the order, the emotion, earlier cases and what colleagues said', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends(image())
    chat.takes()
    chat.replies('给您补发一个')
    chat.returns()
    const heard = chat.says('太气人了，转人工', { mood: { emotion: 2 } })
    expect(heard.next.phase).toMatchObject({
      handoff: {
        emotion: 2,
        order: {
          orderNo: '260011112222',
          courier: '顺丰',
          lastEvent: { text: '已到达杭州转运中心' },
        },
        earlier: [],
      },
    })
    const { phase } = heard.next
    const summary = phase.kind === 'awaitingAgent' ? phase.handoff.summary : []
    expect(summary).toHaveLength(4)
    expect(summary[3]).toContain('同事说过 「给您补发一个」')
  })
})
