import { createHmac, createSecretKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  mintVisitor,
  type RawRequest,
  readVisitor,
  type Visitor,
  type WebSettings,
  web,
  webMessageId,
} from '../../src/channels/index.ts'
import { anOutbound, describeChannel } from './contract.ts'

const at = Date.UTC(2026, 10, 22, 4)
const dayMs = 24 * 3_600_000
const secret = createSecretKey('0123456789abcdef0123456789abcdef', 'utf8')
const settings: WebSettings = { secret, mode: 'auto', origins: [] }
const frame = JSON.parse(
  readFileSync(new URL('../fixtures/web/message.json', import.meta.url), 'utf8'),
)
const withPart = (part: object) => ({ ...frame, parts: [part] })

describeChannel<WebSettings>(web, {
  account: 'demo',
  settings,
  withoutSecret: { mode: 'auto', origins: [] },
  at,
  request: (body, now) => requestOf(mintVisitor(aVisitor({ issuedAt: now }), secret), body),
  signedHeaders: ['x-visitor-token'],
  signsBody: false,
  window: { pastMs: 30 * dayMs, futureMs: 300_000 },
  body: frame,
  parsed: [
    {
      channel: 'web',
      account: 'demo',
      externalId: webMessageId('v-1', 'b1d0'),
      conversation: 'v-1',
      customer: { id: 'v-1', name: '小周' },
      sender: 'customer',
      sentAt: at,
      orderKey: String(at).padStart(20, '0'),
      parts: [
        { kind: 'text', text: '杯子碎了' },
        { kind: 'image', url: 'media:med_0123abcd', mediaId: 'med_0123abcd', name: '照片.jpg' },
        { kind: 'order', orderNo: '2511240001' },
        { kind: 'product', productId: 'p-9' },
      ],
    },
  ],
  unknownPart: {
    body: withPart({ type: 'wave', text: '👋' }),
    part: { kind: 'unsupported', type: 'wave', text: '👋' },
  },
  longId: {
    body: JSON.stringify(frame).replace('"b1d0"', '9223372036854775807'),
    externalId: webMessageId('v-1', '9223372036854775807'),
  },
  malformed: [
    { what: 'another type of frame', body: { ...frame, type: 'typing' }, path: 'type' },
    { what: 'a list of frames', body: [frame], path: '' },
    { what: 'a missing id', body: { ...frame, id: undefined }, path: 'id' },
    { what: 'a missing list of parts', body: { ...frame, parts: null }, path: 'parts' },
    {
      what: 'a picture without its upload',
      body: withPart({ type: 'image' }),
      path: 'parts[0].media',
    },
    {
      what: 'a path instead of an upload',
      body: withPart({ type: 'file', media: '../../etc/passwd' }),
      path: 'parts[0].media',
    },
  ],
})

describe('a visitor', () => {
  const read = (token: string, account = 'demo', now = at) =>
    readVisitor(token, { account, secret, at: now })

  test('is who the token says', () => {
    const visitor = aVisitor()
    expect(read(mintVisitor(visitor, secret))).toEqual({ kind: 'visitor', visitor })
  })

  test('may have no name', () => {
    const visitor = aVisitor({ customer: { id: 'v-2' } })
    expect(read(mintVisitor(visitor, secret))).toEqual({ kind: 'visitor', visitor })
  })

  test('of one shop is nobody in another', () => {
    const token = mintVisitor(aVisitor(), secret)
    expect(read(token, 'other')).toEqual({ kind: 'forged' })
    const request = requestOf(token, frame)
    const context = { account: 'other', settings, at }
    expect(web.verify(request, context)).toMatchObject({ code: 'bad_signature' })
    expect(() => web.parse(request, context)).toThrow('访客凭证无效')
  })

  test('is forgotten after 30 days', () => {
    const token = mintVisitor(aVisitor(), secret)
    expect(read(token, 'demo', at + 30 * dayMs)).toMatchObject({ kind: 'visitor' })
    expect(read(token, 'demo', at + 30 * dayMs + 1)).toEqual({ kind: 'expired' })
  })

  test('cannot be made with another secret or read from nonsense', () => {
    const other = createSecretKey('another secret, another secret', 'utf8')
    expect(read(mintVisitor(aVisitor(), other))).toEqual({ kind: 'forged' })
    for (const token of ['', '.', 'v1..', 'v1.e30.', 'v1.a.b.c', 'v2.e30.x'])
      expect(read(token), token).toEqual({ kind: 'forged' })
  })

  test('is nobody where the shop signed something else than a customer', () => {
    for (const claims of [
      { account: 'demo', at },
      { account: 'demo', id: 'v-1', at: 'today' },
      7,
    ]) {
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
      const mac = createHmac('sha256', secret).update(`visitor.v1.${body}`).digest('base64url')
      expect(read(`v1.${body}.${mac}`), JSON.stringify(claims)).toEqual({ kind: 'forged' })
    }
  })
})

describe('web messages', () => {
  test('the same id of two visitors is two messages', () => {
    const idOf = (id: string) => {
      const token = mintVisitor(aVisitor({ customer: { id } }), secret)
      return web.parse(requestOf(token, frame), { account: 'demo', settings, at })[0]?.externalId
    }
    expect(idOf('v-1')).not.toBe(idOf('v-2'))
  })

  test('a reply is sent once it is in the transcript', async () => {
    const signal = AbortSignal.timeout(1_000)
    const context = { account: 'demo', settings, at, fetch, signal }
    expect(await web.send(anOutbound(), context)).toEqual({ kind: 'sent' })
  })

  test('a short secret is refused', () => {
    expect(web.settings.safeParse({ secret: 'short' }).error?.issues[0]?.message).toContain('24')
  })
})

function aVisitor(changes: Partial<Visitor> = {}): Visitor {
  return { account: 'demo', customer: { id: 'v-1', name: '小周' }, issuedAt: at, ...changes }
}

function requestOf(token: string, body: unknown): RawRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    method: 'GET',
    headers: { 'x-visitor-token': token },
    query: {},
    body: Buffer.from(text),
  }
}
