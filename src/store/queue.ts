import type { Conversation } from '../model/conversation.ts'
import type { AgentId, ConversationId } from '../model/ids.ts'
import type { Ticket } from '../model/ticket.ts'

/** The line of those who wait for a person: danger to people first, then what is urgent, then the longest wait. */
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
  /** Of these, how many each has said nothing in yet to a customer who waits. */
  unanswered(since: number): Promise<ReadonlyMap<AgentId, number>>
  /** Whose customers wait for this agent's words, the longest wait first. */
  waitingFor(agent: AgentId): Promise<readonly ConversationId[]>
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
