import type { SaveEnd } from '../../shared/index.ts'
import type { UnsavedFiles } from './drafts.ts'

interface Ended {
  readonly end: SaveEnd
  readonly undo: object | null
  /** The files that were to be saved. */
  readonly sent: readonly string[]
}

interface Then {
  readonly atEnd: UnsavedFiles
  readonly now: UnsavedFiles
}

/** Whether what is said of a save has nobody to say it to any more. */
export const isOver = ({ end, undo, sent }: Ended, { atEnd, now }: Then): boolean => {
  if (end.kind === 'live' || end.kind === 'saved') {
    const files = [...sent, ...end.saved.map(({ file }) => file)]
    // What was typed while it was saved is no news.
    return files.some((file) => now[file] !== undefined && now[file].text !== atEnd[file]?.text)
  }
  // Nobody's drafts have a part in what is taken back.
  return undo === null && sent.every((file) => now[file] === undefined)
}
