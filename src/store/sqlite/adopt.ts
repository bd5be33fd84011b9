import { setImmediate as breath } from 'node:timers/promises'
import { GatewayError } from '../../model/errors.ts'
import type { Connection } from './connection.ts'
import { migrations } from './migrations.ts'

type Shift = 'key' | 'seq'

interface Copied {
  /** What is numbered by the one counter, and by the conversations' keys: two files' collide. */
  readonly shifted: Readonly<Record<string, Shift>>
  /** Which rows are of the conversations of `batch`. */
  readonly of: string
}

const byConversation = 'conversation IN (SELECT key FROM batch)'
const mediaOfBatch = 'SELECT id FROM past.media WHERE conversation_id IN (SELECT id FROM batch)'
const tables: Readonly<Record<string, Copied>> = {
  conversations: {
    shifted: { key: 'key', seq: 'seq', customer_read: 'seq', shop_read: 'seq' },
    of: 'key IN (SELECT key FROM batch)',
  },
  messages: { shifted: { position: 'seq', seq: 'seq', conversation: 'key' }, of: byConversation },
  turns: { shifted: { conversation: 'key' }, of: byConversation },
  tickets: { shifted: { conversation: 'key' }, of: byConversation },
  rounds: { shifted: { conversation: 'key' }, of: byConversation },
  round_agents: { shifted: { conversation: 'key' }, of: byConversation },
  reply_clocks: { shifted: { conversation: 'key' }, of: byConversation },
  ratings: { shifted: { position: 'seq', conversation: 'key' }, of: byConversation },
  survey_asks: { shifted: { conversation: 'key' }, of: byConversation },
  surveys: { shifted: { conversation: 'key' }, of: byConversation },
  suggested: { shifted: { up_to: 'seq', conversation: 'key' }, of: byConversation },
  media: { shifted: { settled_seq: 'seq' }, of: `id IN (${mediaOfBatch})` },
  picture_bands: { shifted: {}, of: `media IN (${mediaOfBatch})` },
  ticket_media: { shifted: { conversation: 'key' }, of: byConversation },
}

/** As many as are copied while nobody notices that they wait. */
const atOnce = 20

/**
 * Takes in what another file remembers of conversations, some at a time. Their numbers lie before
 * all that are here: what was is no news to anybody who listens, and the counter does not move. What
 * facts tell of tickets follows by itself; nothing that is still to be done comes along: no timer, no
 * unsent word.
 */
export function prepareAdopt(connection: Connection) {
  const { db, write } = connection
  const number = (sql: string) => db.prepare<[], number | null>(sql).pluck().get() ?? 0

  const columnsOf = (table: string) =>
    db
      .prepare<[], { name: string }>(`PRAGMA past.table_info(${table})`)
      .all()
      .map(({ name }) => name)

  const attached = <T>(file: string, work: () => T): T => {
    db.prepare('ATTACH ? AS past').run(file)
    try {
      return work()
    } finally {
      db.exec('DETACH past')
    }
  }

  /** Below all that is here, whatever came in since the last batch. */
  const shifts = (): Readonly<Record<Shift, number>> => ({
    key:
      Math.min(0, number('SELECT min(key) FROM conversations')) -
      number('SELECT max(key) FROM batch') -
      1,
    seq:
      Math.min(0, number('SELECT min(min(position), min(seq)) FROM messages')) -
      number('SELECT seq FROM past.counter') -
      1,
  })

  function copy(table: string, { shifted, of }: Copied, by: Readonly<Record<Shift, number>>): void {
    const columns = columnsOf(table)
    const values = columns.map((column) => {
      if (table === 'conversations' && ['due_at', 'undo_turn', 'undo'].includes(column))
        return 'NULL'
      const kind = shifted[column]
      return kind === undefined ? column : `${column} + ${by[kind]}`
    })
    db.exec(`INSERT INTO ${table} (${columns}) SELECT ${values} FROM past.${table} WHERE ${of}`)
  }

  /** One batch; whether there was one. */
  const next = (): boolean =>
    write(() => {
      db.exec(
        `CREATE TEMP TABLE batch AS SELECT key, id FROM past.conversations
         WHERE id NOT IN (SELECT id FROM main.conversations) ORDER BY key LIMIT ${atOnce}`,
      )
      const found = number('SELECT count(*) FROM batch') > 0
      if (found) {
        const by = shifts()
        for (const [table, copied] of Object.entries(tables)) copy(table, copied, by)
      }
      db.exec('DROP TABLE batch')
      return found
    })

  return async (file: string, isWanted: () => boolean): Promise<boolean> => {
    const version = attached(file, () => number('PRAGMA past.user_version'))
    if (version !== migrations.length)
      throw new GatewayError('config_invalid', `${file} is not of this version.`)
    while (isWanted()) {
      if (!attached(file, next)) return true
      await breath()
    }
    return false
  }
}
