import type { OutboxId } from '../../model/ids.ts'
import type { DueTimer, Unread, Work } from '../turns.ts'
import type { Connection } from './connection.ts'
import {
  type ConversationRow,
  conversationOf,
  type MessageRow,
  type Undo,
  undoOf,
  unreadOf,
  withState,
} from './rows.ts'
import { prepareTickets } from './tickets.ts'

/** A conversation in somebody's hands: what they see, and what the commit needs to know. */
export interface Taken {
  readonly row: ConversationRow
  readonly work: Work
  /** The counter when it was read; lines above came while it was being judged. */
  readonly seenTo: number
  readonly undo?: Undo
  /** The previous turn, too long ago to be run again: its drafts end when this one is committed. */
  readonly outdated?: Undo
}

export interface Loading {
  /** Everything unread and due; the previous turn again when it may still be taken back. */
  forTurn(row: ConversationRow, at: number, reopenWithinMs: number): Taken
  /** For a command: timers wait for a turn of their own, and nothing is taken back. */
  forCommand(key: number): Taken
}

/** A flood is read in portions, so that no turn holds up the others. */
const messagesPerTurn = 200

/** A draft that nobody releases answers more and more; beyond this the next one begins anew. */
const draftsReopenWithinMs = 10 * 60_000
const draftsReopenMessages = 20

export function prepareLoading(connection: Connection): Loading {
  const { db, lastSeq } = connection
  const tickets = prepareTickets(connection)
  const find = db.prepare<[number], ConversationRow>('SELECT * FROM conversations WHERE key = ?')
  const unread = db.prepare<[number, number], MessageRow>(
    `SELECT * FROM messages WHERE conversation = ? AND turn IS NULL AND external_id IS NOT NULL
     ORDER BY order_key, position LIMIT ?`,
  )
  const message = db.prepare<[number], MessageRow>('SELECT * FROM messages WHERE position = ?')
  const due = db.prepare<[number, number], TimerRow>(
    `SELECT id, name, subject, due_at AS dueAt FROM timers
     WHERE conversation = ? AND due_at <= ? AND ended_by IS NULL ORDER BY due_at, id`,
  )
  /** What runs if the turn is undone: not what it started, but again what it ended. */
  const dueWithout = db.prepare<{ key: number; at: number; turn: number }, TimerRow>(
    `SELECT id, name, subject, due_at AS dueAt FROM timers
     WHERE conversation = :key AND due_at <= :at AND started_by <> :turn
       AND (ended_by IS NULL OR ended_by = :turn) ORDER BY due_at, id`,
  )

  /** What no turn has told a person yet; `turn` does not count. */
  const failed = db.prepare<[number, number], { id: OutboxId; reason: string }>(
    `SELECT id, ifnull(reason, '') AS reason FROM messages
     WHERE conversation = ? AND status = 'failed' AND (told_by IS NULL OR told_by = ?)
     ORDER BY position LIMIT ${messagesPerTurn}`,
  )
  const nobody = -1

  const unreadIn = (row: ConversationRow) => unread.all(row.key, messagesPerTurn).map(unreadOf)
  const readBy = (undo: Undo) =>
    undo.read.flatMap((position) => {
      const row = message.get(position)
      return row ? [unreadOf(row)] : []
    })

  return {
    forTurn(row, at, reopenWithinMs) {
      const fresh = unreadIn(row)
      const undo = undoOf(row)
      if (!undo || !mayReopen(undo, fresh, at, reopenWithinMs)) {
        const work = {
          conversation: conversationOf(row),
          unread: fresh,
          timers: due.all(row.key, at).map(timerOf),
          tickets: tickets.of(row.key),
          failed: failed.all(row.key, nobody),
          failures: row.failures,
        }
        const isOutdated = undo?.draftsOnly && fresh.some(isCustomers)
        return { row, work, seenTo: lastSeq(), ...(isOutdated && { outdated: undo }) }
      }
      const work = {
        conversation: withState(row, undo.state),
        unread: [...readBy(undo), ...fresh].sort(inOrder),
        timers: dueWithout.all({ key: row.key, at, turn: undo.turn }).map(timerOf),
        tickets: tickets.before(row.key, undo.turn),
        failed: failed.all(row.key, undo.turn),
        failures: row.failures,
      }
      return { row, work, seenTo: lastSeq(), undo }
    },
    forCommand(key) {
      const row = find.get(key)
      if (!row) throw new Error(`conversation ${key} is gone`)
      const fresh = unreadIn(row)
      const work = {
        conversation: conversationOf(row),
        unread: fresh,
        timers: [],
        tickets: tickets.of(key),
        failed: [],
        failures: row.failures,
      }
      return { row, work, seenTo: lastSeq() }
    },
  }
}

export type TimerRow = DueTimer & { readonly subject: string }

export const timerOf = ({ subject, ...timer }: TimerRow): DueTimer =>
  subject === '' ? timer : { ...timer, subject }

function mayReopen(undo: Undo, fresh: readonly Unread[], at: number, withinMs: number): boolean {
  if (!fresh.some(isCustomers)) return false
  const age = at - undo.receivedAt
  if (!undo.draftsOnly) return age < withinMs
  return age < draftsReopenWithinMs && undo.read.length + fresh.length <= draftsReopenMessages
}

const isCustomers = ({ sender }: Unread): boolean => sender === 'customer'

function inOrder(a: Unread, b: Unread): number {
  if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1
  return a.position - b.position
}
