import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { isEnter } from '../../shared/index.ts'
import { onInsert } from '../insert.ts'
import { texts } from '../texts.ts'
import { AttachButton, PickedFiles } from './picked-files.tsx'
import type { Files } from './use-files.ts'
import type { Writing } from './use-writing.ts'

interface Props {
  readonly writing: Writing
  readonly files: Files
  readonly label: string
  readonly placeholder: string
  readonly send: string
  readonly busy: boolean
  readonly disabled: boolean
  readonly onSend: () => void
  /** Keys that something open above the field wants; true where it took one. */
  readonly onKey?: (event: React.KeyboardEvent) => boolean
  readonly tools?: ReactNode
}

/** A field to write in, with files by button, by paste and by drop. Enter sends, unless it picks a word. */
export function WriteField(props: Props) {
  const { writing, files, label, placeholder, send, busy, disabled, onSend, onKey, tools } = props
  const { text, field } = writing
  useEffect(() => (disabled ? undefined : onInsert(writing.insert)))
  const isEmpty = text.trim() === '' && files.files.length === 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be picked by button, too
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        if (!disabled) files.add(event.dataTransfer.files)
      }}
    >
      <PickedFiles files={files} />
      <div className="reply-row">
        <Input.TextArea
          ref={field}
          value={text}
          rows={2}
          maxLength={4000}
          disabled={disabled}
          readOnly={busy}
          aria-label={label}
          placeholder={placeholder}
          onChange={({ target }) => writing.write(target.value)}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return
            event.preventDefault()
            files.add(event.clipboardData.files)
          }}
          onKeyDown={(event) => {
            if (onKey?.(event) === true) return event.preventDefault()
            if (event.key === 'Tab' && !event.shiftKey && writing.gaps.length > 0) {
              if (writing.toNextGap()) event.preventDefault()
              return
            }
            if (!isEnter(event.nativeEvent)) return
            event.preventDefault()
            onSend()
          }}
        />
        <span className="reply-tools">
          {tools}
          <AttachButton files={files} disabled={disabled} />
        </span>
        <Button type="primary" loading={busy} disabled={disabled || isEmpty} onClick={onSend}>
          {send}
        </Button>
      </div>
      {!files.isWhole && <small className="faint">{texts.reply.filesFirst}</small>}
    </div>
  )
}
