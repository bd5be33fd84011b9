import type { DeliveryStatus } from '../../model/message.ts'
import type { NewLine } from '../turns.ts'
import type { Connection } from './connection.ts'
import type { ConversationRow } from './rows.ts'

/**
 * Outbound lines of the transcript. Those that are pushed form a queue per conversation, and only
 * its first line has a `next_at`: so one is in flight at a time, and a retry holds up the rest.
 */
export interface Lines {
  /** Returns the new line's position. */
  insert(conversation: ConversationRow, line: NewLine, at: number): number
  /** Tells people something between two turns. */
  note(conversation: ConversationRow, text: string, at: number): void
  /** Ends a line's way: nothing more happens to it. */
  end(position: number, status: DeliveryStatus, reason?: string): void
  /** Ends it as one that will never arrive; a turn has to deal with that. */
  fail(line: { position: number; key: number; reason: string; at: number }): void
  /** What the bot said or drafted before the turn with which a person took over. */
  endBotLines(key: number, takenOverBy: number): void
  /** A draft that nobody released in time; other lines are left alone. */
  supersedeDraft(position: number): void
  /** Lets the first of the queue go; after anything joined or left it. */
  promote(key: number, at: number): void
  /** Words of that turn have left, or a person dealt with them: it can't be taken back any more. */
  keepTurn(key: number, turn: number | null): void
}

export const takenOver = 'a person has taken over the conversation'

/** So long a client has to fetch a line and to say what became of it. */
export const pullWithinMs = 24 * 60 * 60_000

export function prepareLines({ db, nextSeq }: Connection): Lines {
  const insert = db.prepare(
    `INSERT INTO messages (position, seq, conversation, turn, at, author, parts, channel, account,
       id, agent, agent_name, why, route, status, attempts, next_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const note = db.prepare(
    `INSERT INTO messages (position, seq, conversation, at, author, parts, channel, account, id)
     VALUES (?, ?, ?, ?, 'event', ?, ?, ?, ?)`,
  )
  const end = db.prepare(
    'UPDATE messages SET status = ?, reason = ?, next_at = NULL, seq = ? WHERE position = ?',
  )
  const unsent = db
    .prepare<[number, number], number>(
      `SELECT position FROM messages
       WHERE conversation = ? AND status IN ('pending', 'sending') AND status = 'pending'
         AND author = 'bot' AND turn < ? AND released IS NULL`,
    )
    .pluck()
  const drafts = db
    .prepare<[number, number], number>(
      `SELECT position FROM messages WHERE conversation = ? AND status = 'draft' AND turn < ?`,
    )
    .pluck()
  const supersedeDraft = db.prepare(
    `UPDATE messages SET status = 'superseded', seq = ? WHERE position = ? AND status = 'draft'`,
  )
  const setDue = db.prepare(
    'UPDATE conversations SET due_at = min(ifnull(due_at, ?), ?) WHERE key = ?',
  )
  const promote = db.prepare(
    `UPDATE messages SET next_at = ?
     WHERE position = (
         SELECT position FROM messages
         WHERE conversation = ? AND status IN ('pending', 'sending') AND route = 'push'
         ORDER BY position LIMIT 1)
       AND status = 'pending' AND (next_at IS NULL OR attempts = 0)`,
  )
  const keepTurn = db.prepare(
    'UPDATE conversations SET undo_turn = NULL, undo = NULL WHERE key = ? AND undo_turn = ?',
  )

  const lines: Lines = {
    insert(conversation, line, at) {
      const { id, author, parts, route, why } = line
      const position = nextSeq()
      const agent = author.kind === 'agent' ? author : undefined
      const status = route === 'none' ? null : route === 'draft' ? 'draft' : 'pending'
      insert.run(
        position,
        position,
        conversation.key,
        conversation.version,
        at,
        author.kind,
        JSON.stringify(parts),
        conversation.channel,
        conversation.account,
        id,
        agent?.agent ?? null,
        agent?.name ?? null,
        why ? JSON.stringify(why) : null,
        status && route,
        status,
        status && 0,
        route === 'pull' ? at + pullWithinMs : null,
      )
      return position
    },
    note(conversation, text, at) {
      // Of no turn: one that is run again does not take it along.
      const position = nextSeq()
      const parts = JSON.stringify([{ kind: 'text', text }])
      note.run(
        position,
        position,
        conversation.key,
        at,
        parts,
        conversation.channel,
        conversation.account,
        `n${position}`,
      )
    },
    end(position, status, reason) {
      end.run(status, reason ?? null, nextSeq(), position)
    },
    fail({ position, key, reason, at }) {
      lines.end(position, 'failed', reason)
      setDue.run(at, at, key)
    },
    endBotLines(key, takenOverBy) {
      for (const position of unsent.all(key, takenOverBy)) lines.end(position, 'dropped', takenOver)
      for (const position of drafts.all(key, takenOverBy)) {
        lines.end(position, 'superseded', takenOver)
      }
    },
    supersedeDraft: (position) => supersedeDraft.run(nextSeq(), position),
    promote: (key, at) => promote.run(at, key),
    keepTurn: (key, turn) => keepTurn.run(key, turn),
  }
  return lines
}
