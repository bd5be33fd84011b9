import type { Store } from '../store.ts'
import type { Claims } from './claims.ts'
import type { Connection } from './connection.ts'
import { lastTextOf } from './last-text.ts'
import { type Lines, pullWithinMs } from './lines.ts'
import { type ConversationRow, conversationOf, type MessageRow, parse } from './rows.ts'

/** Lets a person release or discard drafts; never while a turn might replace them. */
export function createDrafts(
  { db, write, nextSeq }: Connection,
  lines: Lines,
  claims: Claims,
): Pick<Store, 'settleDraft'> {
  const find = db.prepare<[string], MessageRow>(
    `SELECT * FROM messages WHERE id = ? AND status = 'draft'`,
  )
  const release = db.prepare(
    `UPDATE messages SET status = 'pending', released = 1, route = ?, next_at = ?, at = ?,
       position = ?, seq = ?
     WHERE position = ?`,
  )
  const conversation = db.prepare<[number], ConversationRow>(
    'SELECT * FROM conversations WHERE key = ?',
  )
  const touch = db.prepare(
    'UPDATE conversations SET seq = ?, last_at = ?, last_text = ? WHERE key = ?',
  )

  return {
    async settleDraft(id, verdict, at, allow) {
      const key = find.get(id)?.conversation
      if (key === undefined) return false
      await claims.take(key)
      try {
        const line = find.get(id)
        const row = conversation.get(key)
        if (!line || !row) return false
        allow?.(conversationOf(row))
        write(() => {
          lines.keepTurn(key, line.turn)
          if (verdict.kind === 'discard') return lines.end(line.position, 'dropped', 'discarded')
          // To the end of the transcript: whoever pulls looks only at what is new.
          const position = nextSeq()
          const until = verdict.route === 'pull' ? at + pullWithinMs : null
          release.run(verdict.route, until, at, position, position, line.position)
          touch.run(nextSeq(), at, lastTextOf(parse(line.parts)), key)
          lines.promote(key, at)
        })
        return true
      } finally {
        claims.release(key)
      }
    },
  }
}
