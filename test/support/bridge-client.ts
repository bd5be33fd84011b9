import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The other side of the bridge, as any shop's developer would write it: it signs on its own, with
 * nothing of `src`, so that it also proves that the protocol can be spoken from its description.
 */
export interface BridgeClient {
  /** Posts one event, or an array of them. */
  post(events: unknown): Promise<BridgeResponse>
  /** Long-polls the outbox. */
  outbox(options?: { after?: string | number; wait?: number }): Promise<BridgeResponse>
  /** Acknowledges a fetched reply. */
  settle(id: string, result: unknown): Promise<BridgeResponse>
}

export interface BridgeResponse {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
  readonly body: any
}

export function createBridgeClient(options: {
  readonly baseUrl: string
  readonly account: string
  readonly secret: string
  /** The clock that both sides go by: a signature that is too old is refused. */
  readonly now?: () => number
}): BridgeClient {
  const now = options.now ?? Date.now
  const door = `${options.baseUrl}/channels/bridge/${options.account}`
  const send = async (method: 'GET' | 'POST', url: string, payload?: unknown) => {
    const body = payload === undefined ? '' : JSON.stringify(payload)
    const headers = {
      ...signed({ id: `msg_${randomUUID()}`, body, secret: options.secret, at: now() }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    }
    const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body } : {}) })
    return { status: response.status, body: jsonOr(await response.text()) }
  }
  return {
    post: (events) => send('POST', door, events),
    outbox: ({ after = '', wait = 0 } = {}) =>
      send('GET', `${door}/outbox?after=${encodeURIComponent(after)}&wait=${wait}`),
    settle: (id, result) => send('POST', `${door}/outbox/${encodeURIComponent(id)}`, result),
  }
}

/** An event with everything that the protocol requires. */
export function aBridgeEvent(changes: Record<string, unknown> = {}) {
  return {
    id: `m-${randomUUID()}`,
    conversation: 'c-1',
    customer: { id: 'u-1', name: '小周' },
    sender: 'customer',
    at: Date.now(),
    parts: [{ type: 'text', text: '收到就碎了' }],
    ...changes,
  }
}

export interface ReceivedReply {
  /** The `webhook-id`: equal for every attempt at the same reply. */
  readonly id: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
  readonly event: any
  readonly at: number
}

export interface CallbackAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly delayMs?: number
}

export interface CallbackServer {
  readonly url: string
  /** Every rightly signed attempt, in order, also those that were answered with an error. */
  readonly received: readonly ReceivedReply[]
  waitFor(predicate: (reply: ReceivedReply) => boolean, ms?: number): Promise<ReceivedReply>
  /** How to answer from now on; `attempt` counts from 1 for each id. */
  respond(answer: (reply: ReceivedReply, attempt: number) => CallbackAnswer): void
  close(): Promise<void>
}

/** Records what the counter says; refuses wrong signatures with 401. */
export async function createCallbackServer(options: {
  readonly secret: string
}): Promise<CallbackServer> {
  const received: ReceivedReply[] = []
  const waiting = new Set<() => void>()
  let answerOf: (reply: ReceivedReply, attempt: number) => CallbackAnswer = () => ({})

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    if (!isSigned(request, body, options.secret)) return response.writeHead(401).end()
    const id = String(request.headers['webhook-id'])
    const reply = { id, event: JSON.parse(body), at: Date.now() }
    received.push(reply)
    for (const look of [...waiting]) look()
    const attempt = received.filter((each) => each.id === id).length
    const answer = answerOf(reply, attempt)
    if (answer.delayMs) await sleep(answer.delayMs, undefined, { ref: false })
    return response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '{}')
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/replies`,
    received,
    waitFor: (predicate, ms = 5_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`no such reply within ${ms} ms; got ${JSON.stringify(received)}`))
        }, ms)
        const look = () => {
          const found = received.find(predicate)
          if (!found) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    respond: (answer) => {
      answerOf = answer
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Standard Webhooks headers for a body. */
export function signed(message: {
  readonly id: string
  readonly body: string
  readonly secret: string
  readonly at: number
}): Record<string, string> {
  const timestamp = String(Math.floor(message.at / 1_000))
  const signature = `v1,${macOf(`${message.id}.${timestamp}.${message.body}`, message.secret)}`
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  }
}

function isSigned(request: IncomingMessage, body: string, secret: string): boolean {
  const { headers } = request
  const mac = macOf(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`, secret)
  return String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`)
}

function macOf(text: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(text).digest('base64')
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
