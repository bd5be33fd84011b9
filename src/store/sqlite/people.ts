import type { AgentId } from '../../model/ids.ts'
import type { PresenceState, Role } from '../../model/people.ts'
import type { Agent, People, Presence, Session } from '../people.ts'
import type { Connection } from './connection.ts'

interface AgentRow {
  readonly id: AgentId
  readonly name: string
  readonly role: Role
  readonly password_hash: string
  readonly disabled: number
}

interface PresenceRow {
  readonly agent: AgentId
  readonly state: PresenceState
  readonly since: number
  readonly seen_at: number
  readonly took_at: number | null
}

export function createPeople({ db, write }: Connection): People {
  const agent = db.prepare<[AgentId], AgentRow>('SELECT * FROM agents WHERE id = ?')
  const agents = db.prepare<[], AgentRow>('SELECT * FROM agents ORDER BY id')
  const saveAgent = db.prepare(
    `INSERT INTO agents (id, name, role, password_hash, disabled) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
       password_hash = excluded.password_hash, disabled = excluded.disabled`,
  )
  const session = db.prepare<[string], Session>(
    `SELECT token_hash AS tokenHash, agent, created_at AS createdAt, seen_at AS seenAt
     FROM sessions WHERE token_hash = ?`,
  )
  const saveSession = db.prepare(
    `INSERT INTO sessions (token_hash, agent, created_at, seen_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (token_hash) DO UPDATE SET seen_at = excluded.seen_at`,
  )
  const deleteSession = db.prepare('DELETE FROM sessions WHERE token_hash = ?')

  const presences = db.prepare<[], PresenceRow>('SELECT * FROM presence ORDER BY agent')
  const setPresence = db.prepare(
    `INSERT INTO presence (agent, state, since, seen_at) VALUES (:agent, :state, :at, :at)
     ON CONFLICT (agent) DO UPDATE SET state = :state, since = :at, seen_at = :at`,
  )
  const noteSeen = db.prepare('UPDATE presence SET seen_at = ? WHERE agent = ?')

  return {
    async agent(id) {
      const row = agent.get(id)
      return row && agentOf(row)
    },
    agents: async () => agents.all().map(agentOf),
    async saveAgent({ id, name, role, passwordHash, disabled }) {
      write(() => saveAgent.run(id, name, role, passwordHash, disabled ? 1 : 0))
    },
    session: async (tokenHash) => session.get(tokenHash),
    async saveSession({ tokenHash, agent, createdAt, seenAt }) {
      write(() => saveSession.run(tokenHash, agent, createdAt, seenAt))
    },
    async deleteSession(tokenHash) {
      write(() => deleteSession.run(tokenHash))
    },
    presences: async () => presences.all().map(presenceOf),
    async setPresence(agent, state, at) {
      write(() => setPresence.run({ agent, state, at }))
    },
    async noteSeen(agents, at) {
      write(() => {
        for (const agent of agents) noteSeen.run(at, agent)
      })
    },
  }
}

function agentOf({ id, name, role, password_hash, disabled }: AgentRow): Agent {
  return { id, name, role, passwordHash: password_hash, disabled: disabled === 1 }
}

function presenceOf({ agent, state, since, seen_at, took_at }: PresenceRow): Presence {
  return { agent, state, since, seenAt: seen_at, ...(took_at !== null && { tookAt: took_at }) }
}
