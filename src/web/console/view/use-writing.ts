import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { composings } from '../compose.ts'
import type { Mode } from '../composing.ts'
import { gapsIn, insertAt, nextGap, type Written } from '../writing.ts'

/** The field of what is being written in a chat; others may set its words and its caret. */
export function useWriting(conversation: string, mode: Mode, onWrite: (text: string) => void) {
  const composing = composings.at(conversation, mode)
  const composed = useSyncExternalStore(composings.subscribe, composing.get)
  const field = useRef<TextAreaRef>(null)
  const wanted = useRef<Omit<Written, 'text'> | null>(null)
  const { text } = composed
  const area = () => field.current?.resizableTextArea?.textArea ?? null

  // Only once the words are there can the caret stand behind them.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const { from, to } = wanted.current
    wanted.current = null
    const at = field.current?.resizableTextArea?.textArea
    at?.focus()
    at?.setSelectionRange(from, to)
  })

  function write(next: string) {
    composing.write(next)
    onWrite(next)
  }

  function put({ text: next, ...selection }: Written) {
    wanted.current = selection
    write(next)
  }

  return {
    ...composed,
    composing,
    field,
    write,
    focus: () => area()?.focus(),
    /** Whole, with the caret at its end, or in its first gap. */
    writeOn: (next: string) => put(insertAt('', { from: 0, to: 0 }, next)),
    /** Where the caret is, or in place of what is selected. */
    insert(words: string) {
      const at = area()
      const end = text.length
      put(insertAt(text, { from: at?.selectionStart ?? end, to: at?.selectionEnd ?? end }, words))
    },
    put,
    caret: () => area()?.selectionStart ?? text.length,
    /** False where there is no gap to go to. */
    toNextGap(): boolean {
      const at = area()
      const gap = nextGap(text, at?.selectionEnd ?? 0)
      if (gap !== undefined) at?.setSelectionRange(gap.from, gap.to)
      return gap !== undefined
    },
    gaps: gapsIn(text),
  }
}

export type Writing = ReturnType<typeof useWriting>
