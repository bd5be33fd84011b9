import type { Conversation, PhaseKind } from '../model/conversation.ts'
import type { Decision, Facts, TimerRef } from '../model/decision.ts'
import type { AgentId, ConversationId, OutboxId, TicketId, TimerId, TurnId } from '../model/ids.ts'
import type {
  Author,
  DeliveryStatus,
  Entry,
  InboundMessage,
  MessagePart,
  Why,
} from '../model/message.ts'
import type { Order, ParcelState, Product, TrackingEvent } from '../model/order.ts'
import type { PresenceState, Role } from '../model/people.ts'
import type { Inspection } from '../model/picture.ts'
import type { Level, StageClock, Ticket } from '../model/ticket.ts'

/**
 * The only thing that remembers, and it also hands out the work.
 *
 * Every method is one transaction, async, and free of database types, so that one machine (SQLite)
 * and many machines (PostgreSQL) are the same program. The present is always an argument.
 * A method that cannot write for want of space rejects with `store_full`.
 */
export interface Store {
  /**
   * Keeps messages durably, in the order given, and refuses those already known by
   * (channel, account, external id). Resolves only when they are on disk. Unknown conversations begin.
   * A conversation belongs to the first customer who speaks in it: a message of another one rejects
   * the whole call with `bad_request`. Parts with a `mediaId` become wanted media in the same breath.
   */
  accept(messages: readonly InboundMessage[], at: number): Promise<readonly Receipt[]>

  /**
   * Hands out conversations with unread messages, due timers or lines that failed for good, at most
   * `limit` of them, each to nobody else until its verdict is in; then commits all verdicts. A
   * handler that rejects leaves its conversation untouched and is reported as `failed`; it is handed
   * out again later, with `failures` counted up. Lines to be fetched whose day is over fail here.
   */
  takeTurns(options: TakeTurns): Promise<readonly TurnReport[]>

  /**
   * One turn of one conversation now, for a command or a failure. Waits while somebody else has the
   * conversation. A `commandKey` already used makes it return `repeated` without calling the handler.
   * Of the unread messages it reads those that `turn.decision.messages` names; the others, and due
   * timers, are left for a turn of their own. An unknown conversation is `not_found`.
   */
  runTurn(options: RunTurn): Promise<TurnReport>

  /**
   * Hands out messages that are due to be pushed, at most one a conversation, and marks them
   * `sending`. Bot messages are left for a while when the customer went on or a person of the shop
   * spoke: a newer turn may replace or drop them. The turn with which a person takes over drops all
   * that the bot said and drafted before and that has not left; what a person released stays.
   */
  claimSends(at: number, limit: number): Promise<readonly Send[]>

  /**
   * Messages that wait for a client to fetch them (long poll), in order, `position` > `after`.
   * Handed out again until they are settled, dropped as above, or failed for lack of a client.
   */
  pullSends(options: PullSends): Promise<readonly Send[]>

  /**
   * What became of a message. `retryAt` keeps it pending; anything else ends it. One that failed is
   * handed out in `Work.failed` until a turn has dealt with it. A fetched one that was dropped or
   * failed meanwhile still becomes `sent`: the customer has read it.
   */
  settleSend(id: OutboxId, result: SendOutcome, at: number): Promise<void>

  /**
   * A person released or discarded a draft; false when it is no draft any more. A released line
   * takes a new `position`: it was said now, and it is that person's word. `allow` sees the
   * conversation while nobody else can change it; what it throws is what this rejects with.
   */
  settleDraft(
    id: OutboxId,
    verdict: DraftVerdict,
    at: number,
    allow?: (conversation: Conversation) => void,
  ): Promise<boolean>

  /** The next moment at which `takeTurns` or `claimSends` will have something to do by itself. */
  nextDueAt(): Promise<number | undefined>

  readonly read: Reading
  readonly queue: Queue
  readonly people: People
  readonly media: MediaRecords
  readonly orders: OrderRecords
  readonly parcels: ParcelRecords

  /** Called after each commit that changed what readers see. A hint: it may be lost or doubled. */
  onChange(listener: () => void): () => void

  /** Throws when the store cannot write: the readiness probe. */
  probe(): Promise<void>
  close(): Promise<void>
}

export interface Receipt {
  readonly conversationId: ConversationId
  readonly externalId: string
  readonly position: number
  readonly duplicate: boolean
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

/** A row of the agents' list. */
export interface ConversationSummary {
  readonly conversation: Conversation
  readonly seq: number
  readonly lastAt: number
  readonly lastText: string
  /** Since when the customer waits for a person; absent when they don't. */
  readonly waitingSince?: number
  /** The most urgent of its open tickets: 1 before 3 before 2. */
  readonly level?: Level
  /** Of the clocks that its open tickets are held to, and that are not met, the one due first. */
  readonly promise?: StageClock
  /** Danger, or an open ticket of level 1: served before who has waited longer. */
  readonly urgent: boolean
}

export interface ConversationFilter {
  readonly phase?: PhaseKind
  readonly channel?: string
  readonly account?: string
  readonly externalId?: string
  /** Somebody of the shop must still see something of it. */
  readonly alerted?: true
  readonly limit: number
}

export interface CaseFilter {
  /** Neither done nor rejected nor withdrawn, or one of these. */
  readonly isOpen?: boolean
  /** As people write it: `SH261122-9F3K2M`. */
  readonly number?: string
  /** The customer's own. */
  readonly of?: Pick<Conversation, 'channel' | 'account' | 'customer'>
  /** Before this moment. */
  readonly openedBefore?: number
  readonly limit: number
}

/** What changed since a sequence number, oldest first. */
export type Change =
  | { readonly kind: 'entry'; readonly seq: number; readonly entry: Entry }
  | { readonly kind: 'conversation'; readonly seq: number; readonly summary: ConversationSummary }

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

/** The line of those who wait for a person: the urgent ones first, then the longest wait. */
export interface Queue {
  /**
   * Those who may be given to somebody: the bot's last words to them have left, or could not leave
   * at the first attempt.
   */
  waiting(page: { readonly skip: number; readonly limit: number }): Promise<readonly Queued[]>
  /** How many are served before this conversation; all who would be, where it does not wait. */
  ahead(id: ConversationId): Promise<number>
  /** How many conversations each agent has in which something was said after `since`. */
  held(since: number): Promise<ReadonlyMap<AgentId, number>>
  /** Waits that ended after `endedAfter`, newest first; a week of them is kept. */
  waits(options: { readonly endedAfter: number; readonly limit: number }): Promise<readonly Wait[]>
}

export interface Queued {
  readonly conversation: Conversation
  readonly urgent: boolean
  readonly tickets: readonly Ticket[]
}

/** From the handoff to the moment at which a person had the conversation. */
export interface Wait {
  readonly beganAt: number
  readonly endedAt: number
}

export interface Agent {
  readonly id: AgentId
  readonly name: string
  readonly role: Role
  readonly passwordHash: string
  readonly disabled: boolean
}

export interface Session {
  /** SHA-256 of the token; the token itself is never kept. */
  readonly tokenHash: string
  readonly agent: AgentId
  readonly createdAt: number
  readonly seenAt: number
}

/** What an agent said of themselves, and when there was last somebody to ask. */
export interface Presence {
  readonly agent: AgentId
  readonly state: PresenceState
  /** When they said so. */
  readonly since: number
  /** When a console of theirs was last open. */
  readonly seenAt: number
  /** When a conversation last became theirs. */
  readonly tookAt?: number
}

/** Who may log in, who is logged in, and who is there. */
export interface People {
  agent(id: AgentId): Promise<Agent | undefined>
  agents(): Promise<readonly Agent[]>
  saveAgent(agent: Agent): Promise<void>
  session(tokenHash: string): Promise<Session | undefined>
  saveSession(session: Session): Promise<void>
  deleteSession(tokenHash: string): Promise<void>
  /** Of those who ever said anything, by id. */
  presences(): Promise<readonly Presence[]>
  /** They are seen at that moment, too. */
  setPresence(agent: AgentId, state: PresenceState, at: number): Promise<void>
  /** Consoles of these agents are open; who never said anything stays unknown. */
  noteSeen(agents: readonly AgentId[], at: number): Promise<void>
}

/**
 * wanted -> kept | refused: a media file's own copy. A wanted one is tried next at `nextAt`, after so
 * many `attempts`; without them at once.
 */
export type MediaRecord = {
  readonly id: string
  readonly conversationId: ConversationId
  readonly url: string
  readonly at: number
  readonly name?: string
} & (
  | { readonly status: 'wanted'; readonly attempts?: number; readonly nextAt?: number }
  | {
      readonly status: 'kept'
      readonly mime: string
      /** Of the file as it was sent. */
      readonly bytes: number
      readonly sha256: string
      readonly inspection: Inspection
    }
  | {
      readonly status: 'refused'
      readonly reason: string
      /** The shop has not allowed its source: nothing is wrong with the file. */
      readonly bySettings?: true
    }
)

export type WantedMedia = Extract<MediaRecord, { status: 'wanted' }>

export interface MediaRecords {
  /** One that is kept or refused lets a turn that waits for it be taken at once. */
  save(record: MediaRecord): Promise<void>
  find(id: string): Promise<MediaRecord | undefined>
  /**
   * What is known of pictures and films, by id; left out are unknown ids, and what the shop has not
   * allowed to be fetched. `reuses` are in tickets of others than this customer, newest first: some
   * at most, and of what merely looks alike none where many do, as screenshots of one app.
   */
  pictures(
    ids: readonly string[],
    of: Pick<Conversation, 'channel' | 'account' | 'customer'>,
  ): Promise<Facts['pictures']>
  /** Those to be tried by now, longest due first. */
  wanted(at: number, limit: number): Promise<readonly WantedMedia[]>
  /** When the next one is to be tried. */
  nextDueAt(): Promise<number | undefined>
}

/**
 * Orders that the shop handed over as a table, and the goods in them. A `key` is an order number as
 * all spellings of it are alike.
 */
export interface OrderRecords {
  /** Keeps what each change makes of what is known; all of them or none. */
  rewrite(changes: readonly OrderChange[], at: number): Promise<void>
  find(key: string): Promise<Order | undefined>
  /** Newest first. Nobody is the buyer of an order whose buyer is not known. */
  ofBuyer(buyerId: string, limit: number): Promise<readonly Order[]>
  /** Whether there are any. */
  any(): Promise<boolean>
  /** The goods in them as they were named last, those sold last first. */
  products(limit: number): Promise<readonly Product[]>
}

export interface OrderChange {
  readonly key: string
  /** Nothing leaves it as it is. Called once, within the transaction. */
  readonly decide: (known: Order | undefined) => Order | undefined
}

/** What couriers tell of parcels; also of those that no order knows yet. */
export interface ParcelRecords {
  /**
   * Events join those that are known, by time and text; a state that is older than the known one
   * changes nothing. Returns how many events were new.
   */
  record(news: readonly ParcelNews[], at: number): Promise<number>
  find(keys: readonly string[]): Promise<readonly ParcelRecord[]>
  /** Those on their way whose last event is older than `before`, the quietest first. */
  quiet(before: number, limit: number): Promise<readonly ParcelRecord[]>
}

export interface ParcelNews {
  /** The tracking number, as all spellings of it are alike. */
  readonly key: string
  readonly state?: ParcelState
  readonly events: readonly TrackingEvent[]
}

export interface ParcelRecord extends ParcelNews {
  /** Since when it is in its state. */
  readonly stateSince?: number
  readonly lastEventAt?: number
}
