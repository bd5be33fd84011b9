import type { Memory } from '../../model/conversation.ts'
import type { Connection } from './connection.ts'
import type { Noted } from './rounds.ts'
import type { ConversationRow } from './rows.ts'

/** Keeps what became of the marketplace's clock on people's replies, inside a turn's transaction. */
export interface ReplyClocks {
  note(row: ConversationRow, noted: Noted): void
  /** A turn is taken back: its clock did not start, and the one before it did not end. */
  restore(key: number, turn: { readonly before: Owed; readonly after: Owed }): void
}

type Owed = Memory['owed']

export function prepareReplyClocks({ db }: Connection): ReplyClocks {
  const begin = db.prepare('INSERT OR REPLACE INTO reply_clocks VALUES (?, ?, ?, ?, ?, NULL, ?)')
  const end = db.prepare(
    `UPDATE reply_clocks SET ended_at = ?, agent = ifnull(?, agent)
     WHERE since = ? AND conversation = ?`,
  )
  const remove = db.prepare('DELETE FROM reply_clocks WHERE since = ? AND conversation = ?')

  return {
    note(row, { before, turn, read }) {
      const [was, is] = [before.memory.owed, turn.next.memory.owed]
      if (was?.since === is?.since) return
      if (was !== undefined) {
        const [agent = null] = turn.lines.flatMap(({ author }) =>
          author.kind === 'agent' ? [author.agent] : [],
        )
        const isAnswered = agent !== null || read.some(({ sender }) => sender === 'shop_human')
        // Given back or closed in time without a word, or begun anew: nothing was owed in the end.
        if (isAnswered || was.dueAt < turn.at) end.run(turn.at, agent, was.since, row.key)
        else remove.run(was.since, row.key)
      }
      if (is === undefined) return
      const { phase } = turn.next
      const owner = phase.kind === 'withAgent' && phase.by.kind === 'agent' ? phase.by.agent : null
      begin.run(is.since, row.key, row.channel, row.account, is.dueAt, owner)
    },
    restore(key, { before, after }) {
      if (before?.since === after?.since) return
      if (after !== undefined) remove.run(after.since, key)
      if (before !== undefined) end.run(null, null, before.since, key)
    },
  }
}
