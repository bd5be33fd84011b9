import { afterEach, describe, expect, test } from 'vitest'
import { bridge, toBridgeEvent } from '../../src/channels/index.ts'
import { examplePart, type MessagePart } from '../../src/model/message.ts'
import { type CallbackServer, createCallbackServer } from '../support/bridge-client.ts'
import { at, oldSecret, secret, settings, settingsOf } from './bridge-requests.ts'
import { anOutbound } from './contract.ts'

const withExample: MessagePart[] = [
  { kind: 'text', text: '请拍给我' },
  examplePart('damaged.webp', '破损处的照片'),
]

describe('bridge replies', () => {
  const open: CallbackServer[] = []
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close()
  })
  const serve = async () => {
    const server = await createCallbackServer({ secret })
    open.push(server)
    return server
  }
  const send = (url: string, changes = {}, extra = {}) =>
    bridge.send(anOutbound(changes), {
      account: 'demo',
      settings: settingsOf({ secret, callback_url: url, ...extra }),
      at,
      fetch,
      signal: AbortSignal.timeout(5_000),
    })

  test('a reply has the shape that the protocol gives', async () => {
    const server = await serve()
    expect(await send(server.url)).toEqual({ kind: 'sent' })
    expect(server.received[0]).toMatchObject({ id: 'conv1:3:0' })
    expect(server.received[0]?.event).toEqual({
      id: 'conv1:3:0',
      conversation: 'c-7',
      customer: { id: 'u-3', name: '小周' },
      in_reply_to: ['m-1'],
      author: 'bot',
      parts: [{ type: 'text', text: '很抱歉，这就为您处理。' }],
      decision: {
        kind: 'answer',
        intent: 'damaged',
        confidence: 0.93,
        because: '意图 damaged 的置信度 0.93',
      },
    })
  })

  test('each kind of part is written as it is read', () => {
    const { why: _, ...bare } = anOutbound({
      author: { kind: 'agent', agent: 'a-1', name: '小林' },
      parts: [
        { kind: 'file', url: 'https://shop.example.com/a.pdf', name: 'a.pdf' },
        { kind: 'order', orderNo: '2511240001' },
        { kind: 'product', productId: 'p-9' },
        { kind: 'unsupported', type: 'sticker', text: '[笑]' },
      ],
    })
    const written = JSON.parse(JSON.stringify(toBridgeEvent(bare, {})))
    expect(written).toMatchObject({ author: 'agent', in_reply_to: [] })
    expect(written).not.toHaveProperty('decision')
    expect(written.parts).toEqual([
      { type: 'file', url: 'https://shop.example.com/a.pdf', name: 'a.pdf' },
      { type: 'order', order_id: '2511240001' },
      { type: 'product', product_id: 'p-9' },
      { type: 'sticker', text: '[笑]' },
    ])
  })

  test.each([
    ['https://kefu.example.com', 'https://kefu.example.com/example/damaged.webp'],
    ['https://shop.example.com/kefu/', 'https://shop.example.com/kefu/example/damaged.webp'],
  ])('an example picture goes by its address at %s', async (public_url, url) => {
    const server = await serve()
    expect(bridge.showsExamples(settingsOf({ secret, public_url }))).toBe(true)
    await send(server.url, { parts: withExample }, { public_url })
    expect(server.received[0]?.event.parts).toEqual([
      { type: 'text', text: '请拍给我' },
      { type: 'image', url, name: '破损处的照片' },
    ])
  })

  test('where the other side could not fetch an example picture the words go alone', async () => {
    const server = await serve()
    expect(bridge.showsExamples(settings)).toBe(false)
    await send(server.url, { parts: withExample })
    expect(server.received[0]?.event.parts).toEqual([{ type: 'text', text: '请拍给我' }])
  })

  test('while secrets change, a reply is signed with each of them', async () => {
    const server = await serve()
    await expect(send(server.url, {}, { secret: `${oldSecret} ${secret}` })).resolves.toEqual({
      kind: 'sent',
    })
  })

  test('an id that no header could carry is escaped there', async () => {
    const server = await serve()
    await send(server.url, { id: '桥.1:0' })
    expect(server.received[0]).toMatchObject({ id: '%E6%A1%A5%2E1%3A0', event: { id: '桥.1:0' } })
  })

  test("the platform's own id is remembered, with every digit", async () => {
    const server = await serve()
    server.respond(() => ({ body: '{"platform_message_id": 9223372036854775807}' }))
    expect(await send(server.url)).toEqual({ kind: 'sent', platformId: '9223372036854775807' })
  })

  test('409 means that an earlier attempt did arrive', async () => {
    const server = await serve()
    server.respond(() => ({ status: 409, body: '{"platform_message_id":"p1"}' }))
    expect(await send(server.url)).toEqual({ kind: 'sent', platformId: 'p1' })
  })

  test('410 ends it', async () => {
    const server = await serve()
    server.respond(() => ({ status: 410, body: 'gone' }))
    expect(await send(server.url)).toEqual({
      kind: 'failed',
      reason: '对方回答 410',
      detail: 'gone',
    })
  })

  test('nothing is sent unsigned', async () => {
    const server = await serve()
    expect(await send(server.url, {}, { secret: undefined })).toMatchObject({ kind: 'failed' })
    expect(server.received).toHaveLength(0)
  })
})
