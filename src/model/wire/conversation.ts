import type { Alert, BotMode, CaseLine, PhaseKind } from '../conversation.ts'
import type { DecisionKind, DeliveryStatus, MessagePart } from '../message.ts'
import type { AfterSaleKind, AfterSaleState, OrderState } from '../order.ts'
import type { Level, Stage, Ticket } from '../ticket.ts'

export const phaseNames = {
  answering: 'answering',
  collecting: 'collecting',
  awaitingAgent: 'awaiting_agent',
  withAgent: 'with_agent',
  closed: 'closed',
} as const satisfies Record<PhaseKind, string>
export type PhaseName = (typeof phaseNames)[PhaseKind]

/** GET /api/conversations?phase=&channel=&account=&external_id=&alerted=true&limit= -> { conversations: [...] } */
export interface ConversationRow {
  readonly id: string
  readonly seq: number
  readonly channel: string
  readonly account: string
  readonly external_id: string
  readonly customer: { readonly id: string; readonly name: string | null }
  readonly phase: PhaseName
  /** The agent's name; null where nobody of the console has it. */
  readonly owner: string | null
  readonly owner_id: string | null
  readonly waiting_since: number | null
  readonly last_at: number
  readonly last_text: string
  /** Whose words these are. */
  readonly last_by: { readonly author: Line['author']; readonly agent: string | null } | null
  /** The customer's own last words, while a person has yet to answer them. */
  readonly asked: string | null
  readonly handoff_reason: string | null
  /** Served before who has waited longer. */
  readonly urgent: boolean
  /** How often an agent had it and said nothing. */
  readonly passed_by: number
  /** The most urgent of its open tickets; null where there is none. */
  readonly level: Level | null
  /** By when the marketplace wants a person's reply, and when to warn; null while none is owed. */
  readonly reply_due: number | null
  readonly reply_warn: number | null
  /** Of the clocks of its open tickets that are not met the one due first; null where there is none. */
  readonly promise: {
    readonly title: string
    readonly due: number
    readonly warn: number | null
  } | null
  /** What somebody of the shop must still see. */
  readonly alerts: readonly Alert[]
  /** Up to which position each side has read; null where nothing is known, as on marketplaces. */
  readonly read_by_customer: number | null
  readonly read_by_shop: number | null
  readonly bot_mode: BotMode
}

/** GET /api/conversations/{id} */
export interface ConversationDetail extends ConversationRow {
  readonly transcript: readonly Line[]
  /** The customer waits for a person's word; mere thanks want none. */
  readonly owes_answer: boolean
  /** The running or last ticket. */
  readonly ticket: Ticket | null
  readonly tickets: readonly Ticket[]
  /** The ids of those that are not over. */
  readonly open_tickets: readonly string[]
  readonly handoff: HandoffPacket | null
  readonly decisions: readonly DecisionLine[]
  /** Those that the conversation is about first, then the newest. */
  readonly orders: readonly OrderView[]
  /** The order system did not answer: there may be orders all the same. */
  readonly orders_unknown: boolean
}

export interface Line {
  readonly id: string
  readonly seq: number
  readonly position: number
  readonly conversation: string
  readonly at: number
  readonly author: 'customer' | 'bot' | 'agent' | 'shop_human' | 'shop_system' | 'note' | 'event'
  readonly name: string | null
  readonly parts: readonly MessagePart[]
  readonly external_id: string | null
  readonly delivery: { readonly status: DeliveryStatus; readonly reason: string | null } | null
  readonly why: LineWhy | null
  /** Who is named in a note. */
  readonly mentions: readonly { readonly id: string; readonly name: string }[]
}

export interface LineWhy {
  readonly kind: DecisionKind
  readonly intent: string | null
  readonly confidence: number | null
  readonly rung: string
  readonly because: string
  readonly source: string | null
}

export interface HandoffPacket {
  readonly reason: string
  readonly because: string
  readonly at: number
  readonly summary: readonly string[]
  readonly evidence: { readonly have: readonly string[]; readonly missing: readonly string[] }
  /** The strongest of the round; null where it was handed over by an earlier version. */
  readonly emotion: number | null
  readonly earlier: readonly CaseLine[]
  readonly next: { readonly text: string; readonly source: string } | null
  /** When people are on duty by the calendar, as the customer was told; null where somebody was. */
  readonly call_back_at: number | null
  /** By when the marketplace wants a person's reply, by hours of its own; null while none is owed. */
  readonly reply_due: number | null
  /** What colleagues left for each other last, oldest first. */
  readonly notes: readonly Line[]
}

export interface DecisionLine extends LineWhy {
  readonly turn: string
  readonly at: number
  readonly messages: readonly string[]
  readonly text: string
  readonly replies: readonly string[]
  /** What the operators call what was understood, today. */
  readonly intent_title: string | null
  readonly tried: readonly { readonly rung: string; readonly found: string }[]
  readonly playbook_revision: string
}

export interface OrderCard {
  readonly order_no: string
  readonly state: OrderState
  readonly items: string
  readonly amount: string
  readonly placed_at: number
  readonly courier: string | null
  readonly tracking_no: string | null
  readonly events: readonly { readonly at: number; readonly text: string }[]
}

/** An order as agents see it. */
export interface OrderView extends OrderCard {
  /** The conversation or one of its cases is about it. */
  readonly is_subject: boolean
  readonly deadlines: readonly OrderDeadline[]
  readonly after_sale: {
    readonly kind: AfterSaleKind
    readonly state: AfterSaleState
    readonly updated_at: number
    readonly amount: string | null
  } | null
  /** The shop's words on how long delivery takes, while it is on its way. */
  readonly delivery_promise: string | null
  /** The order in a line, for the customer. */
  readonly line: string
}

export interface OrderDeadline {
  /** Sent by then; or until then the customer may report damage, return, exchange, complain at all. */
  readonly kind: 'ship' | 'damage' | 'return' | 'exchange' | 'complaint'
  readonly due: number
  /** When it was done; null where it was not, or nothing is to be done. */
  readonly met: number | null
}

/** GET /api/knowledge?conversation=&q= -> { found: [...] }; without words what fits the customer's last. */
export interface KnowledgeEntry {
  readonly id: string
  readonly title: string
  /** How customers ask for it. */
  readonly questions: readonly string[]
  /** With this conversation's facts; what is not known stands there to be filled in: `{{ask:物流单号}}`. */
  readonly text: string
  readonly has_gaps: boolean
  /** Whether its conditions hold here. */
  readonly applies: boolean
  /** `replies/damaged.yaml:12:5` */
  readonly source: string
}

/** GET /api/conversations/{id}/customer */
export interface CustomerView {
  readonly customer: ConversationRow['customer']
  readonly channel: string
  readonly account: string
  /** When they first wrote. */
  readonly first_at: number
  /** How often they came. */
  readonly chats: number
  /** The strongest of this round; null while nothing was said. */
  readonly emotion: number | null
  /** Null where the order system did not answer. */
  readonly orders: { readonly count: number; readonly amount: string } | null
  readonly promises: readonly {
    readonly number: string
    readonly title: string
    readonly due: number
    readonly warn: number | null
  }[]
  /** Newest first. */
  readonly cases: readonly {
    readonly number: string
    readonly title: string
    readonly stage: Stage
    readonly opened_at: number
    readonly conversation: string
    /** What the customer was told with the stage. */
    readonly told: string | null
  }[]
}
