import type { z } from 'zod'
import type { Author, InboundMessage, MessagePart, Why } from '../model/message.ts'

/**
 * How one marketplace speaks. Everything that is particular to it lives behind this contract;
 * what it cannot do is said in `limits`, not left out.
 *
 * verify and parse are pure: no clock, no network. send does one attempt and never throws:
 * retrying, ordering and giving up are the gateway's.
 */
export interface Channel<Settings = unknown> {
  readonly name: string
  /** For people: 「网页聊天」. */
  readonly title: string
  /**
   * How its messages come in: posted to us by the other side, or frames of our own websocket, which
   * bounds and vets them; the latter has no webhook.
   */
  readonly inbound: 'webhook' | 'socket'
  /**
   * The account's settings from the environment: `CHANNEL_<NAME>_<ACCOUNT>_<SETTING>` arrives as
   * `{ setting: value }` with the key in lower case. An object, so that its keys can be listed.
   */
  readonly settings: z.ZodObject & z.ZodType<Settings>
  /** Checks a request over its raw bytes, in constant time. Fails closed. */
  verify(request: RawRequest, context: RequestContext<Settings>): Verified
  /** Throws `GatewayError('bad_request')` with a path when an event is malformed; keeps none of it then. */
  parse(request: RawRequest, context: RequestContext<Settings>): readonly InboundMessage[]
  /** What the marketplace wants to hear once everything is on disk. */
  acknowledge(result: { readonly accepted: number; readonly duplicates: number }): {
    readonly status: number
    readonly body: unknown
  }
  /** How a message travels: sent by us, or fetched by the other side. */
  route(settings: Settings): 'push' | 'pull'
  /** `draft` keeps the bot's replies until a person presses send. */
  mode(settings: Settings): 'auto' | 'draft'
  /** Whether customers can be shown the playbook's example pictures; else they get the words alone. */
  showsExamples(settings: Settings): boolean
  send(message: OutboundMessage, context: SendContext<Settings>): Promise<SendResult>
  readonly limits: Limits
}

/** One door: a channel with one account's settings. */
export interface ChannelAccount<Settings = unknown> {
  readonly channel: Channel<Settings>
  readonly account: string
  readonly settings: Settings
}

export interface RawRequest {
  readonly method: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export type Verified =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly code: 'not_configured' | 'bad_signature' | 'stale_timestamp'
      readonly message: string
    }

/** Whose door a request came to, and when. */
export interface RequestContext<Settings> {
  readonly account: string
  readonly settings: Settings
  readonly at: number
}

export interface OutboundMessage {
  /** The outbox id: the idempotency key of every attempt. */
  readonly id: string
  readonly conversation: string
  readonly customer: { readonly id: string; readonly name?: string }
  readonly author: Author
  readonly parts: readonly MessagePart[]
  readonly why?: Why
}

export interface SendContext<Settings> {
  readonly account: string
  readonly settings: Settings
  readonly at: number
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

export type SendResult =
  | { readonly kind: 'sent'; readonly platformId?: string }
  /** Worth another try; `afterMs` when the platform said how long to wait. */
  | ({ readonly kind: 'retry'; readonly afterMs?: number } & Fault)
  /** No further try can help. */
  | ({ readonly kind: 'failed' } & Fault)

interface Fault {
  /** In our words: it may be logged. */
  readonly reason: string
  /** The beginning of what the other side said. It may repeat the customer's words: never logged. */
  readonly detail?: string
}

export interface Limits {
  /** Characters of one text part. */
  readonly textLength: number
  /** Kinds of parts that can be sent. */
  readonly sends: readonly MessagePart['kind'][]
  /** Whether files that agents upload here can be sent, which lie at no public address. */
  readonly uploads: boolean
  /** Whether a numbered question can be shown as buttons. */
  readonly buttons: boolean
  /** Whether the platform drops a repeated send by our idempotency key. */
  readonly idempotentSend: boolean
}
