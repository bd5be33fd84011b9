import type { SendContext, SendResult } from './channel.ts'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer<ArrayBuffer>
}

export interface Answer {
  readonly status: number
  /** The beginning of the body; empty when it could not be read. */
  readonly text: string
}

/**
 * One POST, no redirects. `read` says what an answer means where the platform has its own codes;
 * the rest follows the status: 2xx is sent, 408, 425, 429 and 5xx are worth another try.
 */
export async function attemptPost(
  { url, headers, body }: Post,
  { fetch, signal, at }: Pick<SendContext<unknown>, 'fetch' | 'signal' | 'at'>,
  read: (answer: Answer) => SendResult | undefined,
): Promise<SendResult> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const answer = { status: response.status, text: await beginningOf(response) }
    return read(answer) ?? byStatus(answer, waitOf(response, at))
  } catch (error) {
    if (signal.aborted) return { kind: 'retry', reason: '对方没有在时限内回答' }
    return { kind: 'retry', ...causeOf(error) }
  }
}

const dayMs = 24 * 3_600_000

function byStatus({ status, text }: Answer, afterMs: number | undefined): SendResult {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  const fault = { reason: `对方回答 ${status}`, ...detailOf(text) }
  if (status >= 500 || status === 429 || status === 408 || status === 425)
    return { kind: 'retry', ...fault, ...(afterMs === undefined ? {} : { afterMs }) }
  return { kind: 'failed', ...fault }
}

const detailOf = (text: string) => (text === '' ? {} : { detail: text.slice(0, 200) })

/** `Retry-After` is seconds or a date; nobody may hold a conversation up for more than a day. */
function waitOf(response: Response, at: number): number | undefined {
  const value = response.headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value) * 1_000, dayMs)
  const until = Date.parse(value)
  return Number.isNaN(until) ? undefined : Math.min(Math.max(0, until - at), dayMs)
}

/** At most 16 KiB: the other side may answer without end. The status counts even if this fails. */
async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk)
      bytes += chunk.byteLength
      if (bytes >= 16 * 1024) break
    }
  } catch {
    return ''
  }
  return Buffer.concat(chunks).toString('utf8')
}

function causeOf(error: unknown): { readonly reason: string; readonly detail?: string } {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof Error && 'code' in cause) return { reason: `连不上对方：${cause.code}` }
  return { reason: '连不上对方', ...detailOf(String(cause)) }
}
