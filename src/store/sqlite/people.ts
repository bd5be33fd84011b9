import { GatewayError } from '../../model/errors.ts'
import type { AgentId } from '../../model/ids.ts'
import type { PresenceState, Role } from '../../model/people.ts'
import type { Agent, People, Presence, Session } from '../people.ts'
import type { Connection } from './connection.ts'
import { parse } from './rows.ts'

interface AgentRow {
  readonly id: AgentId
  readonly name: string
  readonly role: Role
  readonly shops: string
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
  const newAgent = `INSERT INTO agents (id, name, role, shops, password_hash, disabled)
    VALUES (:id, :name, :role, :shops, :passwordHash, :disabled)`
  const addAgent = db.prepare(`${newAgent} ON CONFLICT (id) DO NOTHING`)
  const saveAgent = db.prepare(
    `${newAgent} ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
       shops = excluded.shops, password_hash = excluded.password_hash, disabled = excluded.disabled`,
  )
  const setPassword = db.prepare('UPDATE agents SET password_hash = ? WHERE id = ?')
  const session = db.prepare<[string], Session>(
    `SELECT token_hash AS tokenHash, agent, created_at AS createdAt, seen_at AS seenAt
     FROM sessions WHERE token_hash = ?`,
  )
  const saveSession = db.prepare(
    'INSERT INTO sessions (token_hash, agent, created_at, seen_at) VALUES (?, ?, ?, ?)',
  )
  const noteSessionSeen = db
    .prepare<[number, string], AgentId>(
      'UPDATE sessions SET seen_at = ? WHERE token_hash = ? RETURNING agent',
    )
    .pluck()
  const deleteSession = db.prepare('DELETE FROM sessions WHERE token_hash = ?')
  const deleteSessionsOf = db.prepare('DELETE FROM sessions WHERE agent = ? AND token_hash <> ?')
  const noteLastSeen = db.prepare('UPDATE agents SET seen_at = ? WHERE id = ?')
  const lastSeen = db.prepare<[], { id: AgentId; at: number }>(
    'SELECT id, seen_at AS at FROM agents WHERE seen_at IS NOT NULL',
  )

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
    async saveAgent(given) {
      write(() => saveAgent.run(rowOf(given)))
    },
    addAgent: async (given) => write(() => addAgent.run(rowOf(given)).changes > 0),
    changeAgent: async (id, decide) =>
      write(() => {
        const everybody = agents.all().map(agentOf)
        const known = everybody.find((each) => each.id === id)
        if (known === undefined) throw new GatewayError('not_found', '没有这个账号')
        const changed = decide(known, everybody)
        saveAgent.run(rowOf(changed))
        if (changed.disabled) deleteSessionsOf.run(id, '')
        return changed
      }),
    async setPassword(id, passwordHash, keep = '') {
      write(() => {
        setPassword.run(passwordHash, id)
        deleteSessionsOf.run(id, keep)
      })
    },
    session: async (tokenHash) => session.get(tokenHash),
    async saveSession({ tokenHash, agent, createdAt, seenAt }) {
      write(() => {
        saveSession.run(tokenHash, agent, createdAt, seenAt)
        noteLastSeen.run(seenAt, agent)
      })
    },
    async noteSessionSeen(tokenHash, at) {
      write(() => {
        const agent = noteSessionSeen.get(at, tokenHash)
        if (agent !== undefined) noteLastSeen.run(at, agent)
      })
    },
    async deleteSession(tokenHash) {
      write(() => deleteSession.run(tokenHash))
    },
    lastSeen: async () => new Map(lastSeen.all().map(({ id, at }) => [id, at])),
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

function agentOf({ id, name, role, shops, password_hash, disabled }: AgentRow): Agent {
  return {
    id,
    name,
    role,
    shops: parse<readonly string[]>(shops),
    passwordHash: password_hash,
    disabled: disabled === 1,
  }
}

const rowOf = ({ shops, disabled, ...agent }: Agent) => ({
  ...agent,
  shops: JSON.stringify(shops),
  disabled: disabled ? 1 : 0,
})

function presenceOf({ agent, state, since, seen_at, took_at }: PresenceRow): Presence {
  return { agent, state, since, seenAt: seen_at, ...(took_at !== null && { tookAt: took_at }) }
}
