import type { AgentId, ConversationId } from './ids.ts'

/** Where a media part's bytes came from, and the own copy once it is kept. */
export interface Media {
  /**
   * The sender's address of the file; `media:<id>` for one that was uploaded here, `example:<name>`
   * for a picture of the playbook.
   */
  readonly url: string
  /** Id of the own copy; it may still be on its way, or have failed: ask the media store. */
  readonly mediaId?: string
  readonly name?: string
}

/** One piece of a message. Kinds a channel does not know are kept as `unsupported`, never dropped. */
export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'image' | 'video' | 'voice' | 'file' } & Media)
  /** `title`: what was bought, for people to read. */
  | { readonly kind: 'order'; readonly orderNo: string; readonly title?: string }
  | { readonly kind: 'product'; readonly productId: string }
  | { readonly kind: 'unsupported'; readonly type: string; readonly text?: string }

export type MediaPart = Extract<MessagePart, Media>

export const isMedia = (part: MessagePart): part is MediaPart =>
  part.kind === 'image' || part.kind === 'video' || part.kind === 'voice' || part.kind === 'file'

const exampleScheme = 'example:'

/** Shows how a good photo of something looks: a file of `replies/pictures/`. */
export const examplePart = (picture: string, of: string): MediaPart => ({
  kind: 'image',
  url: `${exampleScheme}${picture}`,
  name: of,
})

/** The file that an example picture is; undefined for every other part. */
export const exampleIn = (part: MessagePart): string | undefined =>
  isMedia(part) && part.url.startsWith(exampleScheme)
    ? part.url.slice(exampleScheme.length)
    : undefined

/**
 * Who wrote an inbound message: the customer, a person of the shop in the platform's own client
 * (the bot goes quiet), or the shop's system (an order card: context, never a question).
 */
export type Sender = 'customer' | 'shop_human' | 'shop_system'

/** One thing that reached the counter, in the words of no marketplace. */
export interface InboundMessage {
  readonly channel: string
  readonly account: string
  /** The channel's own message id; (channel, account, externalId) refuses duplicates. */
  readonly externalId: string
  /** The channel's own conversation id. */
  readonly conversation: string
  readonly customer: { readonly id: string; readonly name?: string }
  readonly sender: Sender
  readonly sentAt: number
  /** Sorts messages of one conversation as plain text; derived from `sentAt` where a channel has none. */
  readonly orderKey: string
  readonly parts: readonly MessagePart[]
}

/**
 * A time, or a sequence number in digits (it may be above 2^53), as an order key: of one width, so
 * that text order is the order of the numbers.
 */
export const orderKeyOf = (order: number | string) =>
  (typeof order === 'number' ? String(Math.max(0, order)) : order).padStart(20, '0')

export type Author =
  | { readonly kind: 'customer' }
  | { readonly kind: 'bot' }
  | { readonly kind: 'agent'; readonly agent: string; readonly name: string }
  | { readonly kind: 'shop_human' }
  /** A person's words for colleagues alone: never sent, and no reply. */
  | { readonly kind: 'note'; readonly agent: string; readonly name: string }
  | { readonly kind: 'shop_system' }
  /** The counter itself: "a colleague took over". Shown in the console, not sent. */
  | { readonly kind: 'event' }

/**
 * How far an outbound message has come.
 * draft -> pending -> sending -> sent | failed (dead letter); dropped: a human owned the chat when
 * it was due; superseded: the customer went on before it left, and a newer turn answered it all.
 */
export type DeliveryStatus =
  | 'draft'
  | 'pending'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'dropped'
  | 'superseded'

/** A line of the transcript. */
export interface Entry {
  /** `position` of insertion: the order in which the counter learned of it. */
  readonly position: number
  /** Grows with every change of this line; a client resumes from the highest it has seen. */
  readonly seq: number
  readonly id: string
  readonly conversationId: ConversationId
  readonly at: number
  readonly author: Author
  readonly parts: readonly MessagePart[]
  readonly externalId?: string
  readonly delivery?: { readonly status: DeliveryStatus; readonly reason?: string }
  /** Why the bot said it; bot lines only. */
  readonly why?: Why
  /** Whom a note is for before others; notes only. */
  readonly mentions?: readonly Mention[]
}

/** A colleague who is named in a note, as they were called then. */
export interface Mention {
  readonly agent: AgentId
  readonly name: string
}

/** What a reader of the transcript wants to know about a bot line. */
export interface Why {
  readonly kind: DecisionKind
  readonly intent?: string
  readonly confidence?: number
  readonly rung: string
  readonly because: string
  /** `replies/damaged.yaml:12:5`, the place that was used. */
  readonly source?: string
  /** What a numbered question offers, in order; a channel with buttons may show them as such. */
  readonly options?: readonly string[]
  /** External ids of the customer's messages that this line answers. */
  readonly inReplyTo: readonly string[]
}

export type DecisionKind = 'answer' | 'collect' | 'clarify' | 'handoff' | 'notice' | 'silent'

/** What can be read of some parts, numbers of orders, too. */
export const spokenText = (parts: readonly MessagePart[]): string =>
  parts
    .flatMap((part) => {
      if (part.kind === 'order') return [part.orderNo]
      return 'text' in part && part.text !== undefined ? [part.text] : []
    })
    .join(' ')

/** All text of some parts, one line a part. */
export const textOf = (parts: readonly MessagePart[]): string =>
  parts
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
    .join('\n')
    .trim()
