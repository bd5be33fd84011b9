import { afterAll, beforeAll, expect, test } from 'vitest'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { type OpenedCounter, openCounter } from '../support/gateway.ts'

let counter: OpenedCounter
beforeAll(async () => {
  counter = await openCounter({ customer: 'demo-1' })
}, 60_000)
afterAll(() => counter.dispose())

async function begin(
  text: string,
  conversation: string,
  customer = { id: 'demo-1' },
): Promise<ConversationId> {
  await counter.say(text, { conversation, customer })
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

test('an order that the customer showed to know days ago is known to who helps them', async () => {
  const id = await begin('在吗', 'b-1', { id: 'v_1' })
  const days = 2 * 24 * 3_600_000
  await counter.store.orderClaims.claim('v_1', '4532239827909130090', counter.now() - days)
  const found = await counter.gateway.assist(id)
  expect(found?.values).toMatchObject({ 'order.no': '4532239827909130090' })
})

test('what the bot itself would say is told beside, and not once somebody has answered', async () => {
  const id = await begin('转人工', 'a-4')
  expect((await counter.gateway.assist(id))?.bot, 'it would call a person').toBeUndefined()
  await counter.desk.take({ conversationId: id, ...lin })
  await counter.say('发票怎么开', { conversation: 'a-4' })
  const before = await counter.transcript('a-4')
  const bot = (await counter.gateway.assist(id))?.bot
  expect(bot?.text).toMatch(/发票/)
  expect(await counter.transcript('a-4')).toEqual(before)
  const parts = [{ kind: 'text', text: '好的，这就开' }] as const
  await counter.desk.reply({ conversationId: id, ...lin, parts })
  expect((await counter.gateway.assist(id))?.bot).toBeUndefined()
})

test('switched off nothing is thought out; words to search for still find what there is', async () => {
  const id = await begin('退款多久能到账呀', 'a-5')
  await counter.desk.switchHelp({ conversationId: id, ...lin, mode: 'off' })
  expect((await counter.transcript('a-5')).filter(({ author }) => author.kind === 'event')).toEqual(
    [
      expect.objectContaining({ parts: [{ kind: 'text', text: '小林接手了会话' }] }),
      expect.objectContaining({ parts: [{ kind: 'text', text: '小林关闭了机器人辅助' }] }),
    ],
  )
  await counter.say('退款多久能到账呀', { conversation: 'a-5' })
  const off = await counter.gateway.assist(id)
  expect([off?.answers, off?.bot, off?.upTo]).toEqual([[], undefined, 0])
  expect(off?.values).toMatchObject({ customer: expect.any(String) })
  expect((await counter.gateway.knowledge(id, '')).length).toBeGreaterThan(0)
  await counter.desk.switchHelp({ conversationId: id, ...lin, mode: 'assist' })
  expect((await counter.gateway.assist(id))?.answers.length).toBeGreaterThan(0)
})

test('a colleague’s chat is not switched by another, and what is over by nobody', async () => {
  const id = await begin('转人工', 'a-6')
  await counter.desk.take({ conversationId: id, ...lin })
  const chen = { agent: agentId('chen'), name: '小陈' }
  const off = { conversationId: id, mode: 'off' } as const
  await expect(counter.desk.switchHelp({ ...off, ...chen })).rejects.toThrow('小林')
  await counter.desk.resolve({ conversationId: id, ...lin })
  await expect(counter.desk.switchHelp({ ...off, ...lin })).rejects.toMatchObject({
    code: 'conflict',
  })
})

const textsOf = async (id: ConversationId) => {
  const found = await counter.gateway.assist(id)
  return (found?.answers ?? []).map(({ text }) => text)
}

test('a call for a person is answered by what was wanted before it, by no robot and no other desk', async () => {
  const id = await begin('退款多久能到账呀', 'a-7')
  await counter.say('人工', { conversation: 'a-7' })
  expect((await textsOf(id)).join()).toMatch(/退款/)
  for (const call of ['转人工', '你是机器人吗', '人工']) {
    await counter.say(call, { conversation: 'a-7' })
    const texts = await textsOf(id)
    expect(texts.join(), call).toMatch(/退款/)
    expect(texts.join(), call).not.toMatch(/机器人|请真人|不归售后|「人工」/)
  }
})

test('where nothing but a person was ever asked for, nothing is suggested', async () => {
  const id = await begin('转人工', 'a-8')
  expect(await textsOf(id)).toEqual([])
})

test('what calls a person or sends for one is no word of the person who is there', async () => {
  const id = await begin('想跟你们谈商务合作', 'a-9')
  await counter.desk.take({ conversationId: id, ...lin })
  await counter.say('想跟你们谈商务合作', { conversation: 'a-9' })
  const found = await counter.gateway.assist(id)
  expect(found?.answers.map(({ answer }) => answer.next)).not.toContain('handoff')
  expect(found?.answers.map(({ text }) => text).join()).not.toMatch(/「人工」/)
})

test('what a person has said in this chat is not offered again', async () => {
  const id = await begin('转人工', 'a-10')
  await counter.desk.take({ conversationId: id, ...lin })
  await counter.say('退款多久能到账呀', { conversation: 'a-10' })
  const [text = ''] = await textsOf(id)
  expect(text).not.toBe('')
  await counter.desk.reply({ conversationId: id, ...lin, parts: [{ kind: 'text', text }] })
  await counter.say('退款多久能到账呀', { conversation: 'a-10' })
  const found = await counter.gateway.assist(id)
  expect(found?.answers.map((each) => each.text)).not.toContain(text)
  expect(found?.bot?.text).not.toBe(text)
})
