import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { isEnter } from '../../shared/index.ts'

interface Offer<T> {
  readonly choices: readonly T[]
  readonly label: string
  readonly onPick: (choice: T) => void
  readonly show: (choice: T) => ReactNode
  /** What it is called where it is only heard. */
  readonly say: (choice: T) => string
  /** Said below them: that there are none, or what went wrong. */
  readonly more?: ReactNode
}

/**
 * What a sign in the field above offers. The field keeps the focus and the keys, and says
 * which one is picked. It stays a text field: a role that comes while one writes is a new field
 * to a screen reader, which begins to read it anew.
 */
export function usePickList<T extends { readonly id: string }>(offer: Offer<T>) {
  const { choices, label, onPick, show, say, more } = offer
  const [at, setAt] = useState(0)
  const picked = Math.min(at, choices.length - 1)
  const current = choices[picked]
  const listId = useId()
  return {
    /** What the field says of the list. */
    field: {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': listId,
      'aria-activedescendant': picked < 0 ? undefined : `${listId}-${picked}`,
    } as const,
    /** True where the key was for the list. */
    onKey(event: KeyboardEvent): boolean {
      if (current === undefined) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) {
        setAt((picked + step + choices.length) % choices.length)
        return true
      }
      if (!isEnter(event.nativeEvent) && event.key !== 'Tab') return false
      onPick(current)
      setAt(0)
      return true
    },
    list: (
      <div className="quick">
        <div role="listbox" id={listId} aria-label={label}>
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            <div
              key={choice.id}
              role="option"
              id={`${listId}-${index}`}
              aria-selected={index === picked}
              className="quick-choice"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(choice)}
              onMouseMove={() => setAt(index)}
            >
              {show(choice)}
            </div>
          ))}
        </div>
        {more}
        <p className="unseen" role="status">
          {current !== undefined && say(current)}
        </p>
      </div>
    ),
  }
}
