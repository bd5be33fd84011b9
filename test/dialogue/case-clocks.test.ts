import { describe, expect, test } from 'vitest'
import { ticketId } from '../../src/model/ids.ts'
import { minuteMs, noon } from '../support/dialogue.ts'
import { caseOf, customer, dear, secondMs, timers } from './case-shop.ts'

describe('given a case with a stage clock', () => {
  const urgent = () => {
    const chat = customer({ orders: [dear] })
    const opened = chat.says('收到就碎了', 'damaged')
    return { chat, opened }
  }
  const subject = (what: string) => `${ticketId('c_0123456789abcdef' as never, 1)}/call/${what}`

  test('when it opens, then a warning and an end are set', () => {
    expect(timers(urgent().opened, 'startTimer', 'stage_clock')).toEqual([
      expect.objectContaining({ subject: subject('warn'), dueAt: noon + 10 * minuteMs }),
      expect.objectContaining({ subject: subject('breach'), dueAt: noon + 15 * minuteMs }),
    ])
  })

  test('when it warns, then who has the chat is told, and the customer is not', () => {
    const { chat } = urgent()
    chat.passes(10 * minuteMs)
    const heard = chat.fires('stage_clock', subject('warn'))
    expect(heard.said).toBe('')
    expect(heard.next.alerts).toMatchObject([{ kind: 'clock_warning', to: 'owner' }])
  })

  test('when a person answers in time, then the warning goes and the clock is met', () => {
    const { chat } = urgent()
    chat.passes(10 * minuteMs)
    chat.fires('stage_clock', subject('warn'))
    const heard = chat.replies('您好，我来处理')
    expect(heard.next.alerts).toEqual([])
    expect(caseOf(chat)).toMatchObject({
      clocks: [{ id: 'call', state: { kind: 'met' } }],
      owner: { name: '小林' },
      stage: 'under_review',
    })
    expect(timers(heard, 'cancelTimer', 'stage_clock')).toMatchObject([
      { subject: subject('breach') },
    ])
  })

  test('when it is over, then it is written down, supervisors are told and it moves forward', () => {
    const { chat } = urgent()
    chat.takes()
    chat.passes(15 * minuteMs)
    const heard = chat.fires('stage_clock', subject('breach'))
    expect(heard.next.alerts).toMatchObject([{ kind: 'clock_breach', to: 'supervisors' }])
    expect(heard.next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: { passedBy: ['lin'] },
    })
    expect(caseOf(chat)).toMatchObject({ raised: 1, clocks: [{ state: { kind: 'breached' } }] })
    expect(chat.fires('stage_clock', subject('breach'))).toMatchObject({
      kind: 'silent',
      notes: [],
    })
  })

  test('when the customer is answered and the case is closed, then nobody need see it', () => {
    const { chat } = urgent()
    chat.fires('stage_clock', subject('breach'))
    const close = (to: 'under_review' | 'rejected') =>
      chat.changes(caseOf(chat).id, { kind: 'stage', to, reply: '核实过了' }, 'agent', 'lin')
    expect(close('under_review').next.alerts).toHaveLength(1)
    expect(close('rejected').next.alerts).toEqual([])
  })

  test('when the conversation is resolved and its case is open, then it stays', () => {
    const { chat } = urgent()
    chat.takes()
    chat.fires('stage_clock', subject('breach'))
    chat.takes()
    chat.replies('您好')
    const open = caseOf(chat).clocks
    expect(chat.resolves().next.alerts).toHaveLength(1)
    expect(caseOf(chat).clocks).toEqual(open)
  })

  test('when the alert is seen, then it goes', () => {
    const { chat } = urgent()
    chat.fires('stage_clock', subject('breach'))
    expect(chat.sees(subject('breach')).next.alerts).toEqual([])
  })
})

describe('given the marketplace’s clock on replies', () => {
  const queued = () => {
    const chat = customer()
    return { chat, heard: chat.says('转人工') }
  }

  test('when the customer waits for a person, then it runs', () => {
    const { heard } = queued()
    expect(timers(heard, 'startTimer', 'reply_clock')).toMatchObject([
      { subject: 'warn', dueAt: noon + 100 * secondMs },
      { subject: 'breach', dueAt: noon + 180 * secondMs },
    ])
  })

  test('when they write again, then it goes on from the first message', () => {
    const { chat } = queued()
    chat.passes(minuteMs)
    expect(timers(chat.says('在吗'), 'startTimer', 'reply_clock')).toEqual([])
  })

  test('when nobody answers, then people are warned at 100 s and told at 180 s', () => {
    const { chat } = queued()
    chat.passes(100 * secondMs)
    expect(chat.fires('reply_clock', 'warn').next.alerts).toMatchObject([
      { kind: 'reply_warning', to: 'owner', text: expect.stringContaining('100 秒') },
    ])
    chat.passes(80 * secondMs)
    expect(chat.fires('reply_clock', 'breach').next.alerts).toMatchObject([
      { kind: 'reply_breach', to: 'supervisors' },
    ])
  })

  test('when a person answers, then it stops, warnings go and a broken promise stays', () => {
    const { chat } = queued()
    chat.passes(180 * secondMs)
    chat.fires('reply_clock', 'warn')
    chat.fires('reply_clock', 'breach')
    const heard = chat.replies('您好')
    expect(timers(heard, 'cancelTimer', 'reply_clock')).toHaveLength(1)
    expect(heard.next.alerts).toMatchObject([{ kind: 'reply_breach' }])
    expect(chat.fires('reply_clock', 'breach')).toMatchObject({ because: '已经有人回复' })
  })

  test('when a colleague answers in the platform’s client, then it stops too', () => {
    const { chat } = queued()
    expect(timers(chat.shopAnswers(), 'cancelTimer', 'reply_clock')).toHaveLength(1)
  })

  test('when the bot has the chat, then it does not run', () => {
    expect(timers(customer().says('发票', 'invoice'), 'startTimer', 'reply_clock')).toEqual([])
  })
})
