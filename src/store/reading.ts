import type { Conversation, PhaseKind } from '../model/conversation.ts'
import type { AgentId, ConversationId, TicketId } from '../model/ids.ts'
import type { Author, DeliveryStatus, Entry } from '../model/message.ts'
import type { Shop } from '../model/people.ts'
import type { Level, StageClock, Ticket } from '../model/ticket.ts'
import type { DecisionRecord, DueTimer } from './turns.ts'

/** Questions; they change nothing. */
export interface Reading {
  conversation(id: ConversationId): Promise<ConversationSummary | undefined>
  /** Waiting for a person first (longest first), then most recent first. */
  conversations(filter: ConversationFilter): Promise<readonly ConversationSummary[]>
  /** The last `limit` lines before `before` (a position), oldest first. */
  transcript(
    id: ConversationId,
    options: { readonly limit: number; readonly before?: number },
  ): Promise<readonly Entry[]>
  /** Newest first. */
  decisions(id: ConversationId, limit: number): Promise<readonly DecisionRecord[]>
  /** In the order they were opened. */
  tickets(id: ConversationId): Promise<readonly Ticket[]>
  /** Those that run, soonest due first. */
  timers(id: ConversationId): Promise<readonly DueTimer[]>
  ticket(id: TicketId): Promise<Ticket | undefined>
  /** Cases of all conversations, newest first. */
  cases(filter: CaseFilter): Promise<readonly Ticket[]>
  /** How often a customer has come, and since when; nothing of who never wrote. */
  customer(of: CustomerKey): Promise<{ readonly chats: number; readonly firstAt?: number }>
  /** Changes of all conversations, or of one, after `seq`. */
  changes(options: {
    readonly after: number
    readonly limit: number
    readonly conversationId?: ConversationId
  }): Promise<readonly Change[]>
  lastSeq(): Promise<number>
  /** For the metrics page. */
  counts(): Promise<{
    readonly phases: Readonly<Record<PhaseKind, number>>
    readonly deliveries: Readonly<Record<DeliveryStatus, number>>
    readonly unread: number
  }>
}

/** A row of the agents' list. */
export interface ConversationSummary {
  readonly conversation: Conversation
  readonly seq: number
  readonly lastAt: number
  readonly lastText: string
  /** Whose words these are; absent where there is none. */
  readonly lastBy?: { readonly author: Author['kind']; readonly agent?: AgentId }
  /** The customer's own last words, while a person has yet to answer them. */
  readonly asked?: string
  /** Since when the customer waits for a person; absent when they don't. */
  readonly waitingSince?: number
  /** The most urgent of its open tickets: 1 before 3 before 2. */
  readonly level?: Level
  /** Of the clocks that its open tickets are held to, and that are not met, the one due first. */
  readonly promise?: StageClock
  /** Danger, or an open ticket of level 1: served before who has waited longer. */
  readonly urgent: boolean
  /** Up to which position; absent where nothing is known, as on every marketplace. */
  readonly readByCustomer?: number
  readonly readByShop?: number
}

export interface ConversationFilter {
  readonly phase?: PhaseKind
  readonly channel?: string
  readonly account?: string
  readonly externalId?: string
  /** Of these alone; none for all. */
  readonly shops?: readonly string[]
  /** Somebody of the shop must still see something of it. */
  readonly alerted?: true
  readonly limit: number
  /** So many from the top are known already. */
  readonly skip?: number
}

export type CustomerKey = Pick<Conversation, 'channel' | 'account' | 'customer'>

export interface CaseFilter {
  /** Neither done nor rejected nor withdrawn, or one of these. */
  readonly isOpen?: boolean
  /** As people write it: `SH261122-9F3K2M`. */
  readonly number?: string
  /** The customer's own. */
  readonly of?: CustomerKey
  /** Of these shops alone; none for all. */
  readonly shops?: readonly string[]
  /** There is a plan that people vote on, or voted on. */
  readonly isPlanned?: true
  /** Before this moment. */
  readonly openedBefore?: number
  readonly limit: number
}

/** What changed since a sequence number, oldest first. */
export type Change =
  | { readonly kind: 'entry'; readonly seq: number; readonly entry: Entry; readonly shop: Shop }
  | { readonly kind: 'conversation'; readonly seq: number; readonly summary: ConversationSummary }
