import type { AgentId } from '../model/ids.ts'
import type { PresenceState, Role } from '../model/people.ts'

/** Who may log in, who is logged in, and who is there. */
export interface People {
  agent(id: AgentId): Promise<Agent | undefined>
  agents(): Promise<readonly Agent[]>
  saveAgent(agent: Agent): Promise<void>
  /** False, and nothing is changed, where somebody has this login already. */
  addAgent(agent: Agent): Promise<boolean>
  /**
   * `decide` sees everybody while nobody else can change them; what it throws is what this rejects
   * with. Who cannot log in any more loses their sessions. `not_found` where nobody has this login.
   */
  changeAgent(id: AgentId, decide: ChangeAgent): Promise<Agent>
  /** Ends that person's sessions, but for the one that is kept. */
  setPassword(id: AgentId, passwordHash: string, keep?: Session['tokenHash']): Promise<void>
  session(tokenHash: string): Promise<Session | undefined>
  saveSession(session: Session): Promise<void>
  /** Brings no session back that was deleted meanwhile. */
  noteSessionSeen(tokenHash: string, at: number): Promise<void>
  deleteSession(tokenHash: string): Promise<void>
  /** When each of those who ever logged in had a session last. */
  lastSeen(): Promise<ReadonlyMap<AgentId, number>>
  /** Of those who ever said anything, by id. */
  presences(): Promise<readonly Presence[]>
  /** They are seen at that moment, too. */
  setPresence(agent: AgentId, state: PresenceState, at: number): Promise<void>
  /** Consoles of these agents are open; who never said anything stays unknown. */
  noteSeen(agents: readonly AgentId[], at: number): Promise<void>
}

export type ChangeAgent = (agent: Agent, everybody: readonly Agent[]) => Agent

export interface Agent {
  readonly id: AgentId
  readonly name: string
  readonly role: Role
  /** Channels (`web`) and accounts of them (`web/demo`) that they see; empty for all. */
  readonly shops: readonly string[]
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
