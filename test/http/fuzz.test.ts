import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { openSocket } from './socket-client.ts'
import { type Edge, openEdge, secret, visit } from './support.ts'

let edge: Edge
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge.close())

function signedHeaders(body: Buffer) {
  const timestamp = String(Math.floor(edge.now() / 1_000))
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const mac = createHmac('sha256', key).update(`m.${timestamp}.`).update(body).digest('base64')
  return {
    'webhook-id': 'm',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac}`,
  }
}

const event = JSON.stringify(aBridgeEvent())

/** An event with some of its bytes changed. */
const mutated = fc
  .array(fc.tuple(fc.nat(event.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  .map((changes) => {
    const bytes = Buffer.from(event)
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes
  })
const anything = fc.oneof(
  mutated,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
)

test('whatever comes, even rightly signed, it is kept or refused, and nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (payload) => {
      const { statusCode, body } = await edge.http.app.inject({
        method: 'POST',
        url: '/channels/bridge/demo',
        headers: signedHeaders(payload),
        payload,
      })
      expect([200, 400]).toContain(statusCode)
      if (statusCode === 400) expect(JSON.parse(body)).toMatchObject({ code: 'bad_request' })
    }),
    { numRuns: 1_000 },
  )
}, 30_000)

test('a changed byte in body, id, time or signature is no signature any more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('body', 'webhook-id', 'webhook-timestamp', 'webhook-signature'),
      fc.nat(),
      fc.integer({ min: 1, max: 25 }),
      async (where, place, by) => {
        const changed = (text: string) => {
          const at = place % text.length
          const code = 97 + ((text.charCodeAt(at) + by) % 26)
          const next = String.fromCharCode(
            code === text.charCodeAt(at) ? 97 + ((code - 96) % 26) : code,
          )
          return text.slice(0, at) + next + text.slice(at + 1)
        }
        const headers: Record<string, string> = signedHeaders(Buffer.from(event))
        const payload = where === 'body' ? changed(event) : event
        if (where !== 'body') headers[where] = changed(headers[where] ?? '')
        const { statusCode } = await edge.http.app.inject({
          method: 'POST',
          url: '/channels/bridge/demo',
          headers,
          payload,
        })
        expect(statusCode).toBe(401)
      },
    ),
    { numRuns: 300 },
  )
}, 30_000)

test('whatever a page sends, its socket answers and lives', async () => {
  const headers = { cookie: await visit(edge), origin: edge.url }
  const frames = fc.sample(
    fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.json(),
      fc.json().map((text) => `{"type":"message","id":"x","parts":${text}}`),
    ),
    45,
  )
  for (let from = 0; from < frames.length; from += 15) {
    const page = await openSocket(`${edge.url}/ws/customer?shop=demo`, { headers })
    for (const frame of frames.slice(from, from + 15)) page.send(frame)
    page.send({ type: 'hello', after: 0 })
    await page.waitFor(({ type }) => type === 'ready')
    page.close()
  }
})
