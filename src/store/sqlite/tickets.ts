import type { Ticket } from '../../model/ticket.ts'
import type { Connection } from './connection.ts'

/** Tickets as turns write them; the body before the last turn is kept to take that turn back. */
export interface Tickets {
  save(ticket: Ticket, key: number, turn: number): void
  undo(key: number, turn: number): void
}

export function prepareTickets({ db }: Connection): Tickets {
  const save = db.prepare(
    `INSERT INTO tickets (id, conversation, opened_at, body, saved_by) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       before = CASE WHEN saved_by IS excluded.saved_by THEN before ELSE body END,
       body = excluded.body, saved_by = excluded.saved_by`,
  )
  const unopen = db.prepare(
    'DELETE FROM tickets WHERE conversation = ? AND saved_by = ? AND before IS NULL',
  )
  const restore = db.prepare(
    `UPDATE tickets SET body = before, before = NULL, saved_by = NULL
     WHERE conversation = ? AND saved_by = ?`,
  )
  return {
    save(ticket, key, turn) {
      save.run(ticket.id, key, ticket.openedAt, JSON.stringify(ticket), turn)
    },
    undo(key, turn) {
      unopen.run(key, turn)
      restore.run(key, turn)
    },
  }
}
