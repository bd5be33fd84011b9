import { yaml } from '@codemirror/lang-yaml'
import { MergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { Button, Modal } from 'antd'
import { type RefObject, useEffect, useRef } from 'react'
import type { SaveEnd } from '../../shared/index.ts'
import { nonce } from '../nonce.ts'
import { spoken } from '../texts.ts'
import { look } from './editor/look.ts'
import { words } from './texts.ts'

const texts = spoken(words)
const say = texts.conflict

interface Props {
  readonly conflict: Extract<SaveEnd, { kind: 'conflict' }>
  readonly isUndo: boolean
  /** What stands on the right by now. */
  readonly onKeep: (text: string | null) => void
  readonly onTakeTheirs: () => void
  readonly onLater: () => void
}

/** Two texts of one file side by side: nothing of either is lost before somebody has looked. */
export function Conflict({ conflict, isUndo, onKeep, onTakeTheirs, onLater }: Props) {
  const { file, theirs, mine } = conflict
  const right = useRef<() => string>(null)
  const keep = () => {
    const text = right.current?.() ?? mine
    // Nobody wrote into what is no file: it stays none.
    onKeep(mine === null && text === '' ? null : text)
  }
  return (
    <Modal
      open
      width="min(1100px, 96vw)"
      title={
        <>
          {say.title} <code>{file}</code>
        </>
      }
      onCancel={onLater}
      footer={[
        <Button key="later" onClick={onLater}>
          {say.later}
        </Button>,
        <Button key="theirs" onClick={onTakeTheirs}>
          {isUndo ? say.leaveIt : say.takeTheirs}
        </Button>,
        <Button key="mine" type="primary" onClick={keep}>
          {say.keepMine}
        </Button>,
      ]}
    >
      <p className="conflict-hint">{hintOf(conflict, isUndo)}</p>
      <div className="conflict-heads" aria-hidden>
        <span>{say.theirs}</span>
        <span>{isUndo ? say.undone : say.mine}</span>
      </div>
      <Sides theirs={theirs ?? ''} mine={mine ?? ''} right={right} />
    </Modal>
  )
}

const hintOf = ({ theirs, mine }: Props['conflict'], isUndo: boolean): string => {
  if (isUndo) return mine === null ? say.undoToNone : say.undo
  return theirs === null ? say.gone : say.hint
}

interface SidesProps {
  readonly theirs: string
  readonly mine: string
  readonly right: RefObject<(() => string) | null>
}

/** Within the dialog, which is there only after it has opened. */
function Sides({ theirs, mine, right }: SidesProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) return
    const merge = new MergeView({
      a: { doc: theirs, extensions: side(say.theirs, EditorState.readOnly.of(true)) },
      b: { doc: mine, extensions: side(say.mine) },
      parent: box.current,
      revertControls: 'a-to-b',
      collapseUnchanged: { margin: 3 },
    })
    right.current = () => merge.b.state.sliceDoc()
    return () => {
      right.current = null
      merge.destroy()
    }
  }, [theirs, mine, right])
  return <div className="conflict-texts" ref={box} />
}

const side = (label: string, more: Extension = []) => [
  EditorState.phrases.of(texts.editor.phrases),
  nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  lineNumbers(),
  yaml(),
  look,
  more,
]
