import { isMedia } from '../../model/message.ts'
import type { Ticket } from '../../model/ticket.ts'
import type { Connection } from './connection.ts'
import { parse } from './rows.ts'

/** Tickets as turns write them; the body before the last turn is kept to take that turn back. */
export interface Tickets {
  save(ticket: Ticket, key: number, turn: number): void
  undo(key: number, turn: number): void
  /** Those of a conversation, in the order they were opened. */
  of(key: number): readonly Ticket[]
  /** The same as they were before a turn. */
  before(key: number, turn: number): readonly Ticket[]
}

export function prepareTickets({ db }: Connection): Tickets {
  const save = db.prepare(
    `INSERT INTO tickets (id, conversation, opened_at, channel, account, customer_id, body, saved_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
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
  const bodies = db
    .prepare<[number], string>(
      'SELECT body FROM tickets WHERE conversation = ? ORDER BY opened_at, id',
    )
    .pluck()
  const bodiesBefore = db
    .prepare<{ key: number; turn: number }, string | null>(
      `SELECT CASE WHEN saved_by IS :turn THEN before ELSE body END FROM tickets
       WHERE conversation = :key ORDER BY opened_at, id`,
    )
    .pluck()
  // What was evidence once stays known as such, also where a correction took its place.
  const use = db.prepare(
    `INSERT INTO ticket_media (media, ticket, conversation, added_by) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const unuse = db.prepare('DELETE FROM ticket_media WHERE conversation = ? AND added_by = ?')
  return {
    save(ticket, key, turn) {
      const { id, openedAt, channel, account, customer } = ticket
      save.run(id, key, openedAt, channel, account, customer.id, JSON.stringify(ticket), turn)
      for (const media of mediaIn(ticket)) use.run(media, id, key, turn)
    },
    undo(key, turn) {
      unuse.run(key, turn)
      unopen.run(key, turn)
      restore.run(key, turn)
    },
    of: (key) => bodies.all(key).map((body) => parse<Ticket>(body)),
    before: (key, turn) =>
      bodiesBefore
        .all({ key, turn })
        .flatMap((body) => (body === null ? [] : [parse<Ticket>(body)])),
  }
}

const mediaIn = ({ slots }: Ticket): readonly string[] =>
  slots
    .flatMap(({ state }) => (state.kind === 'filled' ? state.values : []))
    .flatMap((value) => (value.kind === 'media' && isMedia(value.part) ? [value.part] : []))
    .flatMap(({ mediaId }) => mediaId ?? [])
