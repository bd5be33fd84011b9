import { expect, test } from 'vitest'
import { standsAlone } from '../../src/dialogue/index.ts'
import type { MessagePart } from '../../src/model/message.ts'
import {
  aConversation,
  anUnderstanding,
  aPlaybook,
  image,
  type Meaning,
  noon,
  talk,
  text,
} from '../support/dialogue.ts'

const stands = (
  parts: readonly MessagePart[],
  meaning: Meaning = {},
  conversation = aConversation(),
) =>
  standsAlone({
    conversation,
    messages: [{ id: 'm', at: noon, parts }],
    understanding: anUnderstanding(meaning),
    playbook: aPlaybook(),
  })

test.each(['在吗', '在吗？', '那个', '我想问一下，', '因为', '杯子…', '嗯', '我的'])(
  '「%s」 waits for the rest, however sure it is',
  (words) => {
    expect(stands([text(words)], { intent: 'greeting' })).toBe(false)
  },
)

test('a picture alone waits for its words', () => {
  expect(stands([image()])).toBe(false)
})

test('a message of which nobody is sure waits for the rest', () => {
  expect(stands([text('那个怎么弄')], { intent: ['invoice', 'price'] })).toBe(false)
})

test('a message that is sure is answered at once', () => {
  expect(stands([text('收到就碎了')], { intent: 'damaged' })).toBe(true)
})

test('a question of the knowledge base is answered at once', () => {
  const meaning = { candidates: [{ answer: 'invoice-form', score: 0.95 }] }
  expect(stands([text('电子发票有吗')], meaning)).toBe(true)
})

test.each(['人工', '漏电了，'])('「%s」 never waits', (words) => {
  expect(stands([text(words)])).toBe(true)
})

test('「不用人工」 is no reason to hurry', () => {
  expect(stands([text('不用人工')])).toBe(false)
})

test('an answer to our own question never waits', () => {
  const chat = talk()
  chat.says('那个怎么弄', { intent: ['invoice', 'price'] })
  expect(stands([text('1')], {}, chat.conversation)).toBe(true)
})

test('in a running flow words stand alone, pictures and unfinished sentences do not', () => {
  const chat = talk()
  chat.says('收到就碎了', 'damaged')
  expect(stands([text('260011112222')], {}, chat.conversation)).toBe(true)
  expect(stands([image()], {}, chat.conversation)).toBe(false)
  expect(stands([text('还有')], {}, chat.conversation)).toBe(false)
})

test('nothing waits while a person has or is about to have the conversation', () => {
  const chat = talk()
  chat.says('人工')
  expect(stands([image()], {}, chat.conversation)).toBe(true)
  chat.takes()
  expect(stands([text('在吗')], {}, chat.conversation)).toBe(true)
})

test('the first word after a resolved conversation waits like any other', () => {
  const chat = talk()
  chat.resolves()
  expect(stands([text('在吗')], {}, chat.conversation)).toBe(false)
})
