import type { Conversation } from '../model/conversation.ts'
import type { ConversationId, OutboxId } from '../model/ids.ts'
import type { InboundMessage } from '../model/message.ts'
import type { DeskRecords } from './desk.ts'
import type { EditRecords } from './edits.ts'
import type { Figures } from './figures.ts'
import type { HelpRecords } from './help.ts'
import type { MediaRecords } from './media.ts'
import type { OrderClaims } from './order-claims.ts'
import type { OrderRecords } from './orders.ts'
import type { ParcelRecords } from './parcels.ts'
import type { People } from './people.ts'
import type { Queue } from './queue.ts'
import type { Ratings } from './ratings.ts'
import type { Reading } from './reading.ts'
import type { Search } from './search.ts'
import type { DraftVerdict, PullSends, Send, SendOutcome } from './sends.ts'
import type { RunTurn, TakeTurns, TurnReport } from './turns.ts'

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
  readonly desk: DeskRecords
  readonly help: HelpRecords
  readonly search: Search
  readonly media: MediaRecords
  readonly orders: OrderRecords
  readonly orderClaims: OrderClaims
  readonly parcels: ParcelRecords
  readonly ratings: Ratings
  readonly edits: EditRecords
  readonly figures: Figures

  /** Called after each commit that changed what readers see. A hint: it may be lost or doubled. */
  onChange(listener: () => void): () => void

  /** Writes all there is, as it is at this moment, into a file that is not there yet. */
  copyTo(file: string): Promise<void>

  /**
   * Takes in the conversations of such a file, as something that was: nothing in them is still to be
   * done, and nobody who listens hears of them. Some at a time, as long as it is wanted: called again
   * it goes on with those that are not known here. Resolves with whether all of them are.
   */
  adopt(file: string, isWanted?: () => boolean): Promise<boolean>

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
