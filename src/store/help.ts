import type { AgentId, ConversationId } from '../model/ids.ts'

/** What agents are offered to say, and what became of it. */
export interface HelpRecords {
  /** An agent sent a quick reply. */
  countQuick(agent: AgentId, id: string, at: number): Promise<void>
  /** How often each was sent, by this agent and by all. */
  quickUses(agent: AgentId): Promise<ReadonlyMap<string, QuickUse>>
  /** These answers were suggested to what the customer said last; once told, they are told. */
  noteSuggested(suggested: Suggested): Promise<void>
  /**
   * One of them was sent, as it was or in other words. Nothing where it was not suggested there, and
   * of the latest suggestion only.
   */
  noteTaken(taken: Taken): Promise<void>
  /** Since then, of these shops alone (none for all); by answer, those suggested most first. */
  suggestions(since: number, shops: readonly string[]): Promise<readonly SuggestionTally[]>
}

export interface QuickUse {
  readonly mine: number
  readonly all: number
}

export interface Suggested {
  readonly conversationId: ConversationId
  /** The position of the customer's words. */
  readonly upTo: number
  readonly answers: readonly { readonly id: string; readonly text: string }[]
  readonly at: number
  /** Who sees them. */
  readonly agent: AgentId
}

export interface Taken {
  readonly conversationId: ConversationId
  readonly id: string
  readonly text: string
  readonly agent: AgentId
}

/** What is neither accepted nor edited was ignored. */
export interface SuggestionTally {
  readonly id: string
  readonly shown: number
  readonly accepted: number
  readonly edited: number
}
