import type { Flow } from './flow.ts'
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
import type { OrderSnapshot, Slots, Stage } from './ticket.ts'
import type { Emotion } from './understanding.ts'

/**
 * Where a conversation stands. Only `answering` and `collecting` belong to the bot.
 *
 *   answering <-> collecting        a flow opens, completes or expires
 *   any of them -> awaitingAgent    a handoff
 *   any -> withAgent                an agent takes it, or a person answers in the platform's client
 *   withAgent -> awaitingAgent      the agent said nothing for too long
 *   withAgent -> withAgent          given to a colleague, or taken over by a supervisor
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
      /** Since when the customer waits for a word of that agent; absent where none is owed. */
      readonly waitingSince?: number
      readonly handoff?: Handoff
      readonly run?: FlowRun
    }
  /** `by`: who had it. */
  | { readonly kind: 'closed'; readonly at: number; readonly by?: Owner }

export type PhaseKind = Phase['kind']

/** A named agent of the console, or whoever answered in the platform's own client. */
export type Owner =
  | { readonly kind: 'agent'; readonly agent: AgentId; readonly name: string }
  | { readonly kind: 'platform' }

/** A running evidence flow. It keeps the words and slots it began with, whatever is reloaded. */
export interface FlowRun {
  readonly flow: FlowId
  /** Absent in runs of an earlier version: theirs is the playbook's. */
  readonly form?: Flow
  /** Of the playbook that it began with. */
  readonly revision?: string
  /** Flows of the troubles that were told along: one form, and one ticket, for all of them. */
  readonly also?: readonly FlowId[]
  readonly intent: IntentId
  readonly ticket: TicketId
  readonly ticketNumber: string
  readonly slots: Slots
  readonly startedAt: number
  /** Its example pictures were shown a second time, after photos of no use. */
  readonly shownAgain?: true
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
  /** The entry that is given for it here, where its conditions hold. */
  readonly answer?: AnswerId
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
  /** A case of level 1 that is no danger to people: a gift that is late, a large order. */
  'urgent',
  /** A case of level 3: people decide it together. */
  'disputed',
  'emotion',
  'complaint',
  'insistence',
  'not_understood',
  'no_answer',
  'by_playbook',
  'evidence_partial',
  'agent_silent',
  /** Nobody had called a person; an agent who had it all the same gave it to a colleague. */
  'by_colleague',
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
  /** The strongest of the round. */
  readonly emotion?: Emotion
  readonly order?: OrderSnapshot
  /** Other cases of the customer, newest first. */
  readonly earlier?: readonly CaseLine[]
  /** What might be done next, and the rule that says so: `replies/suggest.yaml:12:5`. */
  readonly next?: { readonly text: string; readonly source: string }
  /** Nobody is on duty: when the customer is to be called back. */
  readonly callBackAt?: number
  /** Agents who had it and said nothing, one entry each time: others come first. */
  readonly passedBy?: readonly AgentId[]
  /** When it came back from the last of them. */
  readonly passedAt?: number
}

/** A case in a line. */
export interface CaseLine {
  readonly number: string
  readonly title: string
  readonly stage: Stage
  readonly openedAt: number
}

/** What somebody of the shop must see, until they say that they have. */
export interface Alert {
  readonly id: string
  readonly at: number
  readonly kind: AlertKind
  /** Who has the conversation, or those above. */
  readonly to: 'owner' | 'supervisors'
  readonly text: string
}

export const alertKinds = [
  'clock_warning',
  'clock_breach',
  'reply_warning',
  'reply_breach',
  'escalated',
  'call_back',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** What the bot remembers of the present round, to be polite and not to repeat itself. */
export interface Memory {
  /** Messages in a row that nobody understood, or that were none of the shop's business. */
  readonly misses: number
  /** How often each intent was asked in this round, for insistence and hit counts. */
  readonly asked: Readonly<Record<string, number>>
  /** The order the customer talks about, once known. */
  readonly order?: OrderNo
  /** The order that was last shown on a card. */
  readonly shown?: OrderNo
  /** A number that is not among the customer's orders, and they have been told so. */
  readonly doubted?: OrderNo
  /** Pictures and films sent in this round that no ticket has used yet. */
  readonly media: readonly { readonly part: MediaPart; readonly from: string }[]
  /** The messages of the last turn that brought pictures or films: 「照片发错了」 is about these. */
  readonly sentLast?: readonly string[]
  /** They came with the very last thing that the customer said. */
  readonly sentNow?: true
  /** What the customer said last that was worth answering: the handoff summary quotes it. */
  readonly said: readonly string[]
  readonly lastIntent?: IntentId
  /** The question that was answered last, and the options taken, counted from 0: 「那第二个呢」. */
  readonly answered?: { readonly question: Question; readonly picked: readonly number[] }
  /** The strongest emotion of this round. */
  readonly emotion?: Emotion
  /** Days that the customer named, `YYYY-MM-DD`. */
  readonly dates?: readonly string[]
  /** What people of the shop said last in this round: a colleague who looks later wants to know. */
  readonly peopleSaid?: readonly string[]
  /** When the marketplace's clock on a person's reply started, and when it is over. */
  readonly owed?: ReplyOwed
  /** How often something was suggested in this round. */
  readonly suggestions?: number
  /** The wait for a person has been soothed; by when the wait began. */
  readonly soothed?: number
  /** Told that the evidence has time, and nothing came since. */
  readonly eased?: true
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
  /** What was said then, so that the same is not said twice in a row. */
  readonly queueTold?: string
  /** When a question on the wait was last answered. */
  readonly queueAnswerAt?: number
  /** When who waits was told last that what they said is for the person who comes. */
  readonly queueHeardAt?: number
  /** Anger during the wait has been acknowledged; by when the wait began. */
  readonly queueSoothed?: number
  /** What is said only once a wait, and when it was; by when the wait began. */
  readonly wait?: { readonly since: number; readonly said: Readonly<Record<string, number>> }
  /** Told that another person goes on. */
  readonly handedOn?: true
  /** Whom the customer knows, while another one has it who was not there yet: that is told once they are. */
  readonly handedFrom?: AgentId
  /** The last reply said how far a case is: 「还要多久」 is about that. */
  readonly toldCase?: true
  /** How the bot is to help the person who has it; absent for `assist`. */
  readonly helps?: 'off'
}

export interface ReplyOwed {
  readonly since: number
  readonly warnAt: number
  readonly dueAt: number
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
  /** Newest last; they outlive rounds. */
  readonly alerts?: readonly Alert[]
  /** When each thing was suggested last, by its id in `replies/suggest.yaml`. */
  readonly suggested?: Readonly<Record<string, number>>
}

/** The bot may speak only where it owns the conversation. */
export const botOwns = (phase: Phase): boolean =>
  phase.kind === 'answering' || phase.kind === 'collecting'

/** The evidence flow of a conversation, running or suspended while a person has it. */
export const runOf = (phase: Phase): FlowRun | undefined =>
  phase.kind === 'answering' || phase.kind === 'closed' ? undefined : phase.run

/**
 * The bot's part in a conversation.
 *
 *   auto     it answers; nothing else is possible while it owns the conversation
 *   assist   people answer, and are offered what they could say; so it is when they get it from
 *            the bot
 *   off      people answer, and nothing is thought out for them, whoever of them has it; a hand-back
 *            ends it
 */
export const botModes = ['auto', 'assist', 'off'] as const
export type BotMode = (typeof botModes)[number]
/** What people choose between while the conversation is theirs. */
export type HelpMode = Exclude<BotMode, 'auto'>

export const botModeOf = ({ phase, memory }: Pick<Conversation, 'phase' | 'memory'>): BotMode =>
  botOwns(phase) ? 'auto' : (memory.helps ?? 'assist')
