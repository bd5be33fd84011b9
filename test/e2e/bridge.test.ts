import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { type RunningCounter, startCounter } from '../support/running-counter.ts'

let counter: RunningCounter
beforeAll(async () => {
  counter = await startCounter({ MEDIA_HOSTS: '127.0.0.1' })
}, 60_000)
afterAll(() => counter.close())

const text = (words: string) => ({ parts: [{ type: 'text', text: words }] })

const repliesTo = (conversation: string) =>
  counter.callback.received.filter((reply) => reply.event.conversation === conversation)

const replyNo = (conversation: string, n: number) =>
  vi.waitFor(
    () => {
      const reply = repliesTo(conversation)[n - 1]
      if (reply === undefined) throw new Error(`only ${repliesTo(conversation).length} replies`)
      return reply.event
    },
    { timeout: 8_000, interval: 20 },
  )

test('a complaint becomes a complete ticket, and a person gets all of it', async () => {
  const say = (changes: object) =>
    counter.bridge.post(
      aBridgeEvent({ conversation: 'c-cup', customer: { id: 'demo-6' }, ...changes }),
    )

  expect(await say(text('收到货杯子碎了'))).toMatchObject({ status: 200, body: { accepted: 1 } })
  const asked = await replyNo('c-cup', 1)
  expect(asked.decision).toMatchObject({ kind: 'collect', intent: 'damaged' })
  expect(asked.parts[0].text).toMatch(/抱歉[\s\S]*照片[\s\S]*订单号/)

  await say({ parts: [{ type: 'image', url: 'https://img.example.com/cup.jpg' }] })
  const more = await replyNo('c-cup', 2)
  expect(more.parts[0].text).toContain('订单号')

  await say(text('订单 261118-299940528372919'))
  const done = await replyNo('c-cup', 3)
  expect(done.parts[0].text).toMatch(/SH\d{6}-/)

  const agent = await counter.login()
  const { ticket } = await agent.detail('c-cup')
  expect(ticket).toMatchObject({ status: 'complete', problemClass: expect.any(String) })
  expect(ticket?.slots.filter((slot) => slot.required).map((slot) => slot.state.kind)).toEqual([
    'filled',
    'filled',
    'filled',
  ])

  await say(text('人工'))
  expect((await replyNo('c-cup', 4)).decision).toMatchObject({ kind: 'handoff' })
  const queue = await agent.get<{ conversations: { external_id: string }[] }>(
    '/api/conversations?phase=awaiting_agent',
  )
  expect(queue.conversations.map((row) => row.external_id)).toContain('c-cup')
  const { handoff, transcript } = await agent.detail('c-cup')
  expect(handoff?.reason).toBe('customer_request')
  expect(handoff?.evidence.have.join()).toContain('261118-299940528372919')
  expect(transcript.filter((line) => line.author === 'customer')).toHaveLength(4)
  expect(transcript.filter((line) => line.author === 'bot')).toHaveLength(4)

  const { id } = await agent.detail('c-cup')
  expect((await agent.post(`/api/conversations/${id}/take`)).status).toBe(200)
  await say(text('在吗'))
  const reply = { client_id: 'k-1', text: '您好，我是小林，马上给您补发。' }
  expect((await agent.post(`/api/conversations/${id}/reply`, reply)).status).toBe(200)
  expect((await agent.post(`/api/conversations/${id}/reply`, reply)).status).toBe(200)
  const answered = await replyNo('c-cup', 5)
  expect(answered).toMatchObject({ author: 'agent', parts: [{ type: 'text', text: reply.text }] })

  const colleague = await counter.login('chen')
  const refused = await colleague.post(`/api/conversations/${id}/reply`, {
    client_id: 'k-2',
    text: '我来',
  })
  expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining('小林') } })

  expect((await agent.post(`/api/conversations/${id}/return`)).status).toBe(200)
  expect((await agent.post(`/api/conversations/${id}/resolve`)).status).toBe(200)
  expect((await agent.detail('c-cup')).phase).toBe('closed')
  await new Promise((resolve) => setTimeout(resolve, 300))
  const bodies = repliesTo('c-cup').map((each) => each.event.parts[0].text)
  expect(bodies.filter((body: string) => body === reply.text)).toHaveLength(1)
})

test('a customer with one open order hears where that parcel is', async () => {
  const event = aBridgeEvent({
    conversation: 'c-where',
    customer: { id: 'demo-3' },
    ...text('我的快递到哪了'),
  })
  await counter.bridge.post(event)
  const { parts, in_reply_to } = await replyNo('c-where', 1)
  expect(parts[0].text).toMatch(/78025661869589[\s\S]*\d+月\d+日 \d\d:\d\d/)
  expect(in_reply_to).toEqual([event.id])
})

test('the same event again is a duplicate and brings no second answer', async () => {
  const event = aBridgeEvent({ conversation: 'c-twice', ...text('申请退款怎么弄') })
  expect((await counter.bridge.post(event)).body).toEqual({ accepted: 1, duplicates: 0 })
  expect((await counter.bridge.post(event)).body).toEqual({ accepted: 0, duplicates: 1 })
  expect((await counter.bridge.post([event, event])).body).toEqual({ accepted: 0, duplicates: 2 })
  await replyNo('c-twice', 1)
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(repliesTo('c-twice')).toHaveLength(1)
})

test('a person in the platform client keeps the bot quiet', async () => {
  const say = (changes: object) =>
    counter.bridge.post(aBridgeEvent({ conversation: 'c-human', ...changes }))
  await say({ sender: 'shop_human', ...text('亲，我在') })
  await say(text('我的杯子收到就碎了'))
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(repliesTo('c-human')).toEqual([])
  const agent = await counter.login()
  expect((await agent.detail('c-human')).phase).toBe('with_agent')
})

test('a picture is copied before its link expires, and only people of the shop see it', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const market = createServer((_, response) => response.end(png)).listen(0, '127.0.0.1')
  await once(market, 'listening')
  const { port } = market.address() as AddressInfo
  await counter.bridge.post(
    aBridgeEvent({
      conversation: 'c-picture',
      parts: [
        { type: 'text', text: '收到就碎成这样' },
        { type: 'image', url: `http://127.0.0.1:${port}/cup.png` },
        { type: 'image', url: 'http://elsewhere.example/cup.png' },
      ],
    }),
  )
  await replyNo('c-picture', 1)
  const agent = await counter.login()
  const { transcript } = await agent.detail('c-picture')
  const [kept, foreign] = transcript.flatMap((line) =>
    line.parts.flatMap((part) => (part.kind === 'image' ? [part.mediaId] : [])),
  )
  const fetchMedia = (id: string | undefined, token = agent.token) =>
    fetch(`${counter.url}/media/${id}`, { headers: { authorization: `Bearer ${token}` } })
  await vi.waitFor(async () => expect((await fetchMedia(kept)).status).toBe(200))
  market.close()
  expect(Buffer.from(await (await fetchMedia(kept)).arrayBuffer())).toEqual(png)
  await vi.waitFor(async () => expect((await fetchMedia(foreign)).status).toBe(410))
  expect((await fetchMedia(kept, 'nobody')).status).toBe(404)
})
