import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** What a signature is over. */
export interface Signed {
  /** Seconds since 1970, in digits. */
  readonly timestamp: string
  readonly method: string
  /** Path and query, as they are sent. */
  readonly target: string
  readonly body: Buffer
}

export const timestampHeader = 'x-shouhou-timestamp'
export const signatureHeader = 'x-shouhou-signature'

/** HMAC-SHA-256 in hex over `timestamp`, `method`, `target` and the body's bytes, a line each. */
export function signatureOf(
  secret: KeyObject,
  { timestamp, method, target, body }: Signed,
): string {
  const hmac = createHmac('sha256', secret).update(`${timestamp}\n${method}\n${target}\n`)
  return hmac.update(body).digest('hex')
}

/** Compares as written, in constant time. */
export function isSame(given: string, known: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(known)]
  return a.length === b.length && timingSafeEqual(a, b)
}
