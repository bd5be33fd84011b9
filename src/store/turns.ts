import type { Conversation } from '../model/conversation.ts'
import type { Decision, TimerRef } from '../model/decision.ts'
import type { ConversationId, OutboxId, TimerId, TurnId } from '../model/ids.ts'
import type { Author, InboundMessage, MessagePart, Why } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'

export interface TakeTurns {
  readonly at: number
  readonly limit: number
  /** A reply older than this is never held back for a customer who keeps typing. */
  readonly reopenWithinMs: number
  readonly handle: (work: Work) => Promise<Verdict>
}

export interface RunTurn {
  readonly conversationId: ConversationId
  readonly at: number
  readonly commandKey?: string
  readonly handle: (work: Work) => Promise<Verdict>
}

export type TurnReport =
  | { readonly kind: 'committed'; readonly conversationId: ConversationId; readonly turn: TurnId }
  | { readonly kind: 'waiting'; readonly conversationId: ConversationId; readonly until: number }
  | { readonly kind: 'repeated'; readonly conversationId: ConversationId }
  | { readonly kind: 'failed'; readonly conversationId: ConversationId; readonly error: unknown }

/**
 * Everything a turn starts from. It is the caller's alone until the verdict. When no words of the
 * previous turn have left yet and the customer went on, its messages are in `unread` again and
 * `conversation` is as it was before it: committing replaces that turn whole.
 */
export interface Work {
  readonly conversation: Conversation
  /** In order of `orderKey`, then arrival. */
  readonly unread: readonly Unread[]
  readonly timers: readonly DueTimer[]
  /** The tickets of this conversation, in the order they were opened. */
  readonly tickets: readonly Ticket[]
  /** Lines that will never reach the customer, which no turn has dealt with yet. */
  readonly failed: readonly { readonly id: OutboxId; readonly reason: string }[]
  /** How often in a row its turns could not be committed. */
  readonly failures: number
}

/** A message of the customer or the shop that no turn has read yet. */
export interface Unread extends Omit<InboundMessage, 'conversation' | 'customer'> {
  readonly position: number
  readonly receivedAt: number
}

export interface DueTimer extends TimerRef {
  readonly id: TimerId
  readonly dueAt: number
}

export type Verdict =
  /** Nothing yet: hand it out again at `until`, or earlier when a message comes or a file is settled. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'commit'; readonly turn: Turn }

/** What one turn changes; committed as a whole or not at all. */
export interface Turn {
  readonly id: TurnId
  readonly at: number
  readonly trigger: string
  readonly decision: DecisionRecord
  /** Its `version` is one above that of the work it came from. */
  readonly next: Conversation
  readonly lines: readonly NewLine[]
  readonly tickets: readonly Ticket[]
  /** A running timer of the same name and subject is replaced. */
  readonly startTimers: readonly (TimerRef & { readonly dueAt: number })[]
  /** Done before the starts; without a subject, all of the name. */
  readonly cancelTimers: readonly TimerRef[]
  /**
   * The due timers that it dealt with; they end. Absent: all of the work's, unless only the shop
   * spoke.
   */
  readonly timers?: readonly TimerId[]
}

/** A decision as it is kept for people who ask why. */
export type DecisionRecord = Omit<Decision, 'next' | 'effects'> & {
  readonly turn: TurnId
  readonly at: number
  /** External ids of the messages it read. */
  readonly messages: readonly string[]
  readonly text: string
  readonly replies: readonly string[]
  readonly playbookRevision: string
}

/** A line that a turn adds to the transcript; `route` says how it travels, if at all. */
export interface NewLine {
  readonly id: OutboxId
  readonly author: Author
  readonly parts: readonly MessagePart[]
  readonly route: 'push' | 'pull' | 'draft' | 'none'
  readonly why?: Why
}
