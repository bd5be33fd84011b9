import type { ConversationId } from '../model/ids.ts'

/** What is kept beside the chat itself, for the people at the desk. */
export interface DeskRecords {
  /**
   * That side has read up to this position, or to the newest line where that is less; false where
   * it had read so far already, and for an unknown conversation. A change of the conversation.
   */
  noteRead(id: ConversationId, by: Reader, upTo: number): Promise<boolean>
}

export type Reader = 'customer' | 'shop'
