import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  aFlow,
  anOrder,
  aPlaybook,
  aSlot,
  dayMs,
  hourMs,
  image,
  minuteMs,
  noon,
  slotsOf,
} from '../support/dialogue.ts'
import { damaged, reported } from './damaged.ts'

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
