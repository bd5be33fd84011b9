import type { Alert, BotMode, CaseLine, PhaseKind } from './conversation.ts'
import type { DecisionKind, DeliveryStatus, MessagePart } from './message.ts'
import type { AfterSaleKind, AfterSaleState, OrderState } from './order.ts'
import type { PresenceState, Role } from './people.ts'
import type { Rating, SurveyAnswer } from './rating.ts'
import type { Level, MayDo, SlotKind, Stage, Ticket, TicketChange } from './ticket.ts'
import type { ToneReport } from './tone.ts'

/**
 * What travels between the server and its two faces, as JSON. Customers see only `Customer*`.
 *
 * GET  /ws/customer?shop=demo&lang=zh-CN   websocket of the customer page; the visitor's cookie says who it is
 * GET  /ws/agent?after=<seq>    websocket of the console; the session's cookie says who it is
 */

// --- the customer page -----------------------------------------------------

/**
 * POST /api/customer/session -> 200; `buyer` only in the demo shop. The counter's own page gets the
 * visitor's cookie. A page of the shop's site, which no cookie reaches, gets a `token` to send as
 * `Authorization: Bearer`, and to /ws/customer as its second subprotocol.
 */
export interface CustomerSessionRequest {
  readonly shop: string
  readonly buyer?: string
  /** Somebody new, whoever this browser was. */
  readonly anew?: true
}
export interface CustomerSession {
  readonly shop: { readonly id: string; readonly name: string }
  readonly customer: { readonly id: string; readonly name: string | null }
  /** Demo shop only: whom the visitor may pretend to be. */
  readonly demoBuyers: readonly {
    readonly id: string
    readonly name: string
    readonly hint: string
  }[]
  /** Only for pages of the shop's own site. */
  readonly token?: string
  /** The token that came along is none of ours, or too old; this is somebody new. */
  readonly refused?: 'forged' | 'expired'
}

/**
 * POST /api/customer/claim -> CustomerSession: a visitor whom the shop did not sign is told of an
 * order, by the last four digits of the telephone that it went to; for 24 hours.
 */
export interface CustomerClaimRequest {
  readonly shop: string
  readonly order_no: string
  readonly phone_tail: string
}

/** What a page of the shop's site offers as its first subprotocol of /ws/customer. */
export const customerProtocol = 'shouhou.v1'

/** POST /api/customer/media (multipart, one file) -> 200 */
export interface UploadedMedia {
  readonly media: string
  readonly mime: string
  readonly bytes: number
}

/** GET /api/customer/matters?shop= -> the visitor's own orders and cases, newest first. */
export interface CustomerMatters {
  readonly orders: readonly OrderCard[]
  /** The order system did not answer: there may be orders all the same. */
  readonly orders_unknown: boolean
  /** Nobody has said who the visitor is: an order and its telephone may. */
  readonly may_claim: boolean
  /** An order and its telephone said it: what they opened may be shut again. */
  readonly may_leave: boolean
  readonly cases: readonly CustomerCase[]
}

export interface CustomerCase {
  readonly number: string
  readonly title: string
  readonly opened_at: number
  readonly stage: Stage
  /** How far it is, in words. */
  readonly text: string
}

/** Frames the page sends. `id` is made by the page and makes a resend harmless. */
export type CustomerFrame =
  | { readonly type: 'hello'; readonly after: number }
  | {
      readonly type: 'message'
      readonly id: string
      readonly parts: readonly CustomerPart[]
    }
  /** Holds for six seconds. */
  | { readonly type: 'typing'; readonly typing: boolean }
  /** The page is seen, and shows everything up to this position. */
  | { readonly type: 'read'; readonly position: number }
  /** What the customer thinks of a line; nothing with `null`. */
  | { readonly type: 'rate'; readonly line: string; readonly rating: Rating | null }
  /** Of a round that is over; `null` puts the question away for good. */
  | { readonly type: 'survey'; readonly round: number; readonly answer: SurveyAnswer | null }

export type CustomerPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'video' | 'file'; readonly media: string; readonly name?: string }
  | { readonly type: 'order'; readonly order_id: string }
  | { readonly type: 'product'; readonly product_id: string }

/** Frames the page gets. Lines with a `seq` it has seen are to be replaced, not added. */
export type CustomerEvent =
  | { readonly type: 'ready'; readonly seq: number }
  | { readonly type: 'line'; readonly line: CustomerLine }
  /** The message is on disk. */
  | { readonly type: 'ack'; readonly id: string; readonly duplicate: boolean }
  | {
      readonly type: 'refused'
      readonly id: string | null
      readonly code: string
      readonly message: string
    }
  | {
      readonly type: 'status'
      readonly with: 'bot' | 'queue' | 'human'
      readonly agent: string | null
      /** In the queue: how many are served before, how long a wait took lately, when people come. */
      readonly ahead?: number
      readonly wait_ms?: number
      readonly opens_at?: number
      /** The same in words, of the shop's time zone: 「11月26日（明天）09:00」. */
      readonly opens?: string
    }
  /** What is being collected; told anew whole whenever any of it changes. */
  | { readonly type: 'form'; readonly form: CustomerForm | null }
  /** A person of the shop has read up to this position; nothing is told of the bot. */
  | { readonly type: 'read'; readonly read: number }
  /** A person of the shop writes, in words: 「对方正在输入…」; null once they write no more. */
  | { readonly type: 'typing'; readonly typing: string | null }
  /** The rating is on disk. */
  | { readonly type: 'rated'; readonly line: string; readonly rating: Rating | null }
  /** A round is over, and the customer may say how it was. */
  | { readonly type: 'survey'; readonly survey: CustomerSurvey | null }

export interface CustomerSurvey {
  readonly round: number
  /** Who had it. */
  readonly agent: string | null
}

/** The checklist of a case: what the shop needs, and what it has. */
export interface CustomerForm {
  /** Of the case; a page tells two forms apart by it. */
  readonly ticket: string
  readonly title: string
  readonly slots: readonly CustomerSlot[]
}

export interface CustomerSlot {
  readonly id: string
  readonly kind: SlotKind
  /** 「破损处的照片」 */
  readonly label: string
  /** How to do it well. */
  readonly hint: string | null
  readonly optional: boolean
  /** `unclear`: pictures came, and none that shows enough. `skipped`: nobody asks for it any more. */
  readonly state: 'missing' | 'unclear' | 'got' | 'skipped'
  /** What there is, in short: words, or how many files. */
  readonly told: { readonly text: string | null; readonly files: number } | null
  /** Addresses of pictures that show how it is done well. */
  readonly pictures: readonly string[]
  /** Of a choice: sent as words when picked. */
  readonly options: readonly string[]
}

export interface CustomerLine {
  readonly id: string
  readonly seq: number
  readonly position: number
  readonly at: number
  readonly from: 'me' | 'bot' | 'human'
  readonly name: string | null
  readonly parts: readonly MessagePart[]
  /** What a numbered question offers, in order; picked by sending the number. */
  readonly options: readonly string[]
  /** The page's own id of its message. */
  readonly clientId: string | null
  /** What the customer thinks of it, so far nothing where it is `null`; absent where nobody asks. */
  readonly rating?: Rating | null
}

// --- the console -----------------------------------------------------------

/** POST /api/login -> 200; sets the session cookie; the token also works as `Authorization: Bearer`. */
export interface LoginRequest {
  readonly username: string
  readonly password: string
}
export interface Login {
  readonly token: string
  readonly agent: Me
}
export interface Me {
  readonly id: string
  readonly name: string
  readonly role: Role
}
/** GET /api/me */
export interface MeHere extends Me {
  /** Of the shop: times are read in it, wherever somebody sits. */
  readonly time_zone: string
}

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

/** GET /api/cases/{id}, and the answer to POST /api/cases/{id}/changes */
export interface CaseView {
  readonly ticket: Ticket
  /** Of the one who asks. */
  readonly may: MayDo
  /** Whose consent is wanting before the shop decides; empty where one person may decide alone. */
  readonly votes_wanted: readonly Role[]
  /** The operators' words. Where a list is empty, any word will do. */
  readonly choices: {
    readonly symptoms: readonly string[]
    readonly root_causes: readonly string[]
    readonly levels: readonly { readonly level: Level; readonly name: string }[]
  }
  readonly evidence: EvidenceView
}

/** The evidence of a case as people look at it, beside the slots of the ticket. */
export interface EvidenceView {
  readonly slots: readonly SlotView[]
  /** Of all that came for any slot, by the id of the own copy. */
  readonly pictures: Readonly<Record<string, PictureView>>
  /** Words that ask the customer for all that is wanting; null where nothing is. */
  readonly ask: string | null
}

export interface SlotView {
  readonly id: string
  /** `unclear`: nothing of what came shows enough. `not_given`: the customer has none, or was asked often. */
  readonly state: 'missing' | 'unclear' | 'got' | 'not_given'
  /** How to do it well. */
  readonly hint: string | null
  /** Addresses of pictures that show how it is done well. */
  readonly examples: readonly string[]
  /** Pictures that came and show too little to count, by the id of the own copy. */
  readonly poor: readonly string[]
  /** Words that ask the customer for this one once more; null where it has come. */
  readonly ask: string | null
}

export interface PictureView {
  readonly fault: 'blurred' | 'blank' | 'small' | 'unreadable' | 'lost' | null
  readonly received_at: number
  /** What the camera's clock said, in its own zone: `2026-11-20T14:03:11`; null where it said nothing. */
  readonly taken_at: string | null
  /** The same picture in cases of other customers. */
  readonly reuses: readonly {
    readonly number: string
    readonly at: number
    readonly exact: boolean
  }[]
}

/** POST /api/cases/{id}/changes */
export interface CaseChangeRequest {
  /** Made by the console; a repeated POST with it has no second effect. */
  readonly client_id: string
  /** A `stage` of `proposed` or `rejected` needs a `reply`; the tone guard reads it first. */
  readonly change: CaseChange
  readonly override?: AgentReply['override']
}

/** A case is given to a login; to nobody with `null`. */
export type CaseChange =
  | Exclude<TicketChange, { readonly kind: 'assign' }>
  | { readonly kind: 'assign'; readonly to: string | null }

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

/**
 * POST /api/conversations/{id}/take|return|resolve   body {}
 * POST /api/conversations/{id}/reply                 body AgentReply -> { line ids }
 * POST /api/conversations/{id}/drafts/{line id}/send|discard
 * A second agent's take or reply is 409 with the owner's name.
 */
export interface AgentReply {
  /** Made by the console; a repeated POST with it has no second effect. */
  readonly client_id: string
  /** May be empty where there are files. */
  readonly text: string
  readonly media?: readonly AgentFile[]
  /** One of the customer's own orders, as a card. */
  readonly order?: string
  /** Sends it in spite of what `ToneRefusal` said; colleagues read the reason in the transcript. */
  readonly override?: { readonly reason: string }
  /** Sends it though a colleague is writing: see `TypingRefusal`. */
  readonly anyway?: boolean
  /** Names of `QuickReply.picture`. */
  readonly pictures?: readonly string[]
  /** Where the words came from, however they were changed: it is counted. */
  readonly from?: { readonly kind: 'quick' | 'suggestion'; readonly id: string }
}

/** 422 with code `unresolved`: a place `{{…}}` in the text still wants a value. */
export interface UnresolvedRefusal extends ApiError {
  readonly places: readonly {
    readonly text: string
    readonly start: number
    readonly end: number
  }[]
}

/** GET /api/quick-replies?conversation= -> { groups }: what agents say again and again. */
export interface QuickGroup {
  readonly id: string
  readonly title: string
  /** In the operators' order. */
  readonly replies: readonly QuickReply[]
}

export interface QuickReply {
  readonly id: string
  readonly title: string
  /** With what is known of the conversation; the rest stands in it as `{{…}}`. */
  readonly text: string
  /** Variables without a value here: `order.no`. */
  readonly unresolved: readonly string[]
  /** What the agent is to fill in: 「金额」, which stands as `{{ask:金额}}`. */
  readonly asks: readonly string[]
  /** Shown at `/example/<name>`. */
  readonly picture: string | null
  readonly aliases: readonly string[]
  /** Of the title: `thdz`, `tuihuodizhi`. */
  readonly initials: string
  readonly pinyin: string
  readonly used: { readonly mine: number; readonly all: number }
}

/** GET /api/conversations/{id}/suggestions -> { suggestions }: three at most, likeliest first. */
export interface Suggestion {
  /** For `AgentReply.from`. */
  readonly id: string
  /** What the bot would have said itself, or what else the playbook has. */
  readonly by: 'bot' | 'playbook'
  readonly text: string
  readonly intent: string | null
  readonly intent_title: string | null
  readonly confidence: number | null
  /** `replies/return.yaml:12:5` */
  readonly source: string | null
}

/** GET /api/suggestions/tally?since= -> { answers }; what was neither accepted nor edited was ignored. */
export interface SuggestionTally {
  readonly id: string
  readonly shown: number
  readonly accepted: number
  readonly edited: number
}

/** POST /api/agent/media uploads it; `kind` must be what it is, and `file` is always right. */
export interface AgentFile {
  readonly media: string
  readonly name?: string
  readonly kind: 'image' | 'video' | 'file'
}

/**
 * GET /api/drafts -> { drafts: mine, latest first }; kept until they are sent or emptied.
 * GET /api/conversations/{id}/draft -> Draft
 * PUT /api/conversations/{id}/draft   body DraftChange -> Draft; what is left out stays.
 */
export interface Draft {
  readonly conversation: string
  readonly reply: string
  readonly note: string
  /** 0 where there is none. */
  readonly at: number
}
export type DraftChange = Partial<Pick<Draft, 'reply' | 'note'>>

/** GET /api/search?q=: parts of it in any case, several words all of them; orders first, then by kind. */
export interface SearchResults {
  readonly groups: readonly SearchGroup[]
}

export interface SearchGroup {
  readonly kind: 'order' | 'case' | 'customer' | 'text'
  /** Newest first; some at most. */
  readonly hits: readonly SearchHit[]
}

export interface SearchHit {
  readonly conversation: ConversationRow
  /** The line, to be read with `?before=` one more than this; null for the conversation as such. */
  readonly position: number | null
  readonly at: number
  /** Whose words these are; null where it is nobody's line. */
  readonly by: { readonly author: Line['author']; readonly name: string | null } | null
  /** `start` and `end` are what was looked for. */
  readonly snippet: { readonly text: string; readonly start: number; readonly end: number }
}

/** 409: nothing was sent, as this colleague is writing a reply there. The owner is never refused. */
export interface TypingRefusal extends ApiError {
  readonly typing: { readonly id: string; readonly name: string }
}

/** 422 with code `tone`: nothing was sent. What is `forbid` only a supervisor or admin overrides. */
export interface ToneRefusal extends ApiError, ToneReport {}

/** What is done at one conversation just now. */
export interface Looking {
  readonly conversation: string
  readonly viewing: readonly { readonly id: string; readonly name: string }[]
  readonly typing: readonly {
    readonly id: string
    readonly name: string
    readonly as: TypingAs
  }[]
}
export type TypingAs = 'reply' | 'note'

/** Frames of a console, after its `ready`. They hold for six seconds: repeat them; `null` ends them. */
export type AgentFrame =
  /** On the screen of a page that is seen. Of a conversation of their own it counts as read. */
  | { readonly type: 'viewing'; readonly conversation: string | null }
  | { readonly type: 'typing'; readonly conversation: string | null; readonly as: TypingAs }

/** Frames of /ws/agent, in order of `seq`; a client resumes with the highest it has seen. */
export type AgentEvent =
  | {
      readonly type: 'ready'
      readonly seq: number
      readonly playbook: PlaybookStatus
      /** All that is done anywhere; from here on what changes. Oneself is in it, too. */
      readonly lookers: readonly Looking[]
      readonly customers_typing: readonly string[]
    }
  | { readonly type: 'conversation'; readonly seq: number; readonly conversation: ConversationRow }
  | { readonly type: 'line'; readonly seq: number; readonly line: Line }
  | { readonly type: 'playbook'; readonly playbook: PlaybookStatus }
  | ({ readonly type: 'lookers' } & Looking)
  | {
      readonly type: 'customer_typing'
      readonly conversation: string
      readonly typing: boolean
    }
  /** Too far behind: load the lists again. */
  | { readonly type: 'reload'; readonly seq: number }

/** GET /api/desk; POST /api/me/presence { presence } answers with it, too. */
export interface DeskStatus {
  /** By the calendar somebody is on duty now. */
  readonly open: boolean
  readonly opens_at: number | null
  /** How long a wait took lately; null where too few are known. */
  readonly wait_ms: number | null
  readonly agents: readonly DeskAgent[]
  /** Who waits so long, or was passed by so often, is shown to these roles. */
  readonly escalate: readonly {
    readonly after_waiting_ms: number
    readonly after_passed_by: number
    readonly to: readonly Role[]
  }[]
  /** Named in `replies/routing.yaml`, and nobody's login. */
  readonly unknown_logins: readonly string[]
}

export interface DeskAgent {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** What they are given and see; empty for all. */
  readonly shops: readonly string[]
  /** What they last said. */
  readonly presence: PresenceState
  /** Takes conversations now: online, and a console of theirs is open. */
  readonly here: boolean
  readonly chats: number
  readonly capacity: number
}

/** GET /api/people; POST /api/people and /api/people/{login} answer with the one person. */
export interface PeopleList {
  readonly people: readonly LoginRow[]
  /** What somebody may be given to see: a channel is `web`, an account of it `web/demo`. */
  readonly shops: readonly {
    readonly channel: string
    readonly account: string
    readonly name: string
  }[]
  /** The passwords of the demo's logins stand on the login page. */
  readonly demo: boolean
}

export interface LoginRow extends Me {
  /** Empty for all. */
  readonly shops: readonly string[]
  readonly disabled: boolean
  readonly presence: PresenceState
  readonly here: boolean
  readonly chats: number
  readonly seen_at: number | null
}

/** POST /api/people */
export interface NewLoginRequest extends Me {
  readonly shops: readonly string[]
  readonly password: string
}

/** POST /api/people/{login}; a new password by POST /api/people/{login}/password { password } */
export type LoginChangeRequest = Partial<Pick<LoginRow, 'name' | 'role' | 'shops' | 'disabled'>>

/** POST /api/me/password; every other session of theirs ends. */
export interface OwnPasswordRequest {
  readonly old: string
  readonly password: string
}

/** GET /api/playbook */
export interface PlaybookStatus {
  readonly revision: string
  readonly loaded_at: number
  /** Set while the files on disk are broken and the last good playbook stays. */
  readonly refused: { readonly at: number; readonly text: string } | null
}

/** Every error answer of the API. */
export interface ApiError {
  readonly code: string
  readonly message: string
  readonly path?: string
}
