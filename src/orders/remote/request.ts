import type { KeyObject } from 'node:crypto'
import { messageOf } from '../../model/errors.ts'
import { readJson } from '../json.ts'
import { signatureHeader, signatureOf, timestampHeader } from '../signature.ts'

export interface Response {
  readonly status: number
  /** Throws a sentence when the answer is no JSON. */
  json(): unknown
}

export interface RequestOptions {
  readonly url: string
  readonly secret: KeyObject
  readonly now: () => number
}

const mostBytes = 4 * 1024 * 1024

/** Until when an answer is waited for, and how long that was from the beginning. */
export interface Limit {
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

/** Signed questions to the shop's order system. Rejects with a sentence when it does not answer. */
export function createRequest({ url, secret, now }: RequestOptions) {
  return async (path: string, { signal, timeoutMs }: Limit): Promise<Response> => {
    const target = new URL(url + path)
    const timestamp = String(Math.floor(now() / 1_000))
    const signature = signatureOf(secret, {
      timestamp,
      method: 'GET',
      target: target.pathname + target.search,
      body: Buffer.alloc(0),
    })
    try {
      const answer = await fetch(target, {
        headers: {
          accept: 'application/json',
          [timestampHeader]: timestamp,
          [signatureHeader]: signature,
        },
        redirect: 'error',
        signal,
      })
      const body = await readBody(answer)
      return { status: answer.status, json: () => jsonOf(body, path) }
    } catch (cause) {
      throw new Error(`订单系统没有回应：${why(cause, timeoutMs)}`, { cause })
    }
  }
}

async function readBody({ body }: globalThis.Response): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.byteLength
    if (bytes > mostBytes) throw new Error(`回答超过 ${mostBytes / 1024 / 1024} MiB`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function jsonOf(body: Buffer, path: string): unknown {
  try {
    return readJson(body)
  } catch (cause) {
    throw new Error(`订单系统对 ${path} 的回答${messageOf(cause)}`, { cause })
  }
}

function why(cause: unknown, timeoutMs: number): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause.name === 'TimeoutError') return `${timeoutMs} 毫秒内没有回答`
  const { code, message } = (cause.cause ?? cause) as {
    readonly code?: string
    readonly message: string
  }
  return code ?? message
}
