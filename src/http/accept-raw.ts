import { isUtf8 } from 'node:buffer'
import type { ChannelAccount, RawRequest } from '../channels/index.ts'
import type { Accepted } from '../gateway/index.ts'
import type { InboundMessage } from '../model/message.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'

/** Throws unless the request is signed by whom this door belongs to. */
export function verifyRaw(
  raw: RawRequest,
  { channel, account, settings }: ChannelAccount,
  at: number,
) {
  const verified = channel.verify(raw, { account, settings, at })
  if (verified.ok) return
  if (verified.code === 'not_configured') throw notConfigured(channel.name, account)
  throw new Refusal(verified.code, sentences[verified.code])
}

export interface Checks {
  /** May refuse the request once it is known to be genuine. */
  readonly admit?: () => void
  /** May refuse its messages. */
  readonly vet?: (messages: readonly InboundMessage[]) => Promise<void>
}

/**
 * A channel's request on its way in: whose it is, what it says, and then onto the disk.
 * Resolves only when it is kept.
 */
export async function acceptRaw(
  raw: RawRequest,
  door: ChannelAccount,
  { gateway, now }: Pick<HttpDeps, 'gateway' | 'now'>,
  { admit, vet }: Checks = {},
): Promise<Accepted> {
  const at = now()
  verifyRaw(raw, door, at)
  admit?.()
  if (!isUtf8(raw.body))
    throw new Refusal('bad_request', { zh: '请求体不是有效的 UTF-8', en: 'The body is not UTF-8' })
  const { channel, account, settings } = door
  const messages = channel.parse(raw, { account, settings, at })
  await vet?.(messages)
  return messages.length === 0 ? { accepted: 0, duplicates: 0 } : gateway.receive(messages)
}

const sentences = {
  bad_signature: { zh: '签名不对', en: 'The signature is wrong' },
  stale_timestamp: {
    zh: '签名已过期，请检查时钟或刷新页面',
    en: 'The signature has expired: check the clock, or reload',
  },
}

function notConfigured(channel: string, account: string): Refusal {
  const key = `CHANNEL_${channel}_${account}_SECRET`.toUpperCase().replaceAll('-', '_')
  return new Refusal('not_configured', {
    zh: `这个账号没有配置签名密钥：请设置环境变量 ${key} 后重启`,
    en: `No signing secret is configured: set ${key} and restart`,
  })
}
