import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { type EditorState, Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { PlaybookFault, Vocabulary } from '../../../shared/index.ts'
import { type Latest, newState } from './set-up.ts'

export interface Spotted {
  readonly line: number
  readonly column: number
}

interface Props {
  readonly file: string
  readonly kind: string
  readonly text: string
  readonly faults: readonly PlaybookFault[]
  readonly vocabulary: Vocabulary | undefined
  /** Where to put the cursor; a new object goes there once more. */
  readonly jump: Spotted | null
  readonly onChange: (text: string) => void
}

/** As they were left; there is one editor at a time, and what it asks for is always the latest. */
const states = new Map<string, EditorState>()
const latest: Latest = { current: { vocabulary: undefined, kind: '', onChange: () => {} } }

/** The text of one file. What was undone, selected and folded in the others is still there. */
export function Editor({ file, kind, text, faults, vocabulary, jump, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  latest.current = { vocabulary, kind, onChange }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a text of the same file is written below
  useEffect(() => {
    const state = states.get(file) ?? newState(text, file, latest)
    const editor = new EditorView({
      state,
      ...(box.current === null ? {} : { parent: box.current }),
    })
    view.current = editor
    return () => {
      states.set(file, editor.state)
      editor.destroy()
      view.current = null
    }
  }, [file])

  // Before the text may change below the faults: both come with the same render.
  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.sliceDoc() === text) return
    const plain = text.replaceAll('\r\n', '\n')
    editor.dispatch({ changes: difference(editor.state.doc.toString(), plain) })
  }, [text])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is another editor
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const { doc } = editor.state
    editor.dispatch(
      setDiagnostics(
        editor.state,
        faults.map((fault) => diagnosticOf(fault, doc)),
      ),
    )
  }, [faults, file])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is another editor
  useEffect(() => {
    const editor = view.current
    if (editor === null || jump === null) return
    const at = offsetOf(editor.state.doc, jump)
    editor.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    })
    editor.focus()
  }, [jump, file])

  return <div className="playbook-editor" ref={box} />
}

/** Only what is different, so that the cursor stays where it was. */
function difference(before: string, after: string) {
  let from = 0
  const shorter = Math.min(before.length, after.length)
  while (from < shorter && before[from] === after[from]) from += 1
  let tail = 0
  while (tail < shorter - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const insert = Text.of(after.slice(from, after.length - tail).split('\n'))
  return { from, to: before.length - tail, insert }
}

function offsetOf(doc: Text, { line, column }: Spotted): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines))
  return Math.min(found.from + column - 1, found.to)
}

/** From the place to the end of the word, or of what else stands there. */
function diagnosticOf(
  { line, column, severity, message, remedy }: PlaybookFault,
  doc: Text,
): Diagnostic {
  const from = offsetOf(doc, { line, column })
  const rest = doc.sliceString(from, doc.lineAt(from).to)
  const length = /^["「]?[^\s,:[\]{}]+/.exec(rest)?.[0].length ?? rest.length
  return {
    from,
    to: from + length,
    severity,
    message: remedy === null ? message : `${message}\n→ ${remedy}`,
  }
}
