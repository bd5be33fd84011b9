import type { Edit, EditHead, EditHow, EditRecords, FileChange } from '../edits.ts'
import type { Connection } from './connection.ts'

interface EditRow {
  readonly id: number
  readonly at: number
  readonly how: EditHow
  readonly login: string | null
  readonly name: string | null
}

interface HeadRow extends EditRow {
  /** A JSON array. */
  readonly files: string
}

const head = `SELECT *, (
  SELECT json_group_array(file) FROM (
    SELECT file FROM playbook_changes WHERE edit = id ORDER BY file
  )
) AS files FROM playbook_edits`

export function createEditRecords({ db, write }: Connection): EditRecords {
  const texts = db.prepare<[], { file: string; text: string }>('SELECT * FROM playbook_files')
  const see = db.prepare(
    `INSERT INTO playbook_files (file, text) VALUES (?, ?)
     ON CONFLICT (file) DO UPDATE SET text = excluded.text`,
  )
  const forget = db.prepare('DELETE FROM playbook_files WHERE file = ?')
  const add = db.prepare('INSERT INTO playbook_edits (at, how, login, name) VALUES (?, ?, ?, ?)')
  const addChange = db.prepare(
    'INSERT INTO playbook_changes (edit, file, before, after) VALUES (?, ?, ?, ?)',
  )
  const all = db.prepare<[number, number], HeadRow>(`${head} WHERE id < ? ORDER BY id DESC LIMIT ?`)
  const ofFile = db.prepare<[string, number, number], HeadRow>(
    `${head} WHERE id IN (
       SELECT edit FROM playbook_changes WHERE file = ? AND edit < ? ORDER BY edit DESC LIMIT ?
     ) ORDER BY id DESC`,
  )
  const find = db.prepare<[number], EditRow>('SELECT * FROM playbook_edits WHERE id = ?')
  const changes = db.prepare<[number], FileChange>(
    'SELECT file, before, after FROM playbook_changes WHERE edit = ? ORDER BY file',
  )

  return {
    texts: async () => new Map(texts.all().map(({ file, text }) => [file, text])),
    see: async (seen) => write(() => seen.forEach((text, file) => void see.run(file, text))),
    enter: async ({ at, how, who, changes: done }) =>
      write(() => {
        const added = add.run(at, how, who?.login ?? null, who?.name ?? null)
        for (const { file, before, after } of done) {
          addChange.run(added.lastInsertRowid, file, before, after)
          if (after === null) forget.run(file)
          else see.run(file, after)
        }
        return Number(added.lastInsertRowid)
      }),
    async list({ file, before = Number.MAX_SAFE_INTEGER, limit }) {
      const rows = file === undefined ? all.all(before, limit) : ofFile.all(file, before, limit)
      return rows.map((row): EditHead => ({ ...aboutOf(row), files: JSON.parse(row.files) }))
    },
    async find(id) {
      const row = find.get(id)
      return row && { ...aboutOf(row), changes: changes.all(id) }
    },
  }
}

const aboutOf = ({ id, at, how, login, name }: EditRow): Omit<Edit, 'changes'> => ({
  id,
  at,
  how,
  who: login === null ? null : { login, name: name ?? login },
})
