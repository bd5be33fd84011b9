import { afterAll, beforeAll, expect, test } from 'vitest'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { type OpenedCounter, openCounter } from '../support/gateway.ts'

let counter: OpenedCounter
beforeAll(async () => {
  counter = await openCounter({ customer: 'demo-1' })
}, 60_000)
afterAll(() => counter.dispose())

async function begin(text: string, conversation: string): Promise<ConversationId> {
  await counter.say(text, { conversation })
  const [row] = await counter.store.read.conversations({ externalId: conversation, limit: 1 })
  if (!row) throw new Error('no conversation')
  return row.conversation.id
}
const lin = { agent: agentId('lin'), name: '小林' }

test('a person is offered what the bot would have answered, three at most, and nothing is said', async () => {
  const id = await begin('转人工', 'a-1')
  await counter.desk.take({ conversationId: id, ...lin })
  await counter.say('退款多久能到账呀', { conversation: 'a-1' })
  const before = await counter.transcript('a-1')
  const found = await counter.gateway.assist(id)
  expect(found?.answers.length).toBeGreaterThan(0)
  expect(found?.answers.length).toBeLessThanOrEqual(3)
  expect(found?.answers[0]?.answer.source).toMatch(/^replies\/[\w-]+\.yaml:\d+:\d+$/)
  expect(found?.answers.map(({ text }) => text).join()).toMatch(/退款/)
  expect(found?.answers.some(({ text }) => text.includes('{{'))).toBe(false)
  const sure = found?.answers.map(({ confidence }) => confidence) ?? []
  expect(sure).toEqual([...sure].sort((a, b) => b - a))
  expect(found?.upTo).toBe(before.findLast(({ author }) => author.kind === 'customer')?.position)
  expect(await counter.transcript('a-1')).toEqual(before)
})

test('it is about what the customer said since a person last answered', async () => {
  const id = await begin('我要开发票', 'a-2')
  await counter.desk.take({ conversationId: id, ...lin })
  await counter.desk.reply({
    conversationId: id,
    ...lin,
    parts: [{ kind: 'text', text: '好的，这就开' }],
  })
  await counter.say('物流到哪里了', { conversation: 'a-2' })
  const texts = (await counter.gateway.assist(id))?.answers.map(({ answer }) => answer.intents[0])
  expect(texts?.[0]).toBe('logistics_status')
})

test('the values of the conversation are known, and an unknown one has none', async () => {
  const id = await begin('在吗', 'a-3')
  const found = await counter.gateway.assist(id)
  expect(found?.values).toMatchObject({ customer: expect.any(String) })
  expect(found?.values['shop.return_address']).toEqual(expect.any(String))
  expect(await counter.gateway.assist('c_0000000000000000' as ConversationId)).toBeUndefined()
})
