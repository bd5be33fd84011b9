import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Channel, OutboundMessage, RawRequest } from '../../src/channels/index.ts'
import { GatewayError } from '../../src/model/errors.ts'
import type { InboundMessage, MessagePart } from '../../src/model/message.ts'
import { createLoopback, type Loopback } from './loopback.ts'

/** What a channel shows of itself so that the contract can be held against it. */
export interface ChannelSamples<Settings> {
  readonly account: string
  readonly settings: Settings
  readonly withoutSecret: Settings
  readonly at: number
  /** A genuine request with this body, made at this moment. A string is taken as it is. */
  request(body: unknown, at: number): RawRequest
  /** Headers that the proof rests on. */
  readonly signedHeaders: readonly string[]
  /** Whether the proof covers the body too. */
  readonly signsBody: boolean
  /** How old a request may be, and how far ahead; absent where it carries no time. */
  readonly window?: { readonly pastMs: number; readonly futureMs: number }
  readonly body: unknown
  readonly parsed: readonly InboundMessage[]
  /** A body whose first part is of a kind that nobody knows, and how that part is kept. */
  readonly unknownPart: { readonly body: unknown; readonly part: MessagePart }
  /** A raw body whose message id is a number above 2^53. */
  readonly longId: { readonly body: string; readonly externalId: string }
  readonly malformed: readonly {
    readonly what: string
    readonly body: unknown
    readonly path: string
  }[]
  /** For channels that post replies: settings that lead to a local server, and where its key is. */
  readonly posting?: {
    settings(url: string): Settings
    keyOf(sent: {
      readonly headers: NodeJS.Dict<string | string[]>
      readonly body: string
    }): unknown
  }
}

/** What every channel promises. */
export function describeChannel<Settings>(
  channel: Channel<Settings>,
  samples: ChannelSamples<Settings>,
): void {
  const { account, settings, at } = samples
  const verifyAt = (request: RawRequest, now: number) =>
    channel.verify(request, { account, settings, at: now })
  const parse = (body: unknown) =>
    channel.parse(samples.request(body, at), { account, settings, at })

  describe(`${channel.name} verifies`, () => {
    const genuine = samples.request(samples.body, at)

    test('a genuine request is let in', () => {
      expect(verifyAt(genuine, at)).toEqual({ ok: true })
    })

    test('nothing is let in while no secret is configured', () => {
      const context = { account, settings: samples.withoutSecret, at }
      expect(channel.verify(genuine, context)).toMatchObject({ ok: false, code: 'not_configured' })
    })

    test('a request without any header is refused', () => {
      expect(verifyAt({ ...genuine, headers: {} }, at)).toMatchObject({ code: 'bad_signature' })
    })

    test.each(samples.signedHeaders)('one changed byte in %s is refused', (name) => {
      for (const value of changedBytes(genuine.headers[name] ?? '')) {
        const request = { ...genuine, headers: { ...genuine.headers, [name]: value } }
        expect(verifyAt(request, at), value).toMatchObject({ ok: false })
      }
    })

    // What a channel cannot do is no test of it, rather than a skipped one.
    if (samples.signsBody) {
      test('one changed byte in the body is refused', () => {
        for (let i = 0; i < genuine.body.length; i++) {
          const body = Buffer.from(genuine.body)
          body[i] = (body[i] ?? 0) ^ 1
          expect(verifyAt({ ...genuine, body }, at)).toMatchObject({ code: 'bad_signature' })
        }
      })
    }

    if (samples.window) {
      const { pastMs, futureMs } = samples.window
      test('a request outside of the time window is refused', () => {
        expect(verifyAt(genuine, at + pastMs - 1_000)).toEqual({ ok: true })
        expect(verifyAt(genuine, at - futureMs + 1_000)).toEqual({ ok: true })
        const stale = { ok: false, code: 'stale_timestamp' }
        expect(verifyAt(genuine, at + pastMs + 1_000)).toMatchObject(stale)
        expect(verifyAt(genuine, at - futureMs - 1_000)).toMatchObject(stale)
      })
    }

    test('headers of any content are answered, never thrown at', () => {
      const header = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String())
      const headers = fc.dictionary(fc.constantFrom(...samples.signedHeaders), header)
      fc.assert(
        fc.property(headers, fc.uint8Array(), (changed, bytes) => {
          const request = { ...genuine, headers: changed, body: Buffer.from(bytes) }
          expect(verifyAt(request, at).ok).toBe(false)
        }),
        { numRuns: 500 },
      )
    })
  })

  describe(`${channel.name} parses`, () => {
    test('the sample becomes the messages it stands for', () => {
      expect(parse(samples.body)).toEqual(samples.parsed)
    })

    test('a part of an unknown kind is kept', () => {
      expect(parse(samples.unknownPart.body)[0]?.parts[0]).toEqual(samples.unknownPart.part)
    })

    test('an id above 2^53 keeps every digit', () => {
      expect(parse(samples.longId.body)[0]?.externalId).toBe(samples.longId.externalId)
    })

    test.each(samples.malformed)('$what is refused with its place', ({ body, path }) => {
      expect(refusalOf(() => parse(body))).toMatchObject({ code: 'bad_request', path })
    })

    test('bytes that are not UTF-8 are refused', () => {
      const genuine = samples.request(samples.body, at)
      const body = Buffer.concat([genuine.body.subarray(0, -1), Buffer.from([0xc3, 0x28])])
      const context = { account, settings, at }
      const refusal = refusalOf(() => channel.parse({ ...genuine, body }, context))
      expect(refusal).toMatchObject({
        code: 'bad_request',
        message: expect.stringMatching(/UTF-8/),
      })
    })

    test('a damaged body is understood or refused as a bad request', () => {
      const genuine = samples.request(samples.body, at)
      const context = { account, settings, at }
      fc.assert(
        fc.property(mutationsOf(genuine.body), (body) => {
          try {
            channel.parse({ ...genuine, body }, context)
          } catch (error) {
            expect(error).toBeInstanceOf(GatewayError)
            expect(error).toMatchObject({ code: 'bad_request' })
          }
        }),
        { numRuns: 2_000 },
      )
    })
  })

  describe(`${channel.name} says what it can do`, () => {
    test('only what comes over a socket of ours may leave its body unsigned', () => {
      expect(['webhook', 'socket']).toContain(channel.inbound)
      if (channel.inbound === 'webhook') expect(samples.signsBody).toBe(true)
    })

    test('limits are complete and of use', () => {
      expect(channel.limits.textLength).toBeGreaterThan(0)
      expect(channel.limits.sends).toContain('text')
      expect(channel.limits.sends).not.toContain('unsupported')
    })

    test('its name fits an environment key and an address', () => {
      expect(channel.name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
      expect(channel.title).not.toBe('')
    })

    test('it acknowledges what was accepted and what was known', () => {
      expect(channel.acknowledge({ accepted: 2, duplicates: 1 }).status).toBe(200)
    })
  })

  const { posting } = samples
  if (!posting) return

  describe(`${channel.name} sends`, () => {
    const open: Loopback[] = []
    afterEach(async () => {
      for (const server of open.splice(0)) await server.close()
    })
    const serve = async (...answers: Parameters<typeof createLoopback>) => {
      const server = await createLoopback(...answers)
      open.push(server)
      return server
    }
    const send = (url: string, timeoutMs = 5_000) =>
      channel.send(anOutbound(), {
        account,
        settings: posting.settings(url),
        at,
        fetch,
        signal: AbortSignal.timeout(timeoutMs),
      })

    test('an accepted reply is sent', async () => {
      const server = await serve(() => ({ status: 200 }))
      expect(await send(server.url)).toEqual({ kind: 'sent' })
      expect(server.requests).toHaveLength(1)
    })

    test.each([500, 502, 503])('%i is worth another try', async (status) => {
      const server = await serve(() => ({ status }))
      expect(await send(server.url)).toMatchObject({
        kind: 'retry',
        reason: expect.stringMatching(/./),
      })
    })

    test('Retry-After is passed on, in seconds and as a date', async () => {
      const server = await serve((n) => ({
        status: n === 1 ? 429 : 503,
        headers: { 'retry-after': n === 1 ? '7' : new Date(at + 9_000).toUTCString() },
      }))
      expect(await send(server.url)).toMatchObject({ kind: 'retry', afterMs: 7_000 })
      expect(await send(server.url)).toMatchObject({ kind: 'retry', afterMs: 9_000 })
    })

    test('a refusal is final, and says why in our words and in theirs', async () => {
      const server = await serve(() => ({ status: 422, body: `no such buyer${'x'.repeat(999)}` }))
      const result = await send(server.url)
      expect(result).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(/422/),
        detail: expect.stringMatching(/^no such buyer/),
      })
      expect('detail' in result && result.detail?.length).toBeLessThanOrEqual(200)
    })

    test.each([422, 500])(
      'what the other side writes with %i is no part of our reason',
      async (status) => {
        const server = await serve(() => ({ status, body: '收到：杯子碎了，电话 13800000000' }))
        const result = await send(server.url)
        expect('reason' in result && result.reason).toMatch(/^[^：]*$/)
        expect('reason' in result && result.reason).not.toContain('138')
      },
    )

    test('silence is worth another try', async () => {
      const server = await serve(() => ({ status: 200, delayMs: 10_000 }))
      expect(await send(server.url, 100)).toMatchObject({ kind: 'retry' })
    })

    test('a closed door is worth another try', async () => {
      const server = await serve(() => ({ status: 200 }))
      await server.close()
      expect(await send(server.url)).toMatchObject({
        kind: 'retry',
        reason: expect.stringMatching(/ECONNREFUSED/),
      })
    })

    test('a redirect is not followed', async () => {
      const elsewhere = await serve(() => ({ status: 200 }))
      const server = await serve(() => ({ status: 307, headers: { location: elsewhere.url } }))
      expect(await send(server.url)).toMatchObject({ kind: 'failed' })
      expect(elsewhere.requests).toHaveLength(0)
    })

    test('an endless answer does not hold it up', async () => {
      const server = await serve(() => ({ status: 200, endless: true }))
      expect(await send(server.url)).toEqual({ kind: 'sent' })
    })

    test('every attempt carries the same idempotency key', async () => {
      const server = await serve((n) => ({ status: n < 3 ? 500 : 200 }))
      for (let i = 0; i < 3; i++) await send(server.url)
      const keys = server.requests.map((request) => posting.keyOf(request))
      expect(keys[0]).toBeTruthy()
      expect(new Set(keys).size).toBe(1)
      expect(keys).toHaveLength(3)
    })
  })
}

/** A bot's reply on its way out. */
export function anOutbound(changes: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: 'conv1:3:0',
    conversation: 'c-7',
    customer: { id: 'u-3', name: '小周' },
    author: { kind: 'bot' },
    parts: [{ kind: 'text', text: '很抱歉，这就为您处理。' }],
    why: {
      kind: 'answer',
      intent: 'damaged',
      confidence: 0.93,
      rung: 'intent',
      because: '意图 damaged 的置信度 0.93',
      inReplyTo: ['m-1'],
    },
    ...changes,
  }
}

export function refusalOf(run: () => unknown): GatewayError {
  try {
    run()
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
  throw new Error('it was not refused')
}

/** The text with each of its characters changed in turn. */
function changedBytes(text: string): readonly string[] {
  return Array.from(text, (char, i) => {
    const other = String.fromCharCode(char.charCodeAt(0) ^ 1)
    return `${text.slice(0, i)}${other}${text.slice(i + 1)}`
  })
}

/** Bytes and JSON values of a body, changed here and there. */
function mutationsOf(body: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat({ max: body.length })
  const spliced = fc
    .tuple(place, fc.nat({ max: 12 }), fc.uint8Array({ maxLength: 12 }))
    .map(([at, drop, bytes]) =>
      Buffer.concat([body.subarray(0, at), Buffer.from(bytes), body.subarray(at + drop)]),
    )
  const values = JSON.parse(body.toString('utf8')) as unknown
  const replaced = fc
    .tuple(fc.nat({ max: 60 }), fc.jsonValue())
    .map(([n, value]) => Buffer.from(JSON.stringify(replaceNth(values, n, value))))
  return fc.oneof(spliced, replaced, fc.json().map(Buffer.from), fc.uint8Array().map(Buffer.from))
}

function replaceNth(value: unknown, n: number, by: unknown): unknown {
  let seen = 0
  return JSON.parse(JSON.stringify(value), (_, each: unknown) => (seen++ === n ? by : each))
}
