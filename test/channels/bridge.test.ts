import { describe, expect, test } from 'vitest'
import { type BridgeSettings, bridge } from '../../src/channels/index.ts'
import {
  at,
  event,
  parse,
  requestOf,
  sample,
  secret,
  settings,
  settingsOf,
  withPart,
} from './bridge-requests.ts'
import { describeChannel, refusalOf } from './contract.ts'

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

test('a sequence number and a time sort as the numbers they are', () => {
  const keyOf = (changes: object) => parse(requestOf(event(changes)))[0]?.orderKey ?? ''
  const keys = [keyOf({ order_key: '9' }), keyOf({ order_key: '10' }), keyOf({ at: at - 1 })]
  expect(keys).toEqual([...keys].sort())
  expect(new Set(keys.map((key) => key.length)).size).toBe(1)
  expect(keyOf({ order_key: 'b-10' })).toBe('b-10')
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
