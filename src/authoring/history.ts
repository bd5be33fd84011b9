import { GatewayError } from '../model/errors.ts'
import type { DraftToSave, EditDetail, EditRow } from '../model/wire/authoring.ts'
import type { Edit, EditHead, EditRecords, FileChange } from '../store/index.ts'
import { type Conflict, hashOf, type PlaybookDisk } from './files.ts'
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
  const changes: FileChange[] = []
  for (const file of new Set([...seen.keys(), ...there.keys()])) {
    const [before = null, after = null] = [seen.get(file), there.get(file)]
    if (before === after) continue
    // Who writes a file in place empties it first.
    if (after === '') continue
    // A file that cannot be read just now is not gone.
    if (after === null && (await disk.read(file).catch(() => null)) !== undefined) continue
    changes.push({ file, before, after })
  }
  if (changes.length > 0) await edits.enter({ changes, at: now(), how: 'outside', who: null })
}

export const rowOf = ({ id, files, at, how, who }: EditHead): EditRow => ({
  id,
  files,
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

export const detailOf = async (disk: PlaybookDisk, edit: Edit): Promise<EditDetail> => {
  const left = await Promise.all(
    edit.changes.map(async (change) => isLeft(change, (await disk.read(change.file)) ?? null)),
  )
  return {
    ...rowOf({ ...edit, files: edit.changes.map(({ file }) => file) }),
    undone: !left.includes(true),
    changes: edit.changes.map(({ file, before, after }) => ({
      file,
      diff: unifiedDiff(file, before, after),
    })),
  }
}

/** Whether taking the change out of the text as it is now would make it another one. */
const isLeft = (change: FileChange, now: string | null): boolean =>
  now !== change.before && undone(change, now) !== now

/**
 * The files without what this edit did. Where others have changed the same lines since, somebody has
 * to have settled it, else it is a conflict.
 */
export const draftsBack = async (
  disk: PlaybookDisk,
  { changes }: Edit,
  settled: readonly DraftToSave[],
): Promise<Conflict | { readonly kind: 'drafts'; readonly drafts: readonly DraftToSave[] }> => {
  const drafts: DraftToSave[] = []
  for (const change of changes) {
    const { file } = change
    const given = settled.find((each) => each.file === file)
    const theirs = (await disk.read(file)) ?? null
    const hash = theirs === null ? null : hashOf(theirs)
    const text = undone(change, theirs)
    if (given !== undefined) drafts.push(given)
    else if (text !== undefined) drafts.push({ file, text, base: hash })
    else return { kind: 'conflict', file, theirs, hash, mine: undoneAnyway(change, theirs) }
  }
  return { kind: 'drafts', drafts }
}

/** Undefined where others have changed the same lines since. */
const undone = ({ before, after }: FileChange, now: string | null): string | null | undefined => {
  if (now === after) return before
  if (before === null || after === null || now === null) return undefined
  return takeBack(before, after, now)
}

/** What somebody may want instead who takes it back all the same: what others did elsewhere stays. */
const undoneAnyway = ({ before, after }: FileChange, now: string | null): string | null =>
  before === null || after === null || now === null ? before : forceBack(before, after, now)
