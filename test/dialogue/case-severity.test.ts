import { describe, expect, test } from 'vitest'
import { delivered, image } from '../support/dialogue.ts'
import { caseOf, customer, dear } from './case-shop.ts'

describe('given the rules of severity', () => {
  test.each([
    ['收到就碎了', 2, '常规'],
    ['生日礼物收到就碎了，2026-11-19 就要', 1, '赶日子的礼物'],
    ['拆封发现碎了', 3, '拆封后退货'],
  ] as const)(
    'when the customer says 「%s」, then the case is of level %s: %s',
    (words, level, because) => {
      const dates = words.match(/\d{4}-\d\d-\d\d/g) ?? []
      const chat = customer()
      chat.says(words, {
        intent: 'damaged',
        entities: dates.map((value) => ({ kind: 'date', text: value, value, start: 0, end: 1 })),
      })
      expect(caseOf(chat).severity).toMatchObject({ level, because, by: 'rules' })
    },
  )

  test('when the order is above 2,000 yuan, then a person is called at once and the evidence asked for meanwhile', () => {
    const chat = customer({ orders: [dear] })
    const heard = chat.says('收到就碎了', 'damaged')
    expect(heard.next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: { reason: 'urgent', because: '紧急：订单超过 2000 元' },
    })
    expect(heard.said).toContain('还差：')
    expect(heard.said).toContain('列为紧急，请同事优先。')
    expect(caseOf(chat).severity.source).toBe('replies/severity.yaml:large')
  })

  test('when the dear order is named only later, then the case becomes urgent then', () => {
    const chat = customer({ orders: [delivered, dear] })
    expect(chat.says('收到就碎了', 'damaged').next.phase.kind).toBe('collecting')
    const heard = chat.says('260077778888')
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'urgent' } })
    expect(caseOf(chat).trail.map(({ what }) => what)).toContain(
      '级别：常规 → 紧急（订单超过 2000 元）',
    )
  })

  test('when a case is disputed and complete, then the words are neutral and people decide', () => {
    const chat = customer()
    chat.says('拆封发现碎了', 'damaged')
    const heard = chat.sends(image())
    expect(heard.said).toBe('资料收到了，单号 SH261118-012345，会请同事一起看。')
    expect(heard.next.phase).toMatchObject({
      handoff: { reason: 'disputed', because: expect.stringMatching(/^需人工复核：/) },
    })
  })

  test('when a person has set the level, then more words do not change it', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    const id = caseOf(chat).id
    chat.changes(id, { kind: 'level', to: 1, because: '老顾客' }, 'supervisor')
    chat.says('已经用过了才发现')
    expect(caseOf(chat).severity).toMatchObject({ level: 1, by: 'person' })
  })
})

test('when danger is likely and not sure, then the case is as urgent as the customer is told', () => {
  const chat = customer({ orders: [delivered] })
  chat.says('收到就碎了', 'damaged')
  const heard = chat.says('流了好多', { intent: ['safety_incident', 'damaged'], confidence: 0.7 })
  expect(heard).toMatchObject({ rung: 'safety', kind: 'handoff' })
  expect(caseOf(chat).severity).toMatchObject({ level: 1, because: '人身安全' })
})
