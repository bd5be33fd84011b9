import { Button, Modal } from 'antd'
import { useState } from 'react'
import { chosenKeys } from '../chosen-keys.ts'
import {
  type Command,
  comboOf,
  commands,
  isTakeable,
  shippedKeys,
  shownAs,
  takenBy,
} from '../keys.ts'
import { texts } from '../texts.ts'
import { useCommand, useKeys } from './commands.ts'
import { useDialog } from './hooks.ts'

/** What the keys do, and which somebody would rather have. */
export function KeysSheet() {
  const { isOpen, setOpen, wasOpen } = useDialog()
  useCommand('page.keys', () => setOpen(!isOpen))
  if (!wasOpen) return null
  return (
    <Modal
      open={isOpen}
      title={texts.keys.title}
      footer={null}
      width={800}
      onCancel={() => setOpen(false)}
      destroyOnHidden
    >
      <p className="faint">{texts.keys.hint}</p>
      <ul className="keys">
        {commands.map((command) => (
          <KeyRow key={command} command={command} />
        ))}
        {texts.keys.fixed.map(([combo, name]) => (
          <li key={combo}>
            <span>{name}</span>
            <kbd>{combo}</kbd>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

type Change =
  | { readonly kind: 'none' | 'waits' | 'needed' }
  | { readonly kind: 'taken'; readonly by: Command }

function KeyRow({ command }: { command: Command }) {
  const keys = useKeys()
  const [change, setChange] = useState<Change>({ kind: 'none' })

  function take(combo: string) {
    if (!isTakeable(combo)) return setChange({ kind: 'needed' })
    const by = takenBy(keys, combo, command)
    if (by !== undefined) return setChange({ kind: 'taken', by })
    chosenKeys.set(command, combo)
    setChange({ kind: 'none' })
  }

  return (
    <li>
      <span>
        {texts.keys.names[command]}
        {change.kind === 'taken' && (
          <small role="alert">{texts.keys.taken(texts.keys.names[change.by])}</small>
        )}
        {change.kind === 'needed' && <small role="alert">{texts.keys.needed}</small>}
      </span>
      {keys[command] !== shippedKeys[command] && (
        <Button size="small" type="link" onClick={() => chosenKeys.set(command, undefined)}>
          {texts.keys.reset}
        </Button>
      )}
      <Button
        size="small"
        aria-label={texts.keys.change(texts.keys.names[command], keys[command])}
        onClick={() => setChange({ kind: 'waits' })}
        onBlur={() => setChange({ kind: 'none' })}
        onKeyDown={(event) => {
          if (change.kind === 'none' || event.key === 'Tab') return
          const combo = comboOf(event)
          if (combo === undefined) return
          event.preventDefault()
          event.stopPropagation()
          if (combo === 'Escape') setChange({ kind: 'none' })
          else take(combo)
        }}
      >
        {change.kind === 'waits' ? texts.keys.press : <kbd>{shownAs(keys[command])}</kbd>}
      </Button>
    </li>
  )
}
