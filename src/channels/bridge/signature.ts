import { createHash, createHmac, type KeyObject } from 'node:crypto'
import type { RawRequest, Verified } from '../channel.ts'
import { sameText } from '../signature.ts'

const toleranceMs = 300_000

/**
 * Standard Webhooks 1.0: `v1,` + base64 of HMAC-SHA256 over `id.timestamp.body`, one for each
 * secret. The id may hold no full stop and the timestamp only digits, so that the signed text can
 * be taken apart in one way only.
 */
export function verifyWebhook(
  request: RawRequest,
  secrets: readonly KeyObject[] | undefined,
  at: number,
): Verified {
  if (!secrets?.length)
    return { ok: false, code: 'not_configured', message: '这个账号没有配置签名密钥' }
  const id = request.headers['webhook-id'] ?? ''
  const timestamp = request.headers['webhook-timestamp'] ?? ''
  const given = request.headers['webhook-signature'] ?? ''
  if (!isPlainId(id) || !/^\d{1,12}$/.test(timestamp)) return badSignature
  const known = signaturesOf({ id, timestamp, body: request.body, secrets })
  if (!given.split(' ').some((word) => known.some((signature) => sameText(word, signature))))
    return badSignature
  if (Math.abs(at - Number(timestamp) * 1_000) > toleranceMs) return stale
  return { ok: true }
}

/**
 * What a verified request's signature is over, in short: equal for requests with the same signature,
 * however its header is written.
 */
export function signedContentOf({ headers, body }: RawRequest): string {
  const hash = createHash('sha256')
  return hash
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`)
    .update(body)
    .digest('base64')
}

/** Headers of a signed request. The first secret's signature comes first. */
export function signWebhook(webhook: {
  readonly id: string
  readonly body: Buffer
  readonly secrets: readonly KeyObject[]
  readonly at: number
}): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const id = plainId(webhook.id)
  const timestamp = String(Math.floor(webhook.at / 1_000))
  const { body, secrets } = webhook
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signaturesOf({ id, timestamp, body, secrets }).join(' '),
  }
}

const badSignature: Verified = { ok: false, code: 'bad_signature', message: '签名不对' }
const stale: Verified = {
  ok: false,
  code: 'stale_timestamp',
  message: '签名时间与现在相差超过 5 分钟，请检查时钟',
}

interface Signed {
  readonly id: string
  readonly timestamp: string
  readonly body: Buffer
  readonly secrets: readonly KeyObject[]
}

function signaturesOf({ id, timestamp, body, secrets }: Signed): readonly string[] {
  return secrets.map((secret) => {
    const hmac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body)
    return `v1,${hmac.digest('base64')}`
  })
}

const isPlainId = (id: string) => /^[\x21-\x2d\x2f-\x7e]{1,512}$/.test(id)

/** Our ids may hold a full stop or Chinese, which a header may not: those characters are escaped. */
const plainId = (id: string) => (isPlainId(id) ? id : encodeURIComponent(id).replaceAll('.', '%2E'))
