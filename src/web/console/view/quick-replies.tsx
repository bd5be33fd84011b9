import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { isEnter, type QuickReply } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { type QuickChoice, quickChoices } from '../quick.ts'
import { texts } from '../texts.ts'

const mostShown = 8

/** The operators' replies that fit what stands behind `/`; null while none is looked for. */
export function useQuickReplies({
  conversation,
  wanted,
  onPick,
}: {
  readonly conversation: string
  readonly wanted: string | null
  readonly onPick: (reply: QuickReply) => void
}) {
  const { data, error } = useQuery({
    queryKey: ['quick-replies', conversation],
    queryFn: () => api.quickReplies(conversation),
    enabled: wanted !== null,
  })
  const [at, setAt] = useState(0)
  const choices =
    wanted === null ? [] : quickChoices(data?.groups ?? [], wanted).slice(0, mostShown)
  const picked = Math.min(at, choices.length - 1)
  const listId = useId()

  return {
    isOpen: wanted !== null,
    /** What the field that keeps the focus says of the list. */
    field:
      wanted === null
        ? undefined
        : ({
            role: 'combobox',
            'aria-autocomplete': 'list',
            'aria-haspopup': 'listbox',
            'aria-expanded': true,
            'aria-controls': listId,
            'aria-activedescendant': picked < 0 ? undefined : optionId(listId, picked),
          } as const),
    /** True where the key was for the list. */
    onKey(event: KeyboardEvent): boolean {
      const choice = choices[picked]
      if (wanted === null) return false
      // `/letters` is no reply: it goes nowhere before it has become one, or the list was closed.
      if (choice === undefined) return isEnter(event.nativeEvent)
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) {
        setAt((picked + step + choices.length) % choices.length)
        return true
      }
      if (!isEnter(event.nativeEvent) && event.key !== 'Tab') return false
      onPick(choice.reply)
      setAt(0)
      return true
    },
    list: (
      <QuickList
        id={listId}
        choices={choices}
        picked={picked}
        failed={error === null ? null : sentenceOf(error)}
        onPick={onPick}
        onPoint={setAt}
      />
    ),
  }
}

const optionId = (listId: string, index: number) => `${listId}-${index}`

interface ListProps {
  readonly id: string
  readonly choices: readonly QuickChoice[]
  readonly picked: number
  readonly failed: string | null
  readonly onPick: (reply: QuickReply) => void
  readonly onPoint: (index: number) => void
}

/** The field below keeps the focus, and says which one is picked. */
const QuickList = ({ id, choices, picked, failed, onPick, onPoint }: ListProps) => (
  <div className="quick">
    <div role="listbox" id={id} aria-label={texts.quick.label}>
      {choices.map(({ group, reply }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
        <div
          key={reply.id}
          role="option"
          id={optionId(id, index)}
          aria-selected={index === picked}
          className="quick-choice"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(reply)}
          onMouseMove={() => onPoint(index)}
        >
          {reply.picture !== null && (
            <img src={`/example/${encodeURIComponent(reply.picture)}`} alt="" />
          )}
          <b>{reply.title}</b>
          <span>{reply.text}</span>
          <small>{group}</small>
        </div>
      ))}
    </div>
    {failed !== null && <p role="alert">{failed}</p>}
    {failed === null && choices.length === 0 && <p className="faint">{texts.quick.none}</p>}
  </div>
)
