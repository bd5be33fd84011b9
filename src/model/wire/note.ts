import type { Role } from '../people.ts'
import type { ConversationRow, Line } from './conversation.ts'
import type { AgentReply } from './reply.ts'

/** What colleagues leave for each other, as it travels to the console; no customer sees any of it. */

/**
 * POST /api/conversations/{id}/notes -> { line }: for colleagues alone.
 * GET  /api/conversations/{id}/notes?limit= -> { notes }, oldest first.
 */
export interface NoteRequest extends Pick<AgentReply, 'client_id' | 'text' | 'media'> {
  /** Logins of those who shall see it before others. */
  readonly mentions?: readonly string[]
}

/** GET /api/conversations/{id}/colleagues -> { colleagues }: who may be named in a note there. */
export interface NamedColleague {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** 「陈静」: `cj`, `chenjing`. */
  readonly initials: string
  readonly pinyin: string
}

/** GET /api/notes?mentioned=me&before=&limit= -> { notes }, newest first, of all chats. */
export interface NoteFound {
  readonly line: Line
  readonly customer: ConversationRow['customer']
  readonly channel: string
  /** It names me, and I have not been there since. */
  readonly unseen: boolean
}

/**
 * GET /api/mentions -> { mentions }: where I am named and have not been since.
 * POST /api/conversations/{id}/mentions/seen -> {}
 */
export interface UnseenMention {
  readonly line: string
  readonly conversation: string
}
