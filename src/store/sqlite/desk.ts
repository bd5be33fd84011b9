import type { DeskRecords, Reader, Unsent } from '../desk.ts'
import type { Connection } from './connection.ts'
import { createNotes } from './notes.ts'

export function createDeskRecords(connection: Connection): DeskRecords {
  const { db, write, nextSeq } = connection
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
    ...createNotes(connection),
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
