import type { AgentId, ConversationId } from '../../model/ids.ts'
import type { Queue, Wait } from '../queue.ts'
import type { Turn } from '../turns.ts'
import type { Connection } from './connection.ts'
import { type ConversationRow, conversationOf } from './rows.ts'
import { prepareTickets } from './tickets.ts'

/** Waits are kept for so long. */
const keptMs = 7 * 24 * 60 * 60_000

export function createQueue(connection: Connection): Queue {
  const { db } = connection
  const tickets = prepareTickets(connection)
  const waiting = db.prepare<[number, number], ConversationRow>(
    `SELECT * FROM conversations c WHERE phase = 'awaitingAgent' AND NOT EXISTS (
       SELECT 1 FROM messages m WHERE m.conversation = c.key AND m.author = 'bot'
         AND m.status IN ('pending', 'sending') AND m.attempts <= (m.status = 'sending'))
     ORDER BY precedence DESC, waiting_since, key LIMIT ? OFFSET ?`,
  )
  const find = db.prepare<[string], ConversationRow>('SELECT * FROM conversations WHERE id = ?')
  const moreUrgent = db
    .prepare<[number], number>(
      `SELECT count(*) FROM conversations WHERE phase = 'awaitingAgent' AND precedence > ?`,
    )
    .pluck()
  const before = db
    .prepare<[number, number, number], number>(
      `SELECT count(*) FROM conversations
       WHERE phase = 'awaitingAgent' AND precedence = ? AND (waiting_since, key) < (?, ?)`,
    )
    .pluck()
  const held = db.prepare<[number], { agent: AgentId; n: number }>(
    `SELECT held_by AS agent, count(*) AS n FROM conversations
     WHERE phase = 'withAgent' AND held_by IS NOT NULL AND last_at > ? GROUP BY held_by`,
  )
  const unanswered = db.prepare<[number], { agent: AgentId; n: number }>(
    `SELECT held_by AS agent, count(*) AS n FROM conversations
     WHERE phase = 'withAgent' AND held_by IS NOT NULL AND last_at > ?
       AND json_extract(state, '$.phase.waitingSince') <= json_extract(state, '$.phase.since')
     GROUP BY held_by`,
  )
  const waitingFor = db.prepare<[AgentId], { id: ConversationId; since: number }>(
    `SELECT id, waiting_since AS since FROM conversations
     WHERE phase = 'withAgent' AND held_by = ? AND waiting_since IS NOT NULL`,
  )
  const waits = db.prepare<[number, number], Wait>(
    `SELECT began_at AS beganAt, ended_at AS endedAt FROM waits
     WHERE ended_at > ? ORDER BY ended_at DESC LIMIT ?`,
  )
  return {
    waiting: async ({ skip, limit }) =>
      waiting.all(limit, skip).map((row) => ({
        conversation: conversationOf(row),
        urgent: row.urgent === 1,
        tickets: tickets.of(row.key),
      })),
    async ahead(id) {
      const row = find.get(id)
      if (row === undefined) return 0
      const since = row.phase === 'awaitingAgent' ? row.waiting_since : null
      const first = moreUrgent.get(row.precedence) ?? 0
      return first + (before.get(row.precedence, since ?? Number.MAX_SAFE_INTEGER, row.key) ?? 0)
    },
    held: async (since) => new Map(held.all(since).map(({ agent, n }) => [agent, n])),
    unanswered: async (since) => new Map(unanswered.all(since).map(({ agent, n }) => [agent, n])),
    // As many as one person holds: they are put in order here.
    waitingFor: async (agent) =>
      waitingFor
        .all(agent)
        .sort((a, b) => a.since - b.since)
        .map(({ id }) => id),
    waits: async ({ endedAfter, limit }) => waits.all(endedAfter, limit),
  }
}

/** Notes that a wait is over and who got the conversation; for each turn, inside its transaction. */
export function prepareTaken({ db }: Connection): (before: ConversationRow, turn: Turn) => void {
  const insert = db.prepare('INSERT INTO waits (began_at, ended_at) VALUES (?, ?)')
  const forget = db.prepare('DELETE FROM waits WHERE ended_at <= ?')
  const took = db.prepare('UPDATE presence SET took_at = ? WHERE agent = ?')
  return (before, { next: { phase }, at }) => {
    if (phase.kind !== 'withAgent') return
    if (before.phase === 'awaitingAgent' && before.waiting_since !== null) {
      insert.run(before.waiting_since, at)
      forget.run(at - keptMs)
    }
    const agent = phase.by.kind === 'agent' ? phase.by.agent : null
    if (agent !== null && agent !== before.held_by) took.run(at, agent)
  }
}
