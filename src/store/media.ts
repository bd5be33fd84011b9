import type { Conversation } from '../model/conversation.ts'
import type { Facts } from '../model/decision.ts'
import type { ConversationId } from '../model/ids.ts'
import type { Shop } from '../model/people.ts'
import type { Inspection } from '../model/picture.ts'

export interface MediaRecords {
  /** One that is kept or refused lets a turn that waits for it be taken at once. */
  save(record: MediaRecord): Promise<void>
  find(id: string): Promise<MediaRecord | undefined>
  /** Of the conversations that it belongs to, and of those in whose notes it stands. */
  shopsOf(id: string): Promise<readonly Shop[]>
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
