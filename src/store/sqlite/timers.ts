import type { TimerRef } from '../../model/decision.ts'
import type { TimerId } from '../../model/ids.ts'
import type { Connection } from './connection.ts'

/**
 * Timers of conversations: running -> ended, by firing, cancelling or being replaced. Who started
 * and who ended each is kept until the next turn, so that a turn can be taken back.
 */
export interface Timers {
  end(ids: readonly TimerId[], turn: number): void
  /** Without a subject: all of this name. */
  cancel(key: number, timer: TimerRef, turn: number): void
  /** Replaces a running timer of the same name and subject. */
  start(timer: TimerRef & { id: TimerId; key: number; dueAt: number; turn: number }): void
  undo(key: number, turn: number): void
  /** Deletes what ended before this turn. */
  forget(key: number, turn: number): void
  nextDueAt(key: number): number | undefined
}

export function prepareTimers({ db }: Connection): Timers {
  const end = db.prepare('UPDATE timers SET ended_by = ? WHERE id = ? AND ended_by IS NULL')
  const cancelAll = db.prepare(
    'UPDATE timers SET ended_by = ? WHERE conversation = ? AND name = ? AND ended_by IS NULL',
  )
  const cancelOne = db.prepare(
    `UPDATE timers SET ended_by = ?
     WHERE conversation = ? AND name = ? AND subject = ? AND ended_by IS NULL`,
  )
  const start = db.prepare(
    `INSERT INTO timers (id, conversation, name, subject, due_at, started_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const unstart = db.prepare('DELETE FROM timers WHERE conversation = ? AND started_by = ?')
  const unend = db.prepare(
    'UPDATE timers SET ended_by = NULL WHERE conversation = ? AND ended_by = ?',
  )
  const forget = db.prepare('DELETE FROM timers WHERE conversation = ? AND ended_by < ?')
  const next = db
    .prepare<[number], number | null>(
      'SELECT min(due_at) FROM timers WHERE conversation = ? AND ended_by IS NULL',
    )
    .pluck()

  return {
    end(ids, turn) {
      for (const id of ids) end.run(turn, id)
    },
    cancel(key, { name, subject }, turn) {
      if (subject === undefined) cancelAll.run(turn, key, name)
      else cancelOne.run(turn, key, name, subject)
    },
    start({ id, key, name, subject = '', dueAt, turn }) {
      cancelOne.run(turn, key, name, subject)
      start.run(id, key, name, subject, dueAt, turn)
    },
    undo(key, turn) {
      unstart.run(key, turn)
      unend.run(key, turn)
    },
    forget: (key, turn) => forget.run(key, turn),
    nextDueAt: (key) => next.get(key) ?? undefined,
  }
}
