import { expect, test } from 'vitest'
import { quotesFor } from '../../src/dialogue/index.ts'
import {
  aConversation,
  anAnswer,
  anOrder,
  anUnderstanding,
  aPlaybook,
  delivered,
  type Meaning,
  noFacts,
  noon,
} from '../support/dialogue.ts'

const playbook = aPlaybook({
  answers: [
    anAnswer({ id: 'parcel', keywords: ['物流单号'], reply: '单号 {{order.tracking_no}}' }),
  ],
})

const found = (meaning: Meaning, orders = [anOrder()]) => {
  const understanding = anUnderstanding(meaning)
  const trigger = { kind: 'customerSaid', messages: [], understanding } as const
  const conversation = aConversation()
  const facts = { ...noFacts, orders, shop: playbook.shop }
  const situation = { playbook, conversation, trigger, facts, tickets: [], at: noon }
  return quotesFor({ ...situation, timeZone: 'Asia/Shanghai' }, understanding, 5)
}
const idsOf = (quotes: ReturnType<typeof found>) => quotes.map(({ answer }) => answer.id)

test('what is meant is said with the facts of this conversation', () => {
  const [first] = found({ text: '到哪了', intent: 'logistics' })
  expect(first).toMatchObject({ title: '物流到哪了', applies: true, hasGaps: false })
  expect(first?.text).toContain('白瓷杯（260011112222）：已到达杭州转运中心')
})

test('an answer for another state of the order comes last, and says so', () => {
  const quotes = found({ text: '包裹到哪了', intent: 'logistics' }, [delivered])
  expect(idsOf(quotes)).toEqual(['logistics-any', 'logistics-moving'])
  expect(quotes.map(({ applies }) => applies)).toEqual([true, false])
})

test('what is not known stands there by its name', () => {
  const [only] = found({ text: '物流单号' }, [])
  expect(only).toMatchObject({ text: '单号 {{ask:物流单号}}', hasGaps: true })
})

test('the search over questions goes first, then what has the very words', () => {
  const candidates = [{ answer: 'invoice-form', score: 0.5 }]
  expect(idsOf(found({ text: '发票', candidates }))).toEqual([
    'invoice-form',
    'invoice',
    'invoice-title',
  ])
  expect(found({ text: '天气怎么样' })).toEqual([])
})
