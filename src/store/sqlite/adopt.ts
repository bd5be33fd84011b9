import { GatewayError } from '../../model/errors.ts'
import type { Connection } from './connection.ts'
import { migrations } from './migrations.ts'

/** What is numbered by the one counter, and by the conversations' keys: those of two files collide. */
const shifted: Readonly<Record<string, Readonly<Record<string, 'key' | 'seq'>>>> = {
  conversations: { key: 'key', seq: 'seq' },
  messages: { position: 'seq', seq: 'seq', conversation: 'key' },
  turns: { conversation: 'key' },
  tickets: { conversation: 'key' },
  rounds: { conversation: 'key' },
  round_agents: { conversation: 'key' },
  reply_clocks: { conversation: 'key' },
  media: { settled_seq: 'seq' },
  picture_bands: {},
  ticket_media: { conversation: 'key' },
}

/**
 * Takes in what another file remembers of conversations, all or nothing. What facts tell of tickets
 * follows by itself; nothing that is still to be done comes along: no timer, no unsent word.
 */
export function prepareAdopt(connection: Connection): (file: string) => void {
  const { db, write, nextSeq, lastSeq } = connection
  const highest = (sql: string) => db.prepare<[], number | null>(sql).pluck().get() ?? 0

  const columnsOf = (table: string) =>
    db
      .prepare<[], { name: string }>(`PRAGMA past.table_info(${table})`)
      .all()
      .map(({ name }) => name)

  function copy(table: string, by: { readonly key: number; readonly seq: number }): void {
    const columns = columnsOf(table)
    const values = columns.map((column) => {
      if (table === 'conversations' && ['due_at', 'undo_turn', 'undo'].includes(column))
        return 'NULL'
      const kind = shifted[table]?.[column]
      return kind === undefined ? column : `${column} + ${by[kind]}`
    })
    db.exec(`INSERT INTO ${table} (${columns}) SELECT ${values} FROM past.${table}`)
  }

  return (file) => {
    db.prepare('ATTACH ? AS past').run(file)
    try {
      if (highest('PRAGMA past.user_version') !== migrations.length) {
        throw new GatewayError('config_invalid', `${file} is not of this version.`)
      }
      write(() => {
        const by = { key: highest('SELECT max(key) FROM conversations'), seq: lastSeq() }
        for (const table of Object.keys(shifted)) copy(table, by)
        for (let more = highest('SELECT seq FROM past.counter'); more > 0; more -= 1) nextSeq()
      })
    } finally {
      db.exec('DETACH past')
    }
  }
}
