import { z } from 'zod'
import { type Author, exampleIn, isMedia, type MessagePart } from '../../model/message.ts'
import { type Answer, attemptPost } from '../attempt.ts'
import type { OutboundMessage, SendContext, SendResult } from '../channel.ts'
import { wireId } from '../fields.ts'
import { readJson } from '../json.ts'
import type { BridgeSettings } from './settings.ts'
import { signWebhook } from './signature.ts'

/** One signed POST to the callback address; the outbox id is the idempotency key. */
export async function postReply(
  message: OutboundMessage,
  context: SendContext<BridgeSettings>,
): Promise<SendResult> {
  const { secret, callback_url } = context.settings
  if (!callback_url) return { kind: 'failed', reason: '没有配置回调地址 callback_url' }
  if (!secret) return { kind: 'failed', reason: '没有配置签名密钥 secret' }
  const body = Buffer.from(JSON.stringify(toBridgeEvent(message, context.settings)))
  const signature = signWebhook({ id: message.id, body, secrets: secret, at: context.at })
  const headers = { ...signature, 'content-type': 'application/json; charset=utf-8' }
  return attemptPost({ url: callback_url, headers, body }, context, readAnswer)
}

/** A reply as the bridge writes it, in callbacks and in the outbox that clients fetch. */
export function toBridgeEvent(message: OutboundMessage, settings: Reached) {
  const { id, conversation, customer, author, parts, why } = message
  return {
    id,
    conversation,
    customer,
    in_reply_to: why?.inReplyTo ?? [],
    author: authorOf(author),
    parts: parts.flatMap((part) => addressed(part, settings)).map(toBridgePart),
    ...(why && {
      decision: {
        kind: why.kind,
        intent: why.intent,
        confidence: why.confidence,
        because: why.because,
      },
    }),
  }
}
export type BridgeReply = ReturnType<typeof toBridgeEvent>

function authorOf(author: Author): 'bot' | 'agent' | 'system' {
  return author.kind === 'bot' || author.kind === 'agent' ? author.kind : 'system'
}

type Reached = Pick<BridgeSettings, 'public_url'>

/** An example picture goes by its public address; where there is none, the words go alone. */
function addressed(part: MessagePart, { public_url }: Reached): readonly MessagePart[] {
  const name = exampleIn(part)
  if (name === undefined || !isMedia(part)) return [part]
  if (public_url === undefined) return []
  const url = `${public_url.replace(/\/+$/, '')}/example/${encodeURIComponent(name)}`
  return [{ ...part, url }]
}

function toBridgePart(part: MessagePart) {
  switch (part.kind) {
    case 'text':
      return { type: part.kind, text: part.text }
    case 'image':
    case 'video':
    case 'voice':
    case 'file':
      return { type: part.kind, url: part.url, name: part.name }
    case 'order':
      return { type: part.kind, order_id: part.orderNo, title: part.title }
    case 'product':
      return { type: part.kind, product_id: part.productId }
    case 'unsupported':
      return { type: part.type, text: part.text }
    default:
      return part satisfies never
  }
}

/** 409 says that the other side has this reply already: an earlier attempt did arrive. */
function readAnswer({ status, text }: Answer): SendResult | undefined {
  if (status !== 409 && (status < 200 || status > 299)) return undefined
  const platformId = platformIdOf(text)
  return { kind: 'sent', ...(platformId ? { platformId } : {}) }
}

const answerSchema = z.object({ platform_message_id: wireId })

/** The answer needs no body; one that is not what we hoped for changes nothing. */
function platformIdOf(text: string): string | undefined {
  try {
    return answerSchema.safeParse(readJson(Buffer.from(text))).data?.platform_message_id
  } catch {
    return undefined
  }
}
