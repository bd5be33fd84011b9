import type { DeskRecords, Reader, Unsent } from '../desk.ts'
import type { Connection } from './connection.ts'
import { entryOf, type MessageRow } from './rows.ts'

export function createDeskRecords({ db, write, nextSeq }: Connection): DeskRecords {
  const marks = { customer: prepareMark('customer_read'), shop: prepareMark('shop_read') }

  function prepareMark(column: 'customer_read' | 'shop_read') {
    const reached = db.prepare<{ id: string; upTo: number }, { key: number; position: number }>(
      `SELECT key, min(:upTo, newest) AS position FROM (
         SELECT key, ifnull(${column}, 0) AS before,
           (SELECT max(position) FROM messages WHERE conversation = key) AS newest
         FROM conversations WHERE id = :id)
       WHERE min(:upTo, newest) > before`,
    )
    const save = db.prepare(`UPDATE conversations SET ${column} = ?, seq = ? WHERE key = ?`)
    return { reached, save }
  }

  const insertNote = db.prepare(
    `INSERT INTO messages (position, seq, conversation, at, author, parts, channel, account, id, agent,
       agent_name)
     SELECT :position, :position, key, :at, 'note', :parts, channel, account, :id, :agent, :name
     FROM conversations WHERE id = :conversationId
     ON CONFLICT (id) WHERE id IS NOT NULL DO NOTHING`,
  )
  const line = db.prepare<[string], MessageRow>('SELECT * FROM messages WHERE id = ?')
  const notes = db.prepare<[string, number], MessageRow>(
    `SELECT messages.* FROM messages JOIN conversations ON key = conversation
     WHERE conversations.id = ? AND author = 'note' ORDER BY position DESC LIMIT ?`,
  )

  const unsent = db.prepare<[string], Unsent>(
    `SELECT conversations.id AS conversationId, reply, note, at FROM unsent
     JOIN conversations ON key = conversation WHERE agent = ? ORDER BY at DESC, key`,
  )
  const saveUnsent = db.prepare(
    `INSERT INTO unsent (agent, conversation, reply, note, at)
     SELECT :agent, key, ifnull(:reply, ''), ifnull(:note, ''), :at
     FROM conversations WHERE id = :conversationId
     ON CONFLICT (agent, conversation) DO UPDATE SET reply = ifnull(:reply, reply),
       note = ifnull(:note, note), at = :at`,
  )
  const forgetEmpty = db.prepare(`DELETE FROM unsent WHERE agent = ? AND reply = '' AND note = ''`)

  return {
    async addNote({ key, parts, ...note }) {
      const { conversationId, agent } = note
      const id = `${conversationId}:note:${agent}:${key}`
      write(() =>
        insertNote.run({ ...note, id, position: nextSeq(), parts: JSON.stringify(parts) }),
      )
      const row = line.get(id)
      return row && entryOf(row, conversationId)
    },
    notes: async (id, limit) =>
      notes
        .all(id, limit)
        .reverse()
        .map((row) => entryOf(row, id)),
    unsent: async (agent) => unsent.all(agent),
    async saveUnsent(agent, { conversationId, reply = null, note = null }, at) {
      write(() => {
        saveUnsent.run({ agent, conversationId, reply, note, at })
        forgetEmpty.run(agent)
      })
    },
    async noteRead(id, by: Reader, upTo) {
      const { reached, save } = marks[by]
      const mark = reached.get({ id, upTo })
      if (mark === undefined) return false
      write(() => save.run(mark.position, nextSeq(), mark.key))
      return true
    },
  }
}
