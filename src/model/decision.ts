import type { Conversation, HelpMode } from './conversation.ts'
import type { AgentId, IntentId, TicketId } from './ids.ts'
import type { DecisionKind, MessagePart } from './message.ts'
import type { Order, Product } from './order.ts'
import type { Actor } from './people.ts'
import type { PictureState } from './picture.ts'
import type { Ticket, TicketChange } from './ticket.ts'
import type { Understanding } from './understanding.ts'

/** The fixed ladder of the policy, highest rung first; docs/policy.md explains each. */
export const rungs = [
  'human_owns',
  'safety',
  'wants_human',
  'emotion',
  'urgent',
  'agent_command',
  'timer',
  'pending_question',
  'evidence_flow',
  'several',
  'keyword',
  'intent',
  'knowledge',
  'clarify',
  'human',
] as const
export type Rung = (typeof rungs)[number]

/** A customer's message within a turn; `id` is the channel's own. */
export interface Said {
  readonly id: string
  readonly at: number
  readonly parts: readonly MessagePart[]
}

/** What sets a turn off. */
export type Trigger =
  | {
      readonly kind: 'customerSaid'
      readonly messages: readonly Said[]
      /** Of all their text together; absent when there was no text. */
      readonly understanding?: Understanding
    }
  /** A person answered in the platform's own client. */
  | { readonly kind: 'shopHumanSaid' }
  /** The shop's system showed something: an order card. */
  | { readonly kind: 'shopSystemSaid'; readonly messages: readonly Said[] }
  | ({ readonly kind: 'timerFired' } & TimerRef)
  | { readonly kind: 'agentTook'; readonly agent: AgentId; readonly name: string }
  /** The router gave it to an agent who is free. */
  | {
      readonly kind: 'agentAssigned'
      readonly agent: AgentId
      readonly name: string
      /** 「会处理「收到破损」；手上 2 个会话」 */
      readonly because: string
    }
  | {
      readonly kind: 'agentReplied'
      readonly agent: AgentId
      readonly name: string
      readonly parts: readonly MessagePart[]
    }
  /** An agent gives it to a colleague. */
  | {
      readonly kind: 'agentGave'
      readonly agent: AgentId
      readonly name: string
      readonly to: { readonly agent: AgentId; readonly name: string }
    }
  /** An agent wants the bot's help with it, or none. */
  | {
      readonly kind: 'agentSwitched'
      readonly agent: AgentId
      readonly name: string
      readonly mode: HelpMode
    }
  /** An agent goes, and leaves the customer who waits for them to the others. */
  | { readonly kind: 'agentLeft'; readonly agent: AgentId; readonly name: string }
  | { readonly kind: 'agentReturned'; readonly agent: AgentId; readonly name: string }
  | { readonly kind: 'agentResolved'; readonly agent: AgentId; readonly name: string }
  /** A person did something to a ticket of this conversation. */
  | {
      readonly kind: 'ticketChanged'
      readonly ticket: TicketId
      readonly change: TicketChange
      readonly by: Actor
    }
  | {
      readonly kind: 'alertCleared'
      readonly alert: string
      readonly agent: AgentId
      readonly name: string
    }
  /** A turn or a delivery failed for good; a person must look. */
  | { readonly kind: 'failed'; readonly what: 'turn' | 'send'; readonly detail: string }

/** What a conversation waits for. Of each name and subject at most one is running. */
export const timerNames = [
  'evidence_reminder',
  'evidence_expiry',
  /** Pictures that were still on their way when they were taken in. */
  'evidence_check',
  /** The words for who waits for a person and has heard nothing since. */
  'soothe',
  /** A ticket's stage clock; the subject says which, and whether it warns or is over. */
  'stage_clock',
  /** The marketplace's clock on human replies. */
  'reply_clock',
  /** People are on duty again: who came while nobody was is to be called back. */
  'call_back',
  /** A person who has a conversation and says nothing. */
  'agent_silent',
] as const
export type TimerName = (typeof timerNames)[number]

export interface TimerRef {
  readonly name: TimerName
  /** Tells timers of one name apart; absent where there is one at most. */
  readonly subject?: string
}

/** What the shop's systems know that bears on this turn. Gathered before deciding. */
export interface Facts {
  /** The customer's own orders, newest first. */
  readonly orders: readonly Order[]
  /**
   * Order numbers the customer quoted: the order if it is theirs, else what is wrong with it;
   * `unchecked` where no order system is connected.
   */
  readonly quoted: Readonly<Record<string, Order | 'unknown' | 'of_someone_else' | 'unchecked'>>
  readonly products: readonly Product[]
  /** Shop details for `{{shop.*}}`; a key that no one filled in is absent. */
  readonly shop: Readonly<Record<string, string>>
  /** What the media files know of pictures and films, by media id; of this turn and of the flow. */
  readonly pictures: Readonly<Record<string, PictureState>>
  /** Cases of the same customer in other conversations, newest first. */
  readonly earlier: readonly Ticket[]
  /** The people: absent where nobody keeps a desk. */
  readonly desk?: DeskFacts
  /** Set when the order source did not answer: say so and hand over, never invent. */
  readonly ordersDown?: string
}

/** What is known of the people who may take over. */
export interface DeskFacts {
  /** By the calendar somebody is on duty now. */
  readonly open: boolean
  /** When somebody will be; absent while open, and where the calendar names no such time. */
  readonly opensAt?: number
  /** Agents who take conversations now. */
  readonly online: number
  /** Who they are, where that is known. */
  readonly here?: readonly AgentId[]
  /** Customers who wait and would be served before this one. */
  readonly ahead: number
  /** How long such a wait took lately, in milliseconds; absent where too few are known. */
  readonly estimateMs?: number
}

/** One thing to do in the world; committed with the turn that decided it. */
export type Effect =
  | {
      readonly kind: 'sendMessage'
      readonly author: 'bot' | { readonly agent: AgentId; readonly name: string }
      readonly parts: readonly MessagePart[]
    }
  /** A line in the transcript for people only: "小林接手了会话". */
  | { readonly kind: 'noteEvent'; readonly text: string }
  | { readonly kind: 'saveTicket'; readonly ticket: Ticket }
  | ({ readonly kind: 'startTimer'; readonly dueAt: number } & TimerRef)
  /** Without a subject: all of this name. */
  | ({ readonly kind: 'cancelTimer' } & TimerRef)

/** The policy's answer to a trigger: the next state, what to do, and why. */
export interface Decision {
  readonly kind: DecisionKind
  readonly rung: Rung
  readonly intent?: IntentId
  readonly confidence?: number
  /** One sentence a person understands; never empty. */
  readonly because: string
  /** Rungs looked at, top down, with what each found. */
  readonly tried: readonly { readonly rung: Rung; readonly found: string }[]
  /** Place in the playbook that was used, `replies/damaged.yaml:12:5`. */
  readonly source?: string
  readonly next: Conversation
  readonly effects: readonly Effect[]
}
