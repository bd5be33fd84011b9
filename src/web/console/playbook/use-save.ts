import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { SaveEnd, SaveEvent } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import { forget, toSave, type UnsavedFiles, write } from './drafts.ts'
import { server } from './server.ts'

/** How far a save is. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly event: SaveEvent }
  | { readonly kind: 'ended'; readonly end: SaveEnd; readonly isUndo: boolean }
  | { readonly kind: 'cancelled' }

export type Saver = ReturnType<typeof useSave>

/** Saves and takes back, one at a time; what is typed meanwhile stays a draft of its own. */
export function useSave(unsaved: UnsavedFiles) {
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' })
  const queries = useQueryClient()
  const running = useRef<AbortController>(null)
  const latest = useRef(unsaved)
  latest.current = unsaved

  const follow = async (
    start: (signal: AbortSignal) => AsyncGenerator<SaveEvent>,
    { isUndo }: { readonly isUndo: boolean },
  ): Promise<SaveEnd | undefined> => {
    if (running.current !== null) return undefined
    const control = new AbortController()
    running.current = control
    setSaving({ kind: 'running', event: { kind: 'checking' } })
    let last: SaveEvent = { kind: 'checking' }
    try {
      for await (const event of start(control.signal)) {
        last = event
        setSaving({ kind: 'running', event })
      }
    } catch (error) {
      last = { kind: 'broken', message: sentenceOf(error) }
    } finally {
      running.current = null
    }
    if (control.signal.aborted) {
      setSaving({ kind: 'cancelled' })
      return undefined
    }
    const end: SaveEnd = isEnd(last) ? last : { kind: 'broken', message: '' }
    setSaving({ kind: 'ended', end, isUndo })
    await queries.invalidateQueries({ queryKey: ['playbook'] })
    return end
  }

  return {
    saving,
    isRunning: saving.kind === 'running',
    close: () => setSaving({ kind: 'idle' }),
    cancel: () => running.current?.abort(),
    async save(files: UnsavedFiles) {
      const end = await follow((signal) => server.save(toSave(files), signal), { isUndo: false })
      if (end?.kind !== 'live' && end?.kind !== 'saved') return
      for (const [file, sent] of Object.entries(files)) {
        const now = latest.current[file]
        const hash = end.saved.find((each) => each.file === file)?.hash ?? null
        if (now === undefined || now.text === sent.text) forget([file])
        else write(file, { text: now.text, original: sent.text, base: hash })
      }
    },
    undo: (id: number) => follow((signal) => server.undo(id, signal), { isUndo: true }),
  }
}

const ends: readonly SaveEvent['kind'][] = [
  'live',
  'saved',
  'refused',
  'failed',
  'conflict',
  'broken',
] satisfies readonly SaveEnd['kind'][]

const isEnd = (event: SaveEvent): event is SaveEnd => ends.includes(event.kind)
