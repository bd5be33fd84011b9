import type { EditDetail, EditRow } from '../model/authoring-wire.ts'
import { GatewayError } from '../model/errors.ts'
import type { Edit, EditHead, EditRecords, NewEdit } from '../store/index.ts'
import type { PlaybookDisk } from './files.ts'
import { forceBack, takeBack, unifiedDiff } from './lines.ts'

interface Parts {
  readonly disk: PlaybookDisk
  readonly edits: EditRecords
  readonly now: () => number
}

/** Enters what was changed by other means than the page since the files were last seen. */
export const noteOutside = async ({ disk, edits, now }: Parts): Promise<void> => {
  const seen = await edits.texts()
  const there = await disk.texts()
  if (seen.size === 0) return edits.see(there)
  const changed: NewEdit[] = []
  for (const file of new Set([...seen.keys(), ...there.keys()])) {
    const [before = null, after = null] = [seen.get(file), there.get(file)]
    if (before === after) continue
    // Who writes a file in place empties it first.
    if (after === '') continue
    // A file that cannot be read just now is not gone.
    if (after === null && (await disk.read(file).catch(() => null)) !== undefined) continue
    changed.push({ file, before, after, at: now(), how: 'outside', who: null })
  }
  if (changed.length > 0) await edits.enter(changed)
}

export const rowOf = ({ id, file, at, how, who }: EditHead): EditRow => ({
  id,
  file,
  at,
  how,
  who: who?.name ?? null,
})

/** Throws `not_found`. */
export const findEdit = async (edits: EditRecords, id: number): Promise<Edit> => {
  const edit = await edits.find(id)
  if (edit) return edit
  throw new GatewayError('not_found', '没有这条修改记录', { english: 'There is no such edit' })
}

export const detailOf = (edit: Edit): EditDetail => ({
  ...rowOf(edit),
  before: edit.before,
  after: edit.after,
  diff: unifiedDiff(edit.file, edit.before, edit.after),
})

/** The file without what this edit did; undefined where others have changed the same lines since. */
export const undone = (edit: Edit, now: string | null): string | null | undefined => {
  const { before, after } = edit
  if (now === after) return before
  if (before === null || after === null || now === null) return undefined
  return takeBack(before, after, now)
}

/** What somebody may want instead who takes it back all the same: what others did elsewhere stays. */
export const undoneAnyway = ({ before, after }: Edit, now: string | null): string | null =>
  before === null || after === null || now === null ? before : forceBack(before, after, now)
