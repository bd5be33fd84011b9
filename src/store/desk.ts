import type { Conversation } from '../model/conversation.ts'
import type { AgentId, ConversationId } from '../model/ids.ts'
import type { Entry, Mention, MessagePart } from '../model/message.ts'

/** What is kept beside the chat itself, for the people at the desk. */
export interface DeskRecords {
  /**
   * That side has read up to this position, or to the newest line where that is less; false where
   * it had read so far already, and for an unknown conversation. A change of the conversation.
   */
  noteRead(id: ConversationId, by: Reader, upTo: number): Promise<boolean>
  /**
   * A line for colleagues alone, beside all turns: it changes nothing of the conversation. Gives back
   * the line, also where its key was used before; nothing for an unknown conversation.
   */
  addNote(note: NewNote): Promise<Entry | undefined>
  /** The last ones, oldest first. */
  notes(id: ConversationId, limit: number): Promise<readonly Entry[]>
  /** Of all conversations, the newest first. */
  recentNotes(asked: NotesAsked): Promise<readonly FoundNote[]>
  /** Notes that name this agent, who has not been there since; of these shops alone, none for all. */
  unseenMentions(
    agent: AgentId,
    shops?: readonly string[],
  ): Promise<readonly Pick<Entry, 'id' | 'conversationId'>[]>
  /** This agent has seen all that names them there. */
  seeMentions(agent: AgentId, id: ConversationId): Promise<void>
  /** What an agent has written and not sent, the latest first. */
  unsent(agent: AgentId): Promise<readonly Unsent[]>
  /** What is left out stays; where nothing is left, there is none. Nothing for an unknown conversation. */
  saveUnsent(agent: AgentId, change: UnsentChange, at: number): Promise<void>
}

export interface Unsent {
  readonly conversationId: ConversationId
  readonly reply: string
  readonly note: string
  readonly at: number
}

export type UnsentChange = Pick<Unsent, 'conversationId'> & Partial<Pick<Unsent, 'reply' | 'note'>>

export interface NewNote {
  readonly conversationId: ConversationId
  readonly agent: AgentId
  readonly name: string
  readonly parts: readonly MessagePart[]
  /** Who shall see it before others. */
  readonly mentions?: readonly Mention[]
  readonly at: number
  /** Made by the agent's console. */
  readonly key: string
}

export interface NotesAsked {
  /** Who asks. */
  readonly agent: AgentId
  /** Only those that name who asks. */
  readonly isMentioned?: true
  /** Of these shops alone; none for all. */
  readonly shops?: readonly string[]
  /** Before this position. */
  readonly before?: number
  readonly limit: number
}

export interface FoundNote {
  readonly entry: Entry
  readonly channel: string
  readonly customer: Conversation['customer']
  readonly isUnseen: boolean
}

export type Reader = 'customer' | 'shop'
