import type { OutboxId } from '../../model/ids.ts'
import type { MessagePart, Sender, Why } from '../../model/message.ts'
import type { Send, SendOutcome } from '../sends.ts'
import type { Store } from '../store.ts'
import type { Connection } from './connection.ts'
import { type Lines, takenOver } from './lines.ts'
import {
  authorOf,
  type ConversationRow,
  conversationOf,
  type MessageRow,
  parse,
  undoOf,
} from './rows.ts'

export interface Sends extends Pick<Store, 'claimSends' | 'pullSends' | 'settleSend'> {
  /** After a crash: what was on its way goes again, under the same id. */
  recover(): void
  /** Fails the lines that no client fetched or acknowledged in time. */
  expire(at: number): void
  nextDueAt(): number | undefined
}

/** How long a line is left alone while its turn is being run again. */
const reopeningMs = 100

export function createSends(deps: {
  readonly connection: Connection
  readonly lines: Lines
  readonly reopening: ReadonlySet<number>
  readonly reopenWithinMs: number
}): Sends {
  const { connection, lines, reopening, reopenWithinMs } = deps
  const { db, write, nextSeq } = connection

  const due = db.prepare<[number, number], MessageRow>(
    `SELECT * FROM messages
     WHERE status = 'pending' AND route = 'push' AND next_at IS NOT NULL AND next_at <= ?
     ORDER BY next_at, position LIMIT ?`,
  )
  const conversation = db.prepare<[number], ConversationRow>(
    'SELECT * FROM conversations WHERE key = ?',
  )
  const firstUnread = db
    .prepare<[number, Sender], number>(
      `SELECT received_at FROM messages
       WHERE conversation = ? AND turn IS NULL AND external_id IS NOT NULL AND author = ?
       ORDER BY order_key, position LIMIT 1`,
    )
    .pluck()
  const postpone = db.prepare('UPDATE messages SET next_at = ? WHERE position = ?')
  const start = db.prepare(
    `UPDATE messages SET status = 'sending', attempts = attempts + 1, seq = ? WHERE position = ?`,
  )
  const toPull = db.prepare<[string, string, number, number], MessageRow>(
    `SELECT * FROM messages
     WHERE channel = ? AND account = ? AND position > ? AND status = 'pending' AND route = 'pull'
     ORDER BY position LIMIT ?`,
  )
  const countPull = db.prepare('UPDATE messages SET attempts = attempts + 1 WHERE position = ?')
  const find = db.prepare<[string], MessageRow>('SELECT * FROM messages WHERE id = ?')
  const retry = db.prepare(
    `UPDATE messages SET status = 'pending', reason = ?, seq = ?,
       next_at = CASE route WHEN 'push' THEN ? ELSE next_at END
     WHERE position = ?`,
  )
  const overdue = db.prepare<[number], MessageRow>(
    `SELECT * FROM messages WHERE status = 'pending' AND route = 'pull' AND next_at <= ?
     ORDER BY next_at LIMIT 100`,
  )
  const setPlatformId = db.prepare('UPDATE messages SET platform_id = ? WHERE position = ?')
  const sending = db.prepare<[], MessageRow>(`SELECT * FROM messages WHERE status = 'sending'`)
  const again = db.prepare(`UPDATE messages SET status = 'pending', seq = ? WHERE position = ?`)
  const soonestOf = (route: 'push' | 'pull') =>
    db
      .prepare<[], number>(
        `SELECT next_at FROM messages
         WHERE status = 'pending' AND route = '${route}' AND next_at IS NOT NULL
         ORDER BY next_at LIMIT 1`,
      )
      .pluck()
  const soonest = soonestOf('push')
  const soonestOverdue = soonestOf('pull')

  const conversationFor = (line: MessageRow): ConversationRow => {
    const row = conversation.get(line.conversation)
    if (!row) throw new Error(`line ${line.position} has no conversation`)
    return row
  }

  /** Until when a bot line waits for a newer turn; nothing when it may go. */
  function heldUntil(line: MessageRow, row: ConversationRow, at: number): number | undefined {
    if (!isBots(line)) return undefined
    const mayBeUndone = row.undo_turn !== null && row.undo_turn === line.turn
    if (mayBeUndone && reopening.has(row.key)) return at + reopeningMs
    const wentOn = mayBeUndone && firstUnread.get(row.key, 'customer') !== undefined
    const until = Math.max(
      talkedOverUntil(line),
      wentOn ? (undoOf(row)?.receivedAt ?? 0) + reopenWithinMs : 0,
    )
    return until > at ? until : undefined
  }

  /** A person of the shop spoke: most likely the next turn drops this line. */
  function talkedOverUntil(line: MessageRow): number {
    if (!isBots(line)) return 0
    const spokeAt = firstUnread.get(line.conversation, 'shop_human')
    return spokeAt === undefined ? 0 : spokeAt + reopenWithinMs
  }

  function claim(at: number, limit: number): readonly Send[] {
    const sends: Send[] = []
    // Twice as many are looked at as are wanted: lines that are held do not fill the batch up.
    for (const line of due.all(at, limit * 2)) {
      if (sends.length === limit) break
      const row = conversationFor(line)
      const held = heldUntil(line, row, at)
      if (held !== undefined) {
        postpone.run(held, line.position)
        continue
      }
      start.run(nextSeq(), line.position)
      lines.keepTurn(row.key, line.turn)
      sends.push(sendOf(line, row))
    }
    return sends
  }

  function pull(rows: readonly MessageRow[]): readonly Send[] {
    return rows.map((line) => {
      countPull.run(line.position)
      lines.keepTurn(line.conversation, line.turn)
      return sendOf(line, conversationFor(line))
    })
  }

  function settle(line: MessageRow, result: SendOutcome, at: number): void {
    const row = conversationFor(line)
    lines.keepTurn(row.key, line.turn)
    switch (result.kind) {
      case 'sent':
        lines.end(line.position, 'sent')
        setPlatformId.run(result.platformId ?? null, line.position)
        break
      case 'retry':
        if (isOverruled(line, row)) lines.end(line.position, 'dropped', takenOver)
        else retry.run(result.reason, nextSeq(), result.retryAt, line.position)
        break
      case 'failed':
        lines.fail({ position: line.position, key: row.key, reason: result.reason, at })
        break
      case 'dropped':
        lines.end(line.position, 'dropped', result.reason)
        break
      default:
        result satisfies never
    }
    lines.promote(row.key, at)
  }

  return {
    async claimSends(at, limit) {
      if (due.get(at, 1) === undefined) return []
      return write(() => claim(at, limit))
    },
    async pullSends({ channel, account, after, limit, at }) {
      const rows = toPull.all(channel, account, after, limit)
      // Whoever pulls never looks back, so nothing behind a line that waits may overtake it.
      const stop = rows.findIndex(
        (line) => reopening.has(line.conversation) || talkedOverUntil(line) > at,
      )
      const free = stop < 0 ? rows : rows.slice(0, stop)
      return free.length === 0 ? [] : write(() => pull(free))
    },
    async settleSend(id, result, at) {
      const line = find.get(id)
      if (!line || !maySettle(line, result)) return
      write(() => settle(line, result, at))
    },
    recover() {
      const rows = sending.all()
      if (rows.length === 0) return
      write(() => {
        for (const line of rows) {
          const row = conversationFor(line)
          if (!isOverruled(line, row)) again.run(nextSeq(), line.position)
          else {
            lines.end(line.position, 'dropped', takenOver)
            lines.promote(row.key, 0)
          }
        }
      })
    },
    expire(at) {
      const rows = overdue.all(at)
      if (rows.length === 0) return
      write(() => {
        for (const { position, conversation: key, attempts, turn } of rows) {
          const reason = attempts === 0 ? '没有客户端来取' : '客户端取走后没有回报结果'
          lines.keepTurn(key, turn)
          lines.fail({ position, key, reason, at })
        }
      })
    },
    nextDueAt() {
      const moments = [soonest.get(), soonestOverdue.get()].filter((at) => at !== undefined)
      return moments.length === 0 ? undefined : Math.min(...moments)
    },
  }
}

/** What a person released is that person's word. */
const isBots = (line: MessageRow): boolean => line.author === 'bot' && line.released === null

/** A person took over after the bot decided to say this. */
const isOverruled = (line: MessageRow, row: ConversationRow): boolean =>
  isBots(line) && row.owned_from !== null && (line.turn ?? 0) < row.owned_from

/** Ended lines stay as they are, except that a client may have shown one that we gave up. */
function maySettle({ status, route, attempts }: MessageRow, { kind }: SendOutcome): boolean {
  if (status === 'pending' || status === 'sending') return true
  const wasGivenUp = status === 'dropped' || status === 'failed'
  return kind === 'sent' && route === 'pull' && (attempts ?? 0) > 0 && wasGivenUp
}

function sendOf(line: MessageRow, row: ConversationRow): Send {
  return {
    id: line.id as OutboxId,
    position: line.position,
    conversation: conversationOf(row),
    author: authorOf(line),
    parts: parse<MessagePart[]>(line.parts),
    ...(line.why !== null && { why: parse<Why>(line.why) }),
    attempt: (line.attempts ?? 0) + 1,
  }
}
