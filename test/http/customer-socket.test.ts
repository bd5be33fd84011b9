import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { awaitingAgent } from '../support/builders.ts'
import { openSocket, type SocketClient } from './socket-client.ts'
import { bearerFor, type Edge, openEdge, png, post, visit } from './support.ts'

let edge: Edge
let cookie: string
beforeEach(async () => {
  edge = await openEdge()
  cookie = await visit(edge)
})
afterEach(() => edge.close())

const address = (shop = 'demo') => `${edge.url}/ws/customer?shop=${shop}`
const open = (headers: Record<string, string> = { cookie, origin: edge.url }, shop = 'demo') =>
  openSocket(address(shop), { headers })
const text = (id: string, words: string) => ({
  type: 'message',
  id,
  parts: [{ type: 'text', text: words }],
})

async function ready(page: SocketClient, after = 0) {
  page.send({ type: 'hello', after })
  return page.waitFor(({ type }) => type === 'ready')
}

async function conversation(): Promise<ConversationId> {
  const [row] = await edge.store.read.conversations({ channel: 'web', limit: 1 })
  if (!row) throw new Error('no conversation')
  return row.conversation.id
}

test('a message is acknowledged once it is kept, and comes back as a line', async () => {
  const page = await open()
  await ready(page)
  page.send(text('m-1', '收到就碎了'))
  expect(await page.waitFor(({ type }) => type === 'ack')).toEqual({
    type: 'ack',
    id: 'm-1',
    duplicate: false,
  })
  const { line } = await page.waitFor(({ type }) => type === 'line')
  expect(line).toMatchObject({
    from: 'me',
    options: [],
    clientId: 'm-1',
    parts: [{ kind: 'text', text: '收到就碎了' }],
  })
})

test('a message sent twice is kept once and acknowledged twice', async () => {
  const page = await open()
  await ready(page)
  page.send(text('m-1', '在吗'))
  page.send(text('m-1', '在吗'))
  await page.waitFor(({ type, duplicate }) => type === 'ack' && duplicate)
  expect(await edge.store.read.transcript(await conversation(), { limit: 9 })).toHaveLength(1)
})

test('the page sees what was really said: no draft, nothing unsent, no notes, no reasons', async () => {
  const page = await open()
  await ready(page)
  page.send(text('m-1', '在吗'))
  await page.waitFor(({ type }) => type === 'ack')
  const id = await conversation()
  await edge.say(id, '草稿', 'draft')
  await edge.say(id, '还没发出', 'pull')
  await edge.say(id, '内部备注', 'none')
  await edge.say(id, '您好', 'push')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(page.frames.filter(({ line }) => line?.from === 'bot')).toEqual([])
  await edge.send()
  const { line } = await page.waitFor(({ line }) => line?.from === 'bot')
  expect(line).toEqual({
    id: expect.any(String),
    seq: expect.any(Number),
    position: expect.any(Number),
    at: expect.any(Number),
    from: 'bot',
    name: null,
    parts: [{ kind: 'text', text: '您好' }],
    options: [],
    clientId: null,
  })
  const later = await open()
  await ready(later)
  expect(later.frames.flatMap((frame) => frame.line?.parts ?? [])).toEqual([
    { kind: 'text', text: '在吗' },
    { kind: 'text', text: '您好' },
  ])
})

test('the page hears who it talks to', async () => {
  const page = await open()
  await ready(page)
  expect(page.frames[0]).toEqual({ type: 'status', with: 'bot', agent: null })
  page.send(text('m-1', '人工'))
  await page.waitFor(({ type }) => type === 'ack')
  const id = await conversation()
  await edge.enter(id, awaitingAgent(edge.now()))
  await page.waitFor((frame) => frame.with === 'queue')
  await edge.enter(id, {
    kind: 'withAgent',
    by: { kind: 'agent', agent: agentId('lin'), name: '小林' },
    since: edge.now(),
  })
  expect(await page.waitFor((frame) => frame.with === 'human')).toEqual({
    type: 'status',
    with: 'human',
    agent: '小林',
  })
  expect(page.frames.filter((frame) => frame.with === 'bot')).toHaveLength(1)
})

test('another visitor hears nothing of it', async () => {
  const page = await open()
  const other = await open({ cookie: await visit(edge), origin: edge.url })
  await ready(page)
  await ready(other)
  page.send(text('m-1', '我的订单'))
  await page.waitFor(({ type }) => type === 'line')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(other.frames.filter(({ type }) => type === 'line')).toEqual([])
})

test('a file of another visitor cannot be sent as one’s own', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(png)]), 'a.png')
  const uploaded = await fetch(`${edge.url}/api/customer/media`, {
    method: 'POST',
    headers: { cookie: await visit(edge) },
    body: form,
  })
  const { media } = (await uploaded.json()) as { media: string }
  const page = await open()
  await ready(page)
  page.send({ type: 'message', id: 'm-1', parts: [{ type: 'image', media }] })
  expect(await page.waitFor(({ type }) => type === 'refused')).toMatchObject({
    id: 'm-1',
    code: 'not_found',
  })
})

test('a page that was away gets what it missed', async () => {
  const page = await open()
  await ready(page)
  page.send(text('m-1', '第一句'))
  const { line } = await page.waitFor(({ type }) => type === 'line')
  page.close()
  await page.closed
  const id = await conversation()
  await edge.say(id, '第二句')
  await edge.send()
  const back = await open()
  const { seq } = await ready(back, line.seq)
  expect(seq).toBeGreaterThan(line.seq)
  expect(back.frames.flatMap((frame) => frame.line?.parts ?? [])).toEqual([
    { kind: 'text', text: '第二句' },
  ])
})

test('a page that was away hears that its form is over', async () => {
  const page = await open()
  await ready(page)
  page.send(text('m-1', '收到就碎了'))
  const { line } = await page.waitFor(({ type }) => type === 'line')
  page.close()

  const back = await open()
  await ready(back, line.seq)
  expect(back.frames).toContainEqual({ type: 'form', form: null })
})

test('a number of another database is answered by a smaller one', async () => {
  const page = await open()
  expect((await ready(page, 1_000_000)).seq).toBeLessThan(1_000_000)
})

test.each([
  ['no JSON', '{'],
  ['__proto__', '{"type":"hello","after":0,"__proto__":{"x":1}}'],
  ['an unknown frame', '{"type":"sudo"}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a hello with extras', '{"type":"hello","after":0,"shop":"other"}'],
  ['a hello from the past', '{"type":"hello","after":-1}'],
  ['a message without an id', '{"type":"message","parts":[{"type":"text","text":"x"}]}'],
])('%s is refused and the line stays open', async (_, frame) => {
  const page = await open()
  page.send(frame)
  expect(await page.waitFor(({ type }) => type === 'refused')).toMatchObject({
    id: null,
    code: 'bad_request',
  })
  await ready(page)
})

test('a message of no parts is refused under its id', async () => {
  const page = await open()
  page.send({ type: 'message', id: 'm-1', parts: [] })
  expect(await page.waitFor(({ type }) => type === 'refused')).toMatchObject({ id: 'm-1' })
})

test('a frame over 64 KiB closes with 1009', async () => {
  const page = await open()
  page.send(text('m-1', 'x'.repeat(65 * 1024)))
  expect(await page.closed).toBe(1009)
})

test('more than twenty frames at once close with 4029', async () => {
  const page = await open()
  for (let i = 0; i < 25; i++) page.send(text(`m-${i}`, 'x'))
  expect(await page.closed).toBe(4029)
})

test('who writes without a pause is heard at one message a second, and nothing is lost', async () => {
  const page = await open()
  await ready(page)
  const started = performance.now()
  for (let i = 0; i < 12; i++) page.send(text(`m-${i}`, 'x'))
  await page.waitFor(({ type, id }) => type === 'ack' && id === 'm-9')
  expect(performance.now() - started).toBeLessThan(900)
  await page.waitFor(({ type, id }) => type === 'ack' && id === 'm-11', 4_000)
  expect(performance.now() - started).toBeGreaterThan(1_500)
  expect(page.frames.filter(({ type }) => type === 'refused')).toEqual([])
})

test('what piles up beyond that is refused for the page to offer again', async () => {
  const page = await open()
  await ready(page)
  for (let i = 0; i < 19; i++) page.send(text(`m-${i}`, 'x'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  for (let i = 19; i < 24; i++) page.send(text(`m-${i}`, 'x'))
  expect(await page.waitFor(({ type }) => type === 'refused')).toEqual({
    type: 'refused',
    id: expect.stringMatching(/^m-2/),
    code: 'too_many',
    message: '您发得太快了，请稍后重发',
  })
})

test('the pace is the visitor’s, not the line’s', async () => {
  const [one, two] = [await open(), await open()]
  await ready(one)
  await ready(two)
  for (let i = 0; i < 10; i++) one.send(text(`a-${i}`, 'x'))
  await one.waitFor(({ type, id }) => type === 'ack' && id === 'a-9')
  const started = performance.now()
  two.send(text('b-0', 'x'))
  await two.waitFor(({ type, id }) => type === 'ack' && id === 'b-0')
  expect(performance.now() - started).toBeGreaterThan(500)
})

test('compression is off', async () => {
  const page = await open()
  expect(page.socket.extensions).toBe('')
})

test.each(['https://evil.example', 'null', 'OWN.evil.example', 'OWN0', ''])(
  'a cookie from the page %j opens no socket',
  async (origin) => {
    const headers = { cookie, ...(origin && { origin: origin.replace('OWN', edge.url) }) }
    await expect(open(headers)).rejects.toThrow('403')
  },
)

test('a client that is no browser shows its token instead, from anywhere', async () => {
  const token = cookie.split('=')[1] ?? ''
  const page = await open({ authorization: `Bearer ${token}` })
  await ready(page)
})

test('nobody, an agent, and a visitor of another shop are refused', async () => {
  const origin = edge.url
  await expect(open({ origin })).rejects.toThrow('401')
  await expect(open(await bearerFor(edge))).rejects.toThrow('401')
  await expect(open({ cookie, origin }, 'other')).rejects.toThrow('401')
  await expect(open({ cookie, origin }, 'nowhere')).rejects.toThrow('404')
})

test('a refusal speaks English when asked', async () => {
  const page = await open({ cookie, origin: edge.url, 'accept-language': 'en' })
  page.send('{')
  expect((await page.waitFor(({ type }) => type === 'refused')).message).toBe('Not valid JSON')
})

test('closing tells the page to come back', async () => {
  const page = await open()
  await ready(page)
  await edge.http.close()
  expect(await page.closed).toBe(1012)
})

test('the same id of two visitors are two messages', async () => {
  for (const who of [cookie, await visit(edge)]) {
    const page = await open({ cookie: who, origin: edge.url })
    page.send(text('m-1', '你好'))
    expect((await page.waitFor(({ type }) => type === 'ack')).duplicate).toBe(false)
  }
})

test('a plain request for the socket’s address is not found', async () => {
  const answer = await fetch(address(), { headers: { cookie, origin: edge.url } })
  expect(answer.status).toBe(404)
  expect((await post(address(), { headers: { cookie } })).status).toBe(404)
})
