import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { isEnter } from '../../shared/index.ts'
import { onInsert } from '../insert.ts'
import { texts } from '../texts.ts'
import { AttachButton, PickedFiles } from './picked-files.tsx'
import type { Writing } from './use-writing.ts'

interface Props {
  readonly writing: Writing
  readonly label: string
  readonly placeholder: string
  readonly send: string
  readonly disabled: boolean
  readonly onSend: () => void
  /** Keys that something open above the field wants; true where it took one. */
  readonly onKey?: (event: React.KeyboardEvent) => boolean
  readonly tools?: ReactNode
  /** What it says of something open above it. */
  readonly aria?: React.AriaAttributes | undefined
}

/** A field to write in, with files by button, by paste and by drop. Enter sends, unless it picks a word. */
export function WriteField(props: Props) {
  const { writing, label, placeholder, send, disabled, onSend, onKey, tools, aria } = props
  const { text, files, busy, field, composing } = writing
  useEffect(() => (disabled ? undefined : onInsert(writing.insert)))
  const isEmpty = text.trim() === '' && files.length === 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be picked by button, too
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // Words that are dropped are the field's own business.
        if (disabled || event.dataTransfer.files.length === 0) return
        event.preventDefault()
        composing.addFiles(event.dataTransfer.files)
      }}
    >
      <PickedFiles composing={composing} files={files} />
      <div className="reply-row">
        <Input.TextArea
          ref={field}
          {...aria}
          value={text}
          rows={2}
          maxLength={4000}
          disabled={disabled}
          readOnly={busy}
          aria-label={label}
          placeholder={placeholder}
          onChange={({ target }) => writing.write(target.value)}
          onPaste={(event) => {
            // What a spreadsheet copies is words and a picture of them.
            const { files: pasted, types } = event.clipboardData
            if (pasted.length === 0 || types.includes('text/plain')) return
            event.preventDefault()
            composing.addFiles(pasted)
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
          <AttachButton composing={composing} disabled={disabled} />
        </span>
        <Button type="primary" loading={busy} disabled={disabled || isEmpty} onClick={onSend}>
          {send}
        </Button>
      </div>
      {files.some(({ kind }) => kind !== 'ready') && (
        <small className="faint">{texts.reply.filesFirst}</small>
      )}
    </div>
  )
}
