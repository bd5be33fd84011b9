import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type BridgeSettings,
  bridge,
  type RawRequest,
  toBridgeEvent,
} from '../../src/channels/index.ts'
import { examplePart, type MessagePart } from '../../src/model/message.ts'
import { type CallbackServer, createCallbackServer, signed } from '../support/bridge-client.ts'
import { anOutbound, describeChannel, refusalOf } from './contract.ts'

const at = Date.UTC(2026, 10, 22, 4)
const secret = 'whsec_c2hvdWhvdS10ZXN0LXNlY3JldC0wMDAx'
const oldSecret = 'whsec_c2hvdWhvdS10ZXN0LXNlY3JldC0wMDAw'
const settings = settingsOf({ secret })
const sample = JSON.parse(
  readFileSync(new URL('../fixtures/bridge/broken-on-arrival.json', import.meta.url), 'utf8'),
)
const event = (changes: object = {}) => ({ ...sample[0], ...changes })

describeChannel<BridgeSettings>(bridge, {
  account: 'demo',
  settings,
  withoutSecret: settingsOf({}),
  at,
  request: (body, now) => requestOf(body, { at: now }),
  signedHeaders: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  signsBody: true,
  window: { pastMs: 300_000, futureMs: 300_000 },
  body: sample,
  parsed: [
    {
      channel: 'bridge',
      account: 'demo',
      externalId: 'm-1',
      conversation: 'c-7',
      customer: { id: 'u-3', name: '小周' },
      sender: 'customer',
      sentAt: 1_764_000_000_000,
      orderKey: '00000001764000000000',
      parts: [
        { kind: 'text', text: '收到就碎了' },
        { kind: 'image', url: 'https://img.example.com/broken.jpg' },
        { kind: 'order', orderNo: '2511240001' },
      ],
    },
    {
      channel: 'bridge',
      account: 'demo',
      externalId: 'm-2',
      conversation: 'c-7',
      customer: { id: 'u-3' },
      sender: 'shop_human',
      sentAt: 1_764_000_060_000,
      orderKey: '00000000000000000017',
      parts: [
        { kind: 'video', url: 'https://img.example.com/broken.mp4' },
        { kind: 'voice', url: 'https://img.example.com/voice.amr' },
        { kind: 'file', url: 'https://img.example.com/check.pdf', name: '检测报告.pdf' },
        { kind: 'product', productId: 'p-9' },
        { kind: 'unsupported', type: 'sticker', text: '[哭]' },
      ],
    },
  ],
  unknownPart: {
    body: event({ parts: [{ type: 'red_packet', cents: 88 }] }),
    part: { kind: 'unsupported', type: 'red_packet' },
  },
  longId: {
    body: JSON.stringify(event()).replace('"m-1"', '9223372036854775807'),
    externalId: '9223372036854775807',
  },
  malformed: [
    { what: 'a missing id', body: [event(), event({ id: undefined })], path: '[1].id' },
    { what: 'an empty id', body: event({ id: '' }), path: 'id' },
    { what: 'an id that is rounded', body: event({ id: 1.5 }), path: 'id' },
    { what: 'a missing conversation', body: event({ conversation: null }), path: 'conversation' },
    { what: 'a missing customer', body: event({ customer: undefined }), path: 'customer' },
    { what: 'a customer without an id', body: event({ customer: {} }), path: 'customer.id' },
    { what: 'an unknown sender', body: [event({ sender: 'bot' })], path: '[0].sender' },
    { what: 'a time in seconds', body: event({ at: 1_764_000_000 }), path: 'at' },
    { what: 'a time in microseconds', body: event({ at: 1_764_000_000_000_000 }), path: 'at' },
    { what: 'a time an hour ahead', body: event({ at: at + 3_600_000 }), path: 'at' },
    { what: 'a missing list of parts', body: event({ parts: undefined }), path: 'parts' },
    { what: 'an empty list of parts', body: event({ parts: [] }), path: 'parts' },
    { what: 'a part without a type', body: event({ parts: [{}] }), path: 'parts[0].type' },
    { what: 'a text part without text', body: withPart({ type: 'text' }), path: 'parts[1].text' },
    {
      what: 'a picture without a url',
      body: [withPart({ type: 'image' })],
      path: '[0].parts[1].url',
    },
    {
      what: 'a picture with a script for a url',
      body: withPart({ type: 'image', url: 'javascript:alert(1)' }),
      path: 'parts[1].url',
    },
    {
      what: 'a text above 16 KiB',
      body: withPart({ type: 'text', text: '长'.repeat(5_462) }),
      path: 'parts[1].text',
    },
    {
      what: 'an order card without a number',
      body: withPart({ type: 'order' }),
      path: 'parts[1].order_id',
    },
  ],
  posting: {
    settings: (url) => settingsOf({ secret, callback_url: url }),
    keyOf: ({ headers }) => headers['webhook-id'],
  },
})

describe('bridge signatures', () => {
  test('the example that Standard Webhooks publishes is let in', () => {
    const request = {
      method: 'POST',
      query: {},
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      body: Buffer.from('{"test": 2432232314}'),
    }
    const known = settingsOf({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
    expect(verify(request, known, 1_614_265_330_000)).toEqual({ ok: true })
  })

  test('a full stop cannot move from the id to the timestamp', () => {
    const later = at + 3_600_000
    const body = '{}'
    const withDot = signed({ id: `m.${later / 1_000}`, body, secret, at })
    expect(verify(requestWith(withDot, body))).toMatchObject({ code: 'bad_signature' })
    const moved = {
      ...withDot,
      'webhook-id': 'm',
      'webhook-timestamp': String(later / 1_000),
    }
    const shifted = requestWith(moved, `${at / 1_000}.${body}`)
    expect(refusalOf(() => parse(shifted)).code).toBe('bad_request')
    expect(verify(requestWith(moved, body), settings, later)).toMatchObject({ ok: false })
  })

  test('the old and the new secret are both good while one replaces the other', () => {
    const both = settingsOf({ secret: `${secret}, ${oldSecret}` })
    expect(verify(requestOf(sample, { secret: oldSecret }), both)).toEqual({ ok: true })
    expect(verify(requestOf(sample, { secret }), both)).toEqual({ ok: true })
    expect(verify(requestOf(sample, { secret: oldSecret }))).toMatchObject({ ok: false })
  })

  test('one good signature among others is enough, of version 1 only', () => {
    const request = requestOf(sample)
    const good = request.headers['webhook-signature'] ?? ''
    const withSignature = (signature: string) =>
      verify({ ...request, headers: { ...request.headers, 'webhook-signature': signature } })
    expect(withSignature(`v1a,zzzz v1,AAAA ${good}`)).toEqual({ ok: true })
    expect(withSignature(good.replace('v1,', 'v2,'))).toMatchObject({ code: 'bad_signature' })
    expect(withSignature(good.replace('v1,', ''))).toMatchObject({ code: 'bad_signature' })
  })

  test('another spelling of the same base64 is refused', () => {
    const request = requestOf(sample)
    const signature = (request.headers['webhook-signature'] ?? '').replace(/=$/, '')
    const headers = { ...request.headers, 'webhook-signature': signature }
    expect(verify({ ...request, headers })).toMatchObject({ code: 'bad_signature' })
  })

  test('a wrong signature is called wrong, not late', () => {
    const request = requestOf(sample, { secret: oldSecret, at: at - 3_600_000 })
    expect(verify(request)).toMatchObject({ code: 'bad_signature' })
  })
})

describe('bridge bodies', () => {
  test('a single event stands for itself', () => {
    expect(parse(requestOf(event()))).toHaveLength(1)
  })

  test('1 to 100 events go in one request', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => event({ id: `m-${i}` }))
    expect(parse(requestOf(many(100)))).toHaveLength(100)
    expect(refusalOf(() => parse(requestOf(many(101)))).message).toContain('101')
    expect(refusalOf(() => parse(requestOf([]))).code).toBe('bad_request')
  })

  test('long integers stay whole wherever an id may stand', () => {
    const body = `{"id":-0,"conversation":-1234567890123456789,
      "customer":{"id":99999999999999999999},"sender":"customer","at":1764000000000,
      "order_key":9007199254740993,"parts":[{"type":"order","order_id":6900000000000000001},
      {"type":"text","text":"单号 6900000000000000001 \\" 6900000000000000001"}]}`
    expect(parse(requestOf(body))[0]).toMatchObject({
      externalId: '0',
      conversation: '-1234567890123456789',
      customer: { id: '99999999999999999999' },
      orderKey: '00009007199254740993',
      parts: [
        { orderNo: '6900000000000000001' },
        { text: '单号 6900000000000000001 " 6900000000000000001' },
      ],
    })
  })

  test('a long number that is no integer is refused as an id', () => {
    for (const id of ['1234567890123456.5', '1e30', '01234567890123456789', '123456789012345678x'])
      expect(
        refusalOf(() => parse(requestOf(JSON.stringify(event()).replace('"m-1"', id)))),
        id,
      )
  })

  test('invisible characters go, line breaks and tabs stay', () => {
    const text = 'a\u0000b\u001bc\r\nd\te\ud800f\u0085g👩‍👧'
    const [message] = parse(requestOf(event({ parts: [{ type: 'text', text }] })))
    expect(message?.parts).toEqual([{ kind: 'text', text: 'abc\nd\tefg👩‍👧' }])
  })

  test('a name cannot turn the writing direction around or be endless', () => {
    const name = `\u202egnp.exe${'名'.repeat(999)}`
    const [message] = parse(requestOf(event({ customer: { id: 'u', name } })))
    expect(message?.customer.name).toMatch(/^gnp\.exe名{113}$/)
  })

  test('a long text is kept whole', () => {
    const text = '退'.repeat(5_000)
    const [message] = parse(requestOf(event({ parts: [{ type: 'text', text }] })))
    expect(message?.parts[0]).toEqual({ kind: 'text', text })
  })

  test('a part may be called like something that every object has', () => {
    const [message] = parse(requestOf(event({ parts: [{ type: 'constructor' }] })))
    expect(message?.parts).toEqual([{ kind: 'unsupported', type: 'constructor' }])
  })

  const whole = JSON.stringify(event()).slice(1)
  test.each([
    ['a prototype', `{"__proto__":{"admin":true},${whole}`],
    ['a hidden prototype', `{"\\u005f_proto__":{"admin":true},${whole}`],
    ['a constructor', `{"constructor":{"prototype":{"admin":true}},${whole}`],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['100,000 levels', '['.repeat(100_000)],
    ['1,001 keys', `{${Array.from({ length: 1_001 }, (_, i) => `"k${i}":1`).join()}}`],
    ['half a JSON', '{"id":'],
    ['nothing', ''],
    ['an unfinished string', '"'],
  ])('%s is refused', (_, body) => {
    expect(refusalOf(() => parse(requestOf(body))).code).toBe('bad_request')
    expect({}).not.toHaveProperty('admin')
  })
})

describe('bridge settings', () => {
  test.each([
    ['secret', 'hunter2'],
    ['secret', 'whsec_dG9vIHNob3J0'],
    ['secret', `${secret} nonsense`],
    ['secret', ' , '],
    ['callback_url', 'ftp://example.com/'],
    ['callback_url', 'example.com'],
    ['mode', 'automatic'],
  ])('%s = %s is refused in plain words', (key, value) => {
    const result = bridge.settings.safeParse({ [key]: value })
    expect(result.error?.issues[0]?.path[0]).toBe(key)
    expect(result.error?.issues[0]?.message).toMatch(/\p{Script=Han}/u)
  })

  test('without a callback address the client fetches its replies', () => {
    expect(bridge.route(settings)).toBe('pull')
    expect(bridge.route(settingsOf({ secret, callback_url: 'https://shop.example.com/in' }))).toBe(
      'push',
    )
  })

  test('replies leave by themselves unless drafts are asked for', () => {
    expect(bridge.mode(settingsOf({}))).toBe('auto')
    expect(bridge.mode(settingsOf({ mode: 'draft' }))).toBe('draft')
  })

  test('a secret does not show in JSON', () => {
    expect(JSON.stringify(settings)).not.toContain('c2hvdWhvdS10')
  })
})

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

const withExample: MessagePart[] = [
  { kind: 'text', text: '请拍给我' },
  examplePart('damaged.webp', '破损处的照片'),
]

function settingsOf(values: object): BridgeSettings {
  return bridge.settings.parse(values) as BridgeSettings
}

function requestOf(body: unknown, changes: { secret?: string; at?: number } = {}): RawRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return requestWith(signed({ id: 'msg_1', body: text, secret, at, ...changes }), text)
}

function requestWith(headers: Record<string, string>, body: string): RawRequest {
  return { method: 'POST', headers, query: {}, body: Buffer.from(body) }
}

function verify(request: RawRequest, known = settings, now = at) {
  return bridge.verify(request, { account: 'demo', settings: known, at: now })
}

function parse(request: RawRequest) {
  return bridge.parse(request, { account: 'demo', settings, at })
}

function withPart(part: object) {
  return event({ parts: [{ type: 'text', text: '你好' }, part] })
}

test('a sequence number and a time sort as the numbers they are', () => {
  const keyOf = (changes: object) => parse(requestOf(event(changes)))[0]?.orderKey ?? ''
  const keys = [keyOf({ order_key: '9' }), keyOf({ order_key: '10' }), keyOf({ at: at - 1 })]
  expect(keys).toEqual([...keys].sort())
  expect(new Set(keys.map((key) => key.length)).size).toBe(1)
  expect(keyOf({ order_key: 'b-10' })).toBe('b-10')
})
