import type {
  AgentId,
  AnswerId,
  ConversationId,
  FlowId,
  IntentId,
  OrderNo,
  TicketId,
} from './ids.ts'
import type { MediaPart } from './message.ts'
import type { Slots } from './ticket.ts'

/**
 * Where a conversation stands. Only `answering` and `collecting` belong to the bot.
 *
 *   answering <-> collecting        a flow opens, completes or expires
 *   any of them -> awaitingAgent    a handoff
 *   any -> withAgent                an agent takes it, or a person answers in the platform's client
 *   withAgent -> answering          explicit return; a suspended flow is taken up again
 *   any -> closed -> answering      resolved; the next message opens a new round with the bot
 */
export type Phase =
  | { readonly kind: 'answering'; readonly question?: Question }
  | { readonly kind: 'collecting'; readonly run: FlowRun; readonly question?: Question }
  | { readonly kind: 'awaitingAgent'; readonly handoff: Handoff; readonly run?: FlowRun }
  | {
      readonly kind: 'withAgent'
      readonly by: Owner
      readonly since: number
      readonly handoff?: Handoff
      readonly run?: FlowRun
    }
  | { readonly kind: 'closed'; readonly at: number }

export type PhaseKind = Phase['kind']

/** A named agent of the console, or whoever answered in the platform's own client. */
export type Owner =
  | { readonly kind: 'agent'; readonly agent: AgentId; readonly name: string }
  | { readonly kind: 'platform' }

/** A running evidence flow. Its words and slots are those of the playbook at each turn. */
export interface FlowRun {
  readonly flow: FlowId
  /** Flows of the troubles that were told along: one form, and one ticket, for all of them. */
  readonly also?: readonly FlowId[]
  readonly intent: IntentId
  readonly ticket: TicketId
  readonly ticketNumber: string
  readonly slots: Slots
  readonly startedAt: number
}

/**
 * A numbered question that waits for an answer: "您是想问：1. … 2. …"; of one option, yes or no.
 * `more` is what to offer to who wants none of these; it is absent from the second try.
 */
export type Question = WantQuestion | OrderQuestion

export interface WantQuestion {
  readonly kind: 'intent'
  readonly options: readonly WantOption[]
  readonly more?: readonly WantOption[]
}

export interface OrderQuestion {
  readonly kind: 'order'
  readonly intent: IntentId
  /** Other requests that wait for the same order. */
  readonly also?: readonly IntentId[]
  readonly options: readonly OrderOption[]
  readonly more?: readonly OrderOption[]
}

/** What a customer may want: a request, or an entry of the knowledge base. */
export type WantOption = IntentOption | AnswerOption

export interface IntentOption {
  readonly label: string
  readonly intent: IntentId
}

export interface AnswerOption {
  readonly label: string
  readonly answer: AnswerId
}

export interface OrderOption {
  readonly label: string
  readonly orderNo: OrderNo
}

export const handoffReasons = [
  'customer_request',
  'safety',
  'emotion',
  'complaint',
  'insistence',
  'not_understood',
  'no_answer',
  'by_playbook',
  'evidence_partial',
  'bot_failed',
  'send_failed',
] as const
export type HandoffReason = (typeof handoffReasons)[number]

/** Passing a conversation to a person: why, and everything they need so that nobody says it twice. */
export interface Handoff {
  readonly reason: HandoffReason
  readonly because: string
  readonly at: number
  readonly summary: readonly string[]
  readonly evidence: { readonly have: readonly string[]; readonly missing: readonly string[] }
}

/** What the bot remembers of the present round, to be polite and not to repeat itself. */
export interface Memory {
  /** Messages in a row that nobody understood, or that were none of the shop's business. */
  readonly misses: number
  /** How often each intent was asked in this round, for insistence and hit counts. */
  readonly asked: Readonly<Record<string, number>>
  /** The order the customer talks about, once known. */
  readonly order?: OrderNo
  /** Pictures and films sent in this round that no ticket has used yet. */
  readonly media: readonly { readonly part: MediaPart; readonly from: string }[]
  /** What the customer said last that was worth answering: the handoff summary quotes it. */
  readonly said: readonly string[]
  readonly lastIntent?: IntentId
  /** The question that was answered last, and the options taken, counted from 0: 「那第二个呢」. */
  readonly answered?: { readonly question: Question; readonly picked: readonly number[] }
  /** In how many turns of this round the customer was angry. */
  readonly angry?: number
  /** The words that show that time presses; empty where it does and nothing says why. */
  readonly urgent?: readonly string[]
  /** The handoff that a person gave back: colleagues who look later still want to know. */
  readonly lastHandoff?: Handoff
  /** When the customer last wrote, or a person gave the conversation back: silence counts from here. */
  readonly heardAt?: number
  /** The flow that was completed last in this round: what still comes belongs to its ticket. */
  readonly lastRun?: FlowRun
  /** When the customer was last told to wait for a person, since the handoff itself said so. */
  readonly queueNoticeAt?: number
}

export const emptyMemory: Memory = { misses: 0, asked: {}, media: [], said: [] }

/** The lasting exchange of one customer with one shop on one channel. */
export interface Conversation {
  readonly id: ConversationId
  readonly channel: string
  readonly account: string
  /** The channel's own id of this conversation. */
  readonly externalId: string
  readonly customer: { readonly id: string; readonly name?: string }
  /** Grows by one with every turn; a commit on a stale version is refused. */
  readonly version: number
  /** Counted from 1; a new message after 已解决, or after long silence with the bot, starts the next. */
  readonly round: number
  /** Tickets opened so far, for the next ticket's id. */
  readonly ticketCount: number
  readonly phase: Phase
  readonly memory: Memory
}

/** The bot may speak only where it owns the conversation. */
export const botOwns = (phase: Phase): boolean =>
  phase.kind === 'answering' || phase.kind === 'collecting'

/** The evidence flow of a conversation, running or suspended while a person has it. */
export const runOf = (phase: Phase): FlowRun | undefined =>
  phase.kind === 'answering' || phase.kind === 'closed' ? undefined : phase.run
