import type { Edit, EditHead, EditHow, EditRecords, NewEdit } from '../edits.ts'
import type { Connection } from './connection.ts'

interface HeadRow {
  readonly id: number
  readonly file: string
  readonly at: number
  readonly how: EditHow
  readonly login: string | null
  readonly name: string | null
}

interface EditRow extends HeadRow {
  readonly before: string | null
  readonly after: string | null
}

const head = 'id, file, at, how, login, name'

export function createEditRecords({ db, write }: Connection): EditRecords {
  const texts = db.prepare<[], { file: string; text: string }>('SELECT * FROM playbook_files')
  const see = db.prepare(
    `INSERT INTO playbook_files (file, text) VALUES (?, ?)
     ON CONFLICT (file) DO UPDATE SET text = excluded.text`,
  )
  const forget = db.prepare('DELETE FROM playbook_files WHERE file = ?')
  const add = db.prepare(
    `INSERT INTO playbook_edits (file, before, after, at, how, login, name)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const all = db.prepare<[number, number], HeadRow>(
    `SELECT ${head} FROM playbook_edits WHERE id < ? ORDER BY id DESC LIMIT ?`,
  )
  const ofFile = db.prepare<[string, number, number], HeadRow>(
    `SELECT ${head} FROM playbook_edits WHERE file = ? AND id < ? ORDER BY id DESC LIMIT ?`,
  )
  const find = db.prepare<[number], EditRow>('SELECT * FROM playbook_edits WHERE id = ?')

  function enter({ file, before, after, at, how, who }: NewEdit): number {
    if (after === null) forget.run(file)
    else see.run(file, after)
    const added = add.run(file, before, after, at, how, who?.login ?? null, who?.name ?? null)
    return Number(added.lastInsertRowid)
  }

  return {
    texts: async () => new Map(texts.all().map(({ file, text }) => [file, text])),
    see: async (seen) => write(() => seen.forEach((text, file) => void see.run(file, text))),
    enter: async (edits) => write(() => edits.map(enter)),
    async list({ file, before = Number.MAX_SAFE_INTEGER, limit }) {
      const rows = file === undefined ? all.all(before, limit) : ofFile.all(file, before, limit)
      return rows.map(headOf)
    },
    async find(id) {
      const row = find.get(id)
      return row && editOf(row)
    },
  }
}

const headOf = ({ id, file, at, how, login, name }: HeadRow): EditHead => ({
  id,
  file,
  at,
  how,
  who: login === null ? null : { login, name: name ?? login },
})

const editOf = (row: EditRow): Edit => ({
  ...headOf(row),
  before: row.before,
  after: row.after,
})
