import type { AgentId } from '../model/ids.ts'
import type { PresenceState, Role } from '../model/people.ts'

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
