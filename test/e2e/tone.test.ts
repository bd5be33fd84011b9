import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toneRefusal } from '../../src/http/api/schemas/error.ts'
import { textOf } from '../../src/model/message.ts'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { type Console, type RunningCounter, startCounter } from '../support/running-counter.ts'

let counter: RunningCounter
let lin: Console
let zhao: Console

beforeAll(async () => {
  counter = await startCounter()
  lin = await counter.login('lin')
  zhao = await counter.login('zhao')
}, 60_000)
afterAll(() => counter.close())

let counted = 0
/** A customer who waits for a person. */
const begin = async (): Promise<string> => {
  const conversation = `tone-${++counted}`
  const parts = [{ type: 'text', text: '转人工' }]
  await counter.bridge.post(aBridgeEvent({ conversation, customer: { id: conversation }, parts }))
  await vi.waitFor(
    async () => expect((await lin.find(conversation))?.phase).toBe('awaiting_agent'),
    { timeout: 5_000, interval: 10 },
  )
  return conversation
}

const reply = async (agent: Console, conversation: string, text: string, reason?: string) => {
  const id = encodeURIComponent((await agent.find(conversation))?.id ?? '')
  return agent.post(`/api/conversations/${id}/reply`, {
    client_id: `${text} ${reason}`,
    text,
    ...(reason !== undefined && { override: { reason } }),
  })
}

/** What stands in the transcript from people of the shop, and the notes for them. */
const said = async (conversation: string, ...authors: readonly string[]) =>
  (await lin.detail(conversation)).transcript
    .filter(({ author }) => authors.includes(author))
    .map(({ parts }) => textOf(parts))

test('a blunt refusal is not sent; the agent learns why, and the better wording is', async () => {
  const conversation = await begin()
  const stopped = await reply(lin, conversation, '不支持')
  expect(stopped.status).toBe(422)
  const { findings, rewrite } = toneRefusal.parse(stopped.body)
  expect(findings).toMatchObject([
    { category: 'blunt-refusal', words: '不支持', start: 0, end: 3, strength: 'warn' },
  ])
  expect(findings[0]?.source).toMatch(/^replies\/tone\.yaml:\d+:\d+$/)
  expect(await said(conversation, 'agent')).toEqual([])
  expect((await lin.find(conversation))?.phase).toBe('awaiting_agent')

  if (rewrite === undefined) throw new Error('no better words were offered')
  expect((await reply(lin, conversation, rewrite)).status).toBe(200)
  expect(await said(conversation, 'agent')).toEqual([rewrite])
  expect((await said(conversation, 'event')).join()).not.toContain('提醒')
})

test('what is sent all the same is noted for people, once, and the customer hears the words alone', async () => {
  const conversation = await begin()
  const reason = '刚在电话里解释过'
  expect((await reply(lin, conversation, '不支持', reason)).status).toBe(200)
  expect((await reply(lin, conversation, '不支持', reason)).status).toBe(200)
  expect(await said(conversation, 'agent')).toEqual(['不支持'])
  const notes = (await said(conversation, 'event')).filter((text) => text.includes(reason))
  expect(notes).toEqual([
    expect.stringMatching(
      /^小林看过提醒，仍然发送：「不支持」（生硬拒绝，replies\/tone\.yaml:\d+:\d+）。理由：刚在电话里解释过$/,
    ),
  ])
  await vi.waitFor(() => expect(JSON.stringify(counter.callback.received)).toContain('"不支持"'), {
    timeout: 5_000,
    interval: 10,
  })
  expect(JSON.stringify(counter.callback.received)).not.toContain(reason)
})

test('what is forbidden only a supervisor sends', async () => {
  const conversation = await begin()
  const text = '加微信 shop001 聊'
  const stopped = await reply(lin, conversation, text)
  expect(toneRefusal.parse(stopped.body).findings[0]?.strength).toBe('forbid')
  const refused = await reply(lin, conversation, text, '顾客要求的')
  expect([refused.status, refused.body]).toEqual([
    403,
    { code: 'not_allowed', message: '「加微信」属于引到平台外，只有主管或管理员能放行' },
  ])
  expect(await said(conversation, 'agent')).toEqual([])

  expect((await reply(zhao, conversation, text)).status).toBe(422)
  expect((await reply(zhao, conversation, text, '平台允许的企业号')).status).toBe(200)
  expect(await said(conversation, 'agent')).toEqual([text])
  expect((await said(conversation, 'event')).join()).toContain('理由：平台允许的企业号')
})

test('a contact in two messages is seen with the second, and sending the same again is no second piece', async () => {
  const conversation = await begin()
  expect((await reply(lin, conversation, '有需要加')).status).toBe(200)
  expect((await reply(lin, conversation, '有需要加')).status).toBe(200)
  const stopped = await reply(lin, conversation, '微信 abc123')
  expect(toneRefusal.parse(stopped.body).findings).toMatchObject([
    { category: 'off-platform', words: '微信', strength: 'warn' },
  ])
  expect(await said(conversation, 'agent')).toEqual(['有需要加'])
})

test('a reason has to be given, and none is asked for where nothing is wrong', async () => {
  const conversation = await begin()
  for (const reason of ['', ' ', '啊', '\u200b\u200b\u200b', '\u3164\u2800\u00ad', '啊\u200d']) {
    const refused = await reply(lin, conversation, '不支持', reason)
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { path: 'override.reason', message: expect.stringContaining('请写明理由') },
    ])
  }
  expect(await said(conversation, 'agent')).toEqual([])
  expect((await reply(lin, conversation, '好的，马上帮您看', '顺手写的')).status).toBe(200)
  expect((await said(conversation, 'event')).join()).not.toContain('顺手写的')
})
