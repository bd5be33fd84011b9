import type { TurnReport } from '../turns.ts'
import type { Connection } from './connection.ts'
import type { Taken } from './work.ts'

/** Puts a conversation off without a turn. */
export interface Postpone {
  /** Until then, unless something new came while it was being judged. */
  wait(taken: Taken, until: number, at: number): TurnReport
  /** After a turn that could not be committed; counts it. */
  rest(key: number, until: number): void
}

export function preparePostpone({ db }: Connection): Postpone {
  const setDue = db.prepare('UPDATE conversations SET due_at = ? WHERE key = ?')
  const arrivedAfter = db.prepare<[number, number]>(
    `SELECT 1 FROM messages WHERE conversation = ? AND position > ? AND turn IS NULL
       AND external_id IS NOT NULL LIMIT 1`,
  )
  const failedAfter = db.prepare<[number, number]>(
    `SELECT 1 FROM messages WHERE conversation = ? AND status = 'failed' AND told_by IS NULL
       AND seq > ? LIMIT 1`,
  )
  const settledAfter = db.prepare<[string, number]>(
    'SELECT 1 FROM media WHERE conversation_id = ? AND settled_seq > ? LIMIT 1',
  )
  const rest = db.prepare(
    'UPDATE conversations SET due_at = ?, failures = failures + 1 WHERE key = ?',
  )
  return {
    wait({ row, seenTo }, until, at) {
      const news =
        arrivedAfter.get(row.key, seenTo) ??
        failedAfter.get(row.key, seenTo) ??
        settledAfter.get(row.id, seenTo)
      const due = news ? at : until
      setDue.run(due, row.key)
      return { kind: 'waiting', conversationId: row.id, until: due }
    },
    rest: (key, until) => rest.run(until, key),
  }
}
