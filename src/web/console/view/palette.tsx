import { Input, type InputRef, Modal } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { isEnter } from '../../shared/index.ts'
import { type Desk, rowsOf } from '../desk.ts'
import { nameOf } from '../format.ts'
import { shownAs } from '../keys.ts'
import type { ConsolePage } from '../pages.ts'
import { texts } from '../texts.ts'
import { doCommand, possibleCommands, useCommand, useKeys } from './commands.ts'
import { useDialog } from './hooks.ts'

interface Props {
  readonly desk: Desk
  readonly pages: readonly Pick<ConsolePage, 'key' | 'path'>[]
  readonly onOpen: (conversation: string) => void
  readonly onPage: (path: string) => void
}

interface Choice {
  readonly id: string
  readonly name: string
  readonly more: string
  readonly run: () => void
}

const mostShown = 12

/** Everything that can be done or gone to, by a few letters of its name. */
export function Palette(props: Props) {
  const { isOpen, setOpen, wasOpen } = useDialog()
  const input = useRef<InputRef>(null)
  useCommand('page.palette', () => setOpen(!isOpen))
  if (!wasOpen) return null
  return (
    <Modal
      open={isOpen}
      className="palette"
      title={<span className="unseen">{texts.palette.title}</span>}
      footer={null}
      closable={false}
      onCancel={() => setOpen(false)}
      afterOpenChange={(now) => now && input.current?.focus()}
      destroyOnHidden
    >
      <Choices {...props} input={input} onDone={() => setOpen(false)} />
    </Modal>
  )
}

function Choices({
  input,
  onDone,
  ...props
}: Props & { input: React.RefObject<InputRef | null>; onDone: () => void }) {
  const keys = useKeys()
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const found = choicesOf(props, keys).filter(({ name, more }) =>
    fits(`${name} ${more}`, wanted.trim()),
  )
  const shown = found.slice(0, mostShown)
  const picked = Math.min(at, shown.length - 1)

  function pick(choice: Choice | undefined) {
    if (choice === undefined) return
    onDone()
    choice.run()
  }

  function move(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((picked + step + shown.length) % Math.max(shown.length, 1))
    } else if (isEnter(event.nativeEvent)) pick(shown[picked])
  }

  return (
    <>
      <Input
        ref={input}
        size="large"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-choices"
        aria-activedescendant={shown[picked] === undefined ? undefined : `palette-${picked}`}
        aria-label={texts.palette.title}
        placeholder={texts.palette.placeholder}
        value={wanted}
        onChange={({ target }) => {
          setWanted(target.value)
          setAt(0)
        }}
        onKeyDown={move}
      />
      <div id="palette-choices" role="listbox" aria-label={texts.palette.title}>
        {shown.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
          <div
            key={choice.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === picked}
            className="palette-choice"
            onClick={() => pick(choice)}
            onMouseMove={() => setAt(index)}
          >
            <span>{choice.name}</span>
            <small>{choice.more}</small>
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="faint palette-none">{texts.palette.none}</p>}
    </>
  )
}

const choicesOf = (
  { desk, pages, onOpen, onPage }: Props,
  keys: ReturnType<typeof useKeys>,
): readonly Choice[] => [
  ...possibleCommands().flatMap((command) =>
    command === 'page.palette'
      ? []
      : [
          {
            id: command,
            name: texts.keys.names[command],
            more: shownAs(keys[command]),
            run: () => doCommand(command),
          },
        ],
  ),
  ...pages.map(({ key, path }) => ({
    id: path,
    name: texts.palette.go(texts.pages[key]),
    more: '',
    run: () => onPage(path),
  })),
  ...rowsOf(desk, 'all').map((row) => ({
    id: row.id,
    name: nameOf(row.customer),
    more: row.last_text,
    run: () => onOpen(row.id),
  })),
]

/** All the letters, in their order. */
function fits(text: string, wanted: string): boolean {
  let at = 0
  const lower = text.toLowerCase()
  for (const letter of wanted.toLowerCase()) {
    const found = lower.indexOf(letter, at)
    if (found < 0) return false
    at = found + 1
  }
  return true
}
