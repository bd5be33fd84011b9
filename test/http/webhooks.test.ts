import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GatewayError } from '../../src/model/errors.ts'
import { aBridgeEvent, createBridgeClient, signed } from '../support/bridge-client.ts'
import { type Edge, openEdge, otherSecret, secret, visit } from './support.ts'

let edge: Edge
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge.close())

const client = () => createBridgeClient({ baseUrl: edge.url, account: 'demo', secret })

/** Any text, rightly signed. */
async function postText(
  body: string,
  more: { account?: string; at?: number; secret?: string; headers?: Record<string, string> } = {},
) {
  const at = more.at ?? Date.now()
  const headers = signed({
    id: `msg_${randomUUID()}`,
    body,
    secret: more.secret ?? secret,
    at,
  })
  const answer = await fetch(`${edge.url}/channels/bridge/${more.account ?? 'demo'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...more.headers },
    body,
  })
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) }
}

test('a signed event is kept and a repeated one is a duplicate', async () => {
  const event = aBridgeEvent()
  expect(await client().post(event)).toEqual({ status: 200, body: { accepted: 1, duplicates: 0 } })
  expect(await client().post([event, aBridgeEvent()])).toEqual({
    status: 200,
    body: { accepted: 1, duplicates: 1 },
  })
})

test('a wrong secret is refused, whatever else is right', async () => {
  const answer = await postText(JSON.stringify(aBridgeEvent()), { secret: otherSecret })
  expect(answer.status).toBe(401)
  expect(answer.body.code).toBe('bad_signature')
})

test.each([-301, 301])('a timestamp %i s away is stale', async (seconds) => {
  const at = Date.now() + seconds * 1_000
  const answer = await postText(JSON.stringify(aBridgeEvent()), { at })
  expect([answer.status, answer.body.code]).toEqual([401, 'stale_timestamp'])
})

test('an account without a secret is closed', async () => {
  const answer = await postText(JSON.stringify(aBridgeEvent()), { account: 'shut' })
  expect([answer.status, answer.body.code]).toEqual([503, 'not_configured'])
})

test.each(['/channels/bridge/nobody', '/channels/constructor/demo', '/channels/taobao/demo'])(
  'there is no door at %s',
  async (path) => {
    const answer = await fetch(edge.url + path, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'not_found' })
  },
)

test('one malformed event refuses its whole request, and says where', async () => {
  const good = aBridgeEvent({ id: 'kept-never' })
  const bad = aBridgeEvent({ parts: [{ type: 'image', url: 'javascript:alert(1)' }] })
  const answer = await client().post([good, bad])
  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({
    code: 'bad_request',
    message: expect.any(String),
    path: '[1].parts[0].url',
  })
  expect((await client().post(good)).body).toEqual({ accepted: 1, duplicates: 0 })
})

test.each([
  ['no JSON', '{"id": '],
  ['an empty body', ''],
  ['__proto__', '{"__proto__": {"polluted": 1}, "id": "m"}'],
  ['an escaped __proto__', '{"\\u005f_proto__": {"polluted": 1}, "id": "m"}'],
  ['constructor.prototype', '{"constructor": {"prototype": {"polluted": 1}}}'],
  ['deep nesting', '['.repeat(20_000)],
])('%s is a bad request', async (_, body) => {
  const answer = await postText(body)
  expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('bytes that are no UTF-8 are refused, not mended', async () => {
  const event = JSON.stringify(aBridgeEvent({ parts: [{ type: 'text', text: 'X' }] }))
  const at = event.lastIndexOf('X')
  const body = Buffer.concat([
    Buffer.from(event.slice(0, at)),
    Buffer.from([0xff]),
    Buffer.from(event.slice(at + 1)),
  ])
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const key = Buffer.from(secret.slice(6), 'base64')
  const mac = createHmac('sha256', key).update(`m.${timestamp}.`).update(body).digest('base64')
  const answer = await fetch(`${edge.url}/channels/bridge/demo`, {
    method: 'POST',
    headers: {
      'webhook-id': 'm',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    },
    body,
  })
  expect(answer.status).toBe(400)
})

test('65 KiB are too large and 64 KiB are not', async () => {
  const tooLarge = await postText('x'.repeat(65 * 1024))
  expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'too_large'])
  const event = JSON.stringify(aBridgeEvent())
  expect((await postText(event + ' '.repeat(64 * 1024 - Buffer.byteLength(event)))).status).toBe(
    200,
  )
})

test('a part of unknown kind is kept', async () => {
  const parts = [{ type: 'hologram', text: '看这里' }]
  expect(
    (await client().post(aBridgeEvent({ id: 'holo', conversation: 'c-holo', parts }))).status,
  ).toBe(200)
  const [row] = await edge.store.read.conversations({ externalId: 'c-holo', limit: 1 })
  if (!row) throw new Error('no conversation')
  const lines = await edge.store.read.transcript(row.conversation.id, { limit: 1 })
  expect(lines[0]?.parts).toEqual([{ kind: 'unsupported', type: 'hologram', text: '看这里' }])
})

test('a signature holds whatever the content type', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const answer = await postText(JSON.stringify(aBridgeEvent()), {
      headers: { 'content-type': type },
    })
    expect([type, answer.status]).toEqual([type, 200])
  }
})

test.each(['store_full', 'store_busy'] as const)(
  '%s is 503 with a time to come back',
  async (code) => {
    const full = await openEdge(() => ({
      gateway: {
        receive: async () => {
          throw new GatewayError(code, '写不进去')
        },
      },
    }))
    const bridge = createBridgeClient({ baseUrl: full.url, account: 'demo', secret })
    const answer = await bridge.post(aBridgeEvent())
    expect([answer.status, answer.body.code]).toEqual([503, code])
    await full.close()
  },
)

test('a visitor’s token opens the socket and no webhook', async () => {
  const token = (await visit(edge)).split('=')[1] ?? ''
  const frame = { type: 'message', id: 'm-1', parts: [{ type: 'text', text: '绕过去' }] }
  for (const method of ['POST', 'GET']) {
    const answer = await fetch(`${edge.url}/channels/web/demo`, {
      method,
      headers: { 'x-visitor-token': token },
      ...(method === 'POST' && { body: JSON.stringify(frame) }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not_found' }])
  }
  expect(await edge.store.read.conversations({ channel: 'web', limit: 1 })).toEqual([])
})

test('an account that pours is told when to come back, and the others go on', async () => {
  const at = Date.now()
  let passedMs = 0
  const flooded = await openEdge(() => ({
    now: () => at + passedMs,
    gateway: { receive: async (messages) => ({ accepted: messages.length, duplicates: 0 }) },
  }))
  const knock = (key: string, account: string) => {
    const body = JSON.stringify(aBridgeEvent({ at }))
    const headers = signed({ id: 'msg_1', body, secret: key, at })
    const url = `/channels/bridge/${account}`
    return flooded.http.app.inject({ method: 'POST', url, headers, body })
  }
  // Whoever does not sign uses nothing up.
  for (let i = 0; i < 50; i++) expect((await knock(otherSecret, 'demo')).statusCode).toBe(401)
  for (let i = 0; i < 2_000; i++) expect((await knock(secret, 'demo')).statusCode).toBe(200)
  const refused = await knock(secret, 'demo')
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'too_many'])
  expect(refused.headers['retry-after']).toBe('1')
  expect((await knock(otherSecret, 'rival')).statusCode).toBe(200)
  passedMs = 20
  const statuses = []
  for (let i = 0; i < 11; i++) statuses.push((await knock(secret, 'demo')).statusCode)
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429])
  await flooded.close()
}, 20_000)

test('a bug shows neither its words nor its place', async () => {
  const broken = await openEdge(() => ({
    gateway: {
      receive: async () => {
        throw new TypeError('SELECT secret FROM insides')
      },
    },
  }))
  const bridge = createBridgeClient({ baseUrl: broken.url, account: 'demo', secret })
  const answer = await bridge.post(aBridgeEvent())
  expect(answer).toEqual({
    status: 500,
    body: { code: 'internal', message: '服务器出错了，请稍后再试' },
  })
  await broken.close()
})
