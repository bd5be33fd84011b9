import type { Conversation } from '../model/conversation.ts'
import type { OutboxId } from '../model/ids.ts'
import type { Author, MessagePart, Why } from '../model/message.ts'

/** An outbound message on its way. `id` is its idempotency key. */
export interface Send {
  readonly id: OutboxId
  readonly position: number
  readonly conversation: Conversation
  readonly author: Author
  readonly parts: readonly MessagePart[]
  readonly why?: Why
  /** Counted from 1. */
  readonly attempt: number
}

export interface PullSends {
  readonly channel: string
  readonly account: string
  readonly after: number
  readonly limit: number
  readonly at: number
}

export type SendOutcome =
  | { readonly kind: 'sent'; readonly platformId?: string }
  | { readonly kind: 'retry'; readonly retryAt: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'dropped'; readonly reason: string }

export type DraftVerdict =
  /** `route`: how it travels from here, as the channel has it. */
  { readonly kind: 'release'; readonly route: 'push' | 'pull' } | { readonly kind: 'discard' }
