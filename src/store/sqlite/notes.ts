import type { ConversationId } from '../../model/ids.ts'
import type { DeskRecords, FoundNote } from '../desk.ts'
import type { Connection } from './connection.ts'
import { entryOf, type MessageRow } from './rows.ts'
import { areSome, isOfShops } from './shops.ts'

type Notes = Pick<
  DeskRecords,
  'addNote' | 'notes' | 'recentNotes' | 'unseenMentions' | 'seeMentions'
>

interface FoundRow extends MessageRow {
  readonly conversation_id: ConversationId
  readonly customer_id: string
  readonly customer_name: string | null
  readonly unseen: 0 | 1
}

export function createNotes({ db, write, nextSeq }: Connection): Notes {
  const insert = db.prepare(
    `INSERT INTO messages (position, seq, conversation, at, author, parts, channel, account, id, agent,
       agent_name, mentions)
     SELECT :position, :position, key, :at, 'note', :parts, channel, account, :id, :agent, :name,
       :mentions
     FROM conversations WHERE id = :conversationId
     ON CONFLICT (id) WHERE id IS NOT NULL DO NOTHING`,
  )
  const mention = db.prepare(
    `INSERT INTO unseen_mentions (agent, conversation, position)
     SELECT ?, conversation, position FROM messages WHERE id = ?`,
  )
  const line = db.prepare<[string], MessageRow>('SELECT * FROM messages WHERE id = ?')
  const notes = db.prepare<[string, number], MessageRow>(
    `SELECT messages.* FROM messages JOIN conversations ON key = conversation
     WHERE conversations.id = ? AND author = 'note' ORDER BY position DESC LIMIT ?`,
  )
  const unseen = db.prepare<[object], { id: string; conversationId: ConversationId }>(
    `SELECT messages.id, conversations.id AS conversationId FROM unseen_mentions
     JOIN messages USING (position) JOIN conversations ON key = messages.conversation
     WHERE unseen_mentions.agent = :agent AND (:shops = '[]' OR ${isOfMessageShops})
     ORDER BY position`,
  )
  const see = db.prepare(
    `DELETE FROM unseen_mentions
     WHERE agent = ? AND conversation = (SELECT key FROM conversations WHERE id = ?)`,
  )
  const find = (wheres: readonly string[]) =>
    db.prepare<[object], FoundRow>(
      `SELECT messages.*, conversations.id AS conversation_id, customer_id, customer_name,
         EXISTS (SELECT 1 FROM unseen_mentions AS mine WHERE mine.agent = :agent
           AND mine.conversation = messages.conversation AND mine.position = messages.position)
           AS unseen
       FROM messages JOIN conversations ON key = conversation
       WHERE ${wheres.join(' AND ')} ORDER BY position DESC LIMIT :limit`,
    )

  return {
    async addNote({ key, parts, mentions = [], ...note }) {
      const { conversationId, agent } = note
      const id = `${conversationId}:note:${agent}:${key}`
      write(() => {
        const { changes } = insert.run({
          ...note,
          id,
          position: nextSeq(),
          parts: JSON.stringify(parts),
          mentions: mentions.length === 0 ? null : JSON.stringify(mentions),
        })
        if (changes === 0) return
        for (const { agent } of mentions) mention.run(agent, id)
      })
      const row = line.get(id)
      return row && entryOf(row, conversationId)
    },
    notes: async (id, limit) =>
      notes
        .all(id, limit)
        .reverse()
        .map((row) => entryOf(row, id)),
    async recentNotes({ agent, isMentioned, shops, before, limit }) {
      const wheres = [
        isMentioned === undefined ? "author = 'note'" : namesAsker,
        ...(areSome(shops) ? [isOfMessageShops] : []),
        ...(before === undefined ? [] : ['position < :before']),
      ]
      const asked = { agent, limit, shops: JSON.stringify(shops), before }
      return find(wheres).all(asked).map(found)
    },
    unseenMentions: async (agent, shops = []) =>
      unseen.all({ agent, shops: JSON.stringify(shops) }),
    async seeMentions(agent, id) {
      write(() => see.run(agent, id))
    },
  }
}

const isOfMessageShops = isOfShops.replaceAll(/channel|account/g, 'messages.$&')

/** Only notes name people; this alone lets the index of those that do be used. */
const namesAsker = `mentions IS NOT NULL AND EXISTS (
  SELECT 1 FROM json_each(mentions) WHERE value ->> '$.agent' = :agent)`

const found = (row: FoundRow): FoundNote => ({
  entry: entryOf(row, row.conversation_id),
  channel: row.channel,
  customer: {
    id: row.customer_id,
    ...(row.customer_name !== null && { name: row.customer_name }),
  },
  isUnseen: row.unseen === 1,
})
