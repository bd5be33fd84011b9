import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SaveEnd, SaveEvent, UndoRequest } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import { type Drafts, toSave, type UnsavedFiles } from './drafts.ts'
import { isOver } from './save-end.ts'
import { server } from './server.ts'

/** An edit that is being taken back, and what was settled of it on the way. */
export interface Undo extends UndoRequest {
  readonly id: number
}

export type SaveStep = Exclude<SaveEvent, SaveEnd> | { readonly kind: 'refreshing' }

/** How far a save is. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly event: SaveStep }
  | {
      readonly kind: 'ended'
      readonly end: SaveEnd
      readonly undo: Undo | null
      /** The files that were to be saved. */
      readonly sent: readonly string[]
    }
  | { readonly kind: 'cancelled' }
  /** It was being written when we heard the last of it. */
  | { readonly kind: 'unsure' }

export type Saver = ReturnType<typeof useSave>

/** Saves and takes back, one at a time; what is typed meanwhile stays a draft of its own. */
export function useSave(drafts: Drafts) {
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' })
  const queries = useQueryClient()
  const running = useRef<AbortController>(null)
  const latest = useRef(drafts)
  latest.current = drafts

  const follow = async (
    start: (signal: AbortSignal) => AsyncGenerator<SaveEvent>,
    { undo, sent = {} }: { readonly undo?: Undo; readonly sent?: UnsavedFiles },
  ) => {
    if (running.current !== null) return
    const control = new AbortController()
    running.current = control
    setSaving({ kind: 'running', event: { kind: 'checking' } })
    let last: SaveEvent = { kind: 'checking' }
    let message = ''
    try {
      for await (const event of start(control.signal)) {
        last = event
        if (!isEnd(event)) setSaving({ kind: 'running', event })
      }
    } catch (error) {
      message = sentenceOf(error)
    }
    const ended = endOf(last, { message, isAborted: control.signal.aborted })
    const refreshed = queries.invalidateQueries({ queryKey: ['playbook'] })
    if (ended.kind === 'ended' && isWritten(ended.end)) {
      // Whoever is told that it is saved may write on at once, and what they write on is what was saved.
      setSaving({ kind: 'running', event: { kind: 'refreshing' } })
      await refreshed
      settle(sent, ended.end)
    }
    running.current = null
    const about = { undo: undo ?? null, sent: Object.keys(sent) }
    setSaving(ended.kind === 'ended' ? { ...ended, ...about } : ended)
  }

  /** What was saved is no draft any more; what was typed meanwhile is one upon it. */
  const settle = (sent: UnsavedFiles, end: Written) => {
    const { unsaved, write, forget } = latest.current
    for (const [file, { text }] of Object.entries(sent)) {
      const now = unsaved[file]
      const hash = end.saved.find((each) => each.file === file)?.hash ?? null
      if (now === undefined || now.text === text) forget([file])
      else write(file, { text: now.text, original: text, base: hash })
    }
  }

  const unsavedAtEnd = useRef<UnsavedFiles>(null)
  useEffect(() => {
    if (saving.kind !== 'ended') {
      unsavedAtEnd.current = null
      return
    }
    unsavedAtEnd.current ??= drafts.unsaved
    if (isOver(saving, { atEnd: unsavedAtEnd.current, now: drafts.unsaved }))
      setSaving({ kind: 'idle' })
  }, [saving, drafts.unsaved])

  return {
    saving,
    isRunning: saving.kind === 'running',
    close: () => setSaving({ kind: 'idle' }),
    cancel: () => running.current?.abort(),
    save: (files: UnsavedFiles) =>
      follow((signal) => server.save(toSave(files), signal), { sent: files }),
    /** Nobody's drafts have a part in it. */
    undo: ({ id, settled }: Undo) =>
      follow((signal) => server.undo(id, { settled }, signal), { undo: { id, settled } }),
  }
}

const endOf = (last: SaveEvent, by: { readonly message: string; readonly isAborted: boolean }) => {
  if (isEnd(last)) return { kind: 'ended', end: last } as const
  if (last.kind === 'writing') return { kind: 'unsure' } as const
  if (by.isAborted) return { kind: 'cancelled' } as const
  return { kind: 'ended', end: { kind: 'broken', message: by.message } } as const
}

type Written = Extract<SaveEnd, { kind: 'live' | 'saved' }>

const isWritten = (end: SaveEnd): end is Written => end.kind === 'live' || end.kind === 'saved'

const ends: readonly SaveEvent['kind'][] = [
  'live',
  'saved',
  'refused',
  'failed',
  'conflict',
  'broken',
] satisfies readonly SaveEnd['kind'][]

const isEnd = (event: SaveEvent): event is SaveEnd => ends.includes(event.kind)
