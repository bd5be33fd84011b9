import { useSyncExternalStore } from 'react'
import type { DraftToSave, FileDraft } from '../../shared/index.ts'
import { fieldsOf, type Kept, kept } from '../kept.ts'

/** What somebody has written into a file and not saved, and what they had before them. */
export interface Unsaved {
  readonly text: string
  readonly original: string
  /** The hash of the original; `null` where there was no such file. */
  readonly base: string | null
}
export type UnsavedFiles = Readonly<Record<string, Unsaved>>

export interface Drafts {
  readonly unsaved: UnsavedFiles
  /** A text that is the original again is no draft any more. */
  write(file: string, draft: Unsaved): void
  forget(files: readonly string[]): void
}

/**
 * They outlive a reload and a closed tab. Each login has its own: on a browser that several use nobody
 * publishes what another has half written.
 */
export function useDrafts(login: string): Drafts {
  const drafts = keptFor(login)
  return {
    unsaved: useSyncExternalStore(drafts.subscribe, drafts.get),
    write(file, draft) {
      const isNew = draft.base === null
      drafts.change(({ [file]: _, ...others }) =>
        isNew || draft.text !== draft.original ? { ...others, [file]: draft } : others,
      )
    },
    forget(files) {
      drafts.change((known) =>
        Object.fromEntries(Object.entries(known).filter(([file]) => !files.includes(file))),
      )
    },
  }
}

const opened = new Map<string, Kept<UnsavedFiles>>()

const keptFor = (login: string): Kept<UnsavedFiles> => {
  const known = opened.get(login) ?? kept(`shouhou-playbook-drafts ${login}`, unsavedIn)
  opened.set(login, known)
  return known
}

const unsavedIn = (known: unknown): UnsavedFiles =>
  Object.fromEntries(
    Object.entries(fieldsOf(known)).flatMap(([file, value]) => {
      const { text, original, base } = fieldsOf(value)
      const isOne =
        typeof text === 'string' &&
        typeof original === 'string' &&
        (base === null || typeof base === 'string')
      return isOne ? [[file, { text, original, base }]] : []
    }),
  )

export const draftsIn = (files: UnsavedFiles): readonly FileDraft[] =>
  Object.entries(files).map(([file, { text }]) => ({ file, text }))

export const toSave = (files: UnsavedFiles): readonly DraftToSave[] =>
  Object.entries(files).map(([file, { text, base }]) => ({ file, text, base }))
