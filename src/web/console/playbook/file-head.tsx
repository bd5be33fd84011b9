import { Button, Popconfirm } from 'antd'
import { spoken } from '../texts.ts'
import type { UnsavedFiles } from './drafts.ts'
import { words } from './texts.ts'

const say = spoken(words)

interface Props {
  readonly file: string | undefined
  readonly name: string
  readonly unsaved: UnsavedFiles
  readonly isSaving: boolean
  /** All that is not saved. */
  readonly onSave: () => void
  /** The open file's alone. */
  readonly onDiscard: () => void
}

/** Which file is open, and what to do with what was written. */
export function FileHead({ file, name, unsaved, isSaving, onSave, onDiscard }: Props) {
  const count = Object.keys(unsaved).length
  const isUnsaved = file !== undefined && unsaved[file] !== undefined
  return (
    <header>
      {file !== undefined && (
        <h2>
          {name} <code>{file}</code>
          {isUnsaved && <small className="unsaved">{say.changed}</small>}
        </h2>
      )}
      <span className="do">
        {isUnsaved && (
          <Popconfirm
            title={say.discardAsk}
            okText={say.discard}
            cancelText={say.discardKeep}
            onConfirm={onDiscard}
          >
            <Button disabled={isSaving}>{say.discard}</Button>
          </Popconfirm>
        )}
        <Button
          type="primary"
          loading={isSaving}
          disabled={count === 0}
          onClick={onSave}
          title={say.saveKeys}
        >
          {count > 1 ? say.saveMany(count) : say.save}
        </Button>
      </span>
    </header>
  )
}
