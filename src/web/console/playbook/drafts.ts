import { useSyncExternalStore } from 'react'
import type { DraftToSave, FileDraft } from '../../shared/index.ts'
import { fieldsOf, kept } from '../kept.ts'

/** What somebody has written into a file and not saved, and what they had before them. */
export interface Unsaved {
  readonly text: string
  readonly original: string
  /** The hash of the original; `null` where there was no such file. */
  readonly base: string | null
}
export type UnsavedFiles = Readonly<Record<string, Unsaved>>

/** They outlive a reload and a closed tab. */
const unsaved = kept<UnsavedFiles>('shouhou-playbook-drafts', (known) =>
  Object.fromEntries(
    Object.entries(fieldsOf(known)).flatMap(([file, value]) => {
      const { text, original, base } = fieldsOf(value)
      const isOne =
        typeof text === 'string' &&
        typeof original === 'string' &&
        (base === null || typeof base === 'string')
      return isOne ? [[file, { text, original, base }]] : []
    }),
  ),
)

export const useUnsaved = (): UnsavedFiles => useSyncExternalStore(unsaved.subscribe, unsaved.get)

/** A text that is the original again is no draft any more. */
export function write(file: string, draft: Unsaved) {
  const isNew = draft.base === null
  unsaved.change(({ [file]: _, ...others }) =>
    isNew || draft.text !== draft.original ? { ...others, [file]: draft } : others,
  )
}

export function forget(files: readonly string[]) {
  unsaved.change((known) =>
    Object.fromEntries(Object.entries(known).filter(([file]) => !files.includes(file))),
  )
}

export const draftsIn = (files: UnsavedFiles): readonly FileDraft[] =>
  Object.entries(files).map(([file, { text }]) => ({ file, text }))

export const toSave = (files: UnsavedFiles): readonly DraftToSave[] =>
  Object.entries(files).map(([file, { text, base }]) => ({ file, text, base }))
