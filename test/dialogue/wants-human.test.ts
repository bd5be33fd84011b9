import { expect, test } from 'vitest'
import { decide } from '../../src/dialogue/index.ts'
import { intentId } from '../../src/model/ids.ts'
import {
  aConversation,
  anUnderstanding,
  aPlaybook,
  handoffRules,
  noFacts,
  noon,
  talk,
} from '../support/dialogue.ts'

test('a request for a person in the words of the list is served first', () => {
  const heard = talk().says('转人工')
  expect(heard).toMatchObject({
    kind: 'handoff',
    rung: 'wants_human',
    because: '顾客说「人工」，要人工',
  })
  expect(heard.said).toBe('这就转人工。')
  expect(heard.next.phase).toMatchObject({
    kind: 'awaitingAgent',
    handoff: { reason: 'customer_request' },
  })
})

test('a request for a person in other words is served as well', () => {
  const heard = talk().says('有活的吗', 'human_agent')
  expect(heard).toMatchObject({
    kind: 'handoff',
    rung: 'wants_human',
    intent: 'human_agent',
    confidence: 0.9,
  })
})

test('「不用人工」 asks for nobody, even when the classifier thinks so', () => {
  expect(talk().says('不用人工', 'human_agent').rung).not.toBe('wants_human')
  expect(talk().says('不用人工，物流到哪了', 'logistics').said).toBe('请在订单页看物流。')
})

test('「不用人工？要人工！」 does ask for a person', () => {
  expect(talk().says('不用人工？要人工！').rung).toBe('wants_human')
})

test('letters of full width and white space do not hide a request for a person', () => {
  expect(talk().says('转 人 工').rung).toBe('wants_human')
})

test('who wants no person gets none, whatever the classifier thinks', () => {
  const playbook = aPlaybook({
    handoff: {
      ...handoffRules,
      wants_human: { ...handoffRules.wants_human, not_words: ['不用转人工', '先不转人工'] },
    },
  })
  for (const words of ['不用转人工', '先不转人工，问下物流']) {
    const heard = talk(playbook).says(words, 'human_agent')
    expect(heard.kind).not.toBe('handoff')
    expect(heard.said).not.toContain('找人工')
  }
})

test('who wants no person is served with what else was said', () => {
  const ranking = [
    { intent: intentId('human_agent'), confidence: 0.9 },
    { intent: intentId('invoice'), confidence: 0.09 },
    { intent: intentId('price'), confidence: 0.01 },
  ]
  const text = '不用人工，问下发票'
  const understanding = anUnderstanding({
    text,
    intent: 'human_agent',
    matters: [['human_agent', '不用人工']],
  })
  const heard = decide({
    conversation: aConversation(),
    trigger: {
      kind: 'customerSaid',
      messages: [{ id: 'm', at: noon, parts: [{ kind: 'text', text }] }],
      understanding: { ...understanding, ranking },
    },
    facts: { ...noFacts, shop: { name: '小店' } },
    tickets: [],
    playbook: aPlaybook(),
    at: noon,
    timeZone: 'Asia/Shanghai',
  })
  expect(heard).toMatchObject({ kind: 'answer', rung: 'intent', intent: 'invoice' })
})

test('a person who is probably meant comes, one who is out of the question does not', () => {
  const meaning = { intent: ['human_agent', 'price'], confidence: 0.4 }
  expect(talk().says('能派谁来看看', meaning)).toMatchObject({
    kind: 'handoff',
    rung: 'wants_human',
  })
  const rejected = talk().says('能派谁来看看', { intent: 'human_agent', outcome: 'reject' })
  expect(rejected.rung).not.toBe('wants_human')
})
