import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/model/people.ts'
import type { TicketChange } from '../../src/model/ticket.ts'
import { dayMs, image, type Talk } from '../support/dialogue.ts'
import { caseOf, customer } from './case-shop.ts'

describe('given what people do to a ticket', () => {
  const review = (words = '收到就碎了') => {
    const chat = customer()
    chat.says(words, 'damaged')
    chat.sends(image())
    chat.takes()
    return chat
  }
  const change = (chat: Talk, what: TicketChange, role: Role = 'agent', who: string = role) =>
    chat.changes(caseOf(chat).id, what, role, who)

  test('when it moves on, then the transcript tells people, and the customer nothing', () => {
    const chat = review()
    const heard = change(chat, { kind: 'stage', to: 'proposed', comment: '补发一个' })
    expect(caseOf(chat).stage).toBe('proposed')
    expect(heard.said).toBe('')
    expect(heard.notes).toEqual([
      'agent · 售后单 SH261118-012345：阶段：核实中 → 已提方案（补发一个）',
    ])
  })

  describe('with words for the customer', () => {
    const plan = '给您补发一只新的，碎的不用寄回'
    const propose = { kind: 'stage', to: 'proposed', reply: plan } as const

    test('then the customer hears them from that person, who has the chat by then', () => {
      const chat = review()
      chat.returns()
      const heard = change(chat, propose, 'agent', 'lin')
      expect(heard.effects).toContainEqual({
        kind: 'sendMessage',
        author: { agent: 'lin', name: 'lin' },
        parts: [{ kind: 'text', text: plan }],
      })
      expect(heard.next.phase).toMatchObject({ kind: 'withAgent', by: { agent: 'lin' } })
      expect(caseOf(chat)).toMatchObject({
        stage: 'proposed',
        contactedAt: chat.at,
        told: { stage: 'proposed', text: plan },
      })
    })

    test('then the chat of a colleague stays theirs', () => {
      const chat = review()
      const heard = change(chat, propose, 'supervisor', 'zhao')
      expect(heard.next.phase).toMatchObject({ kind: 'withAgent', by: { agent: 'lin' } })
      expect(heard.next.memory.peopleSaid).toContain(plan)
      expect(caseOf(chat).told?.text).toBe(plan)
    })

    test('then nothing more is collected, and what was collected stays with the case', () => {
      const chat = customer()
      chat.says('收到就碎了', 'damaged')
      change(chat, { kind: 'stage', to: 'under_review' })
      const heard = change(chat, propose, 'agent', 'lin')
      expect(heard.next.phase.kind).toBe('withAgent')
      expect(caseOf(chat)).toMatchObject({ status: 'partial', stage: 'proposed' })
      expect(chat.returns().next.phase.kind).toBe('answering')
    })

    test('and it goes back, then they are none any more', () => {
      const chat = review()
      change(chat, propose, 'agent', 'lin')
      change(chat, { kind: 'stage', to: 'agreed' })
      expect(caseOf(chat).told?.text).toBe(plan)
      change(chat, { kind: 'stage', to: 'under_review' })
      expect(caseOf(chat).told).toBeUndefined()
    })

    test('that may not be done, then they are not said', () => {
      const chat = review()
      const heard = change(chat, { ...propose, to: 'done' })
      expect(heard.effects).toEqual([])
    })
  })

  test('when something may not be done, then nothing changes', () => {
    const chat = review()
    const before = caseOf(chat)
    change(chat, { kind: 'stage', to: 'done' })
    expect(caseOf(chat)).toEqual(before)
  })

  test('when a disputed case is decided, then a supervisor and legal must agree', () => {
    const chat = review('拆封发现碎了')
    const propose = () => change(chat, { kind: 'stage', to: 'rejected' }, 'supervisor')
    propose()
    expect(caseOf(chat).stage).toBe('under_review')
    change(chat, { kind: 'plan', goal: 'rejected', text: '不予退款' })
    change(chat, { kind: 'vote', verdict: 'agree' }, 'supervisor')
    propose()
    expect(caseOf(chat).stage).toBe('under_review')
    change(chat, { kind: 'vote', verdict: 'agree' }, 'legal')
    propose()
    expect(caseOf(chat).stage).toBe('rejected')
  })

  test('when more evidence comes, then notes, owner and stage stay', () => {
    const chat = review()
    change(chat, { kind: 'note', text: '顾客常来' })
    chat.sends(image('second'))
    expect(caseOf(chat)).toMatchObject({
      stage: 'under_review',
      owner: { agent: 'lin' },
      notes: [{ text: '顾客常来' }],
    })
  })

  test('when people have decided and give the chat back, then the form is not taken up again', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.takes()
    change(chat, { kind: 'stage', to: 'proposed' })
    expect(chat.returns().said).toBe('我又回来啦。')
    expect(chat.conversation.phase.kind).toBe('answering')
  })

  test('when the case is given to one agent and another was faster, then it is of the faster one', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.says('转人工')
    chat.isTakenByBoss()
    chat.isGiven()
    expect(caseOf(chat).owner).toMatchObject({ agent: 'zhao' })
  })

  test('when a picture of a withdrawn case turns out to be lost, then nobody asks for it', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends({ kind: 'image', url: 'https://cdn.test/1.jpg', mediaId: 'm1' })
    chat.says('没事了')
    chat.learns({ pictures: { m1: { kind: 'refused', reason: '文件来源回答 404' } } })
    expect(chat.fires('evidence_check')).toMatchObject({ said: '', kind: 'silent' })
    expect(caseOf(chat).stage).toBe('withdrawn')
  })

  test('when the same trouble comes in the next round, then it is on the same ticket', () => {
    const chat = review()
    chat.resolves()
    chat.passes(dayMs)
    const heard = chat.says('260011112222 又碎了', 'damaged')
    expect(heard.next).toMatchObject({ round: 2, ticketCount: 1 })
    expect(caseOf(chat).number).toBe('SH261118-012345')
  })

  test('when the case was closed, then the same trouble is a new one', () => {
    const chat = review()
    change(chat, { kind: 'stage', to: 'rejected' })
    chat.resolves()
    chat.passes(dayMs)
    expect(chat.says('260011112222 又碎了', 'damaged').next.ticketCount).toBe(2)
  })
})
