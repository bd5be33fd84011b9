import type { PresenceState, Role } from '../people.ts'
import type { ConversationRow, Line } from './conversation.ts'

/** What travels between the server and the desk besides its chats; GET /ws/agent?after=<seq> is its websocket. */

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

/** GET /api/desk; POST /api/me/presence { presence, hand_back? } answers with it, too. */
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

/** GET /api/playbook */
export interface PlaybookStatus {
  readonly revision: string
  readonly loaded_at: number
  /** Set while the files on disk are broken and the last good playbook stays. */
  readonly refused: { readonly at: number; readonly text: string } | null
}
