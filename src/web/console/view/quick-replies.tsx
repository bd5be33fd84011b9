import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
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

  return {
    isOpen: wanted !== null,
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
        choices={choices}
        picked={picked}
        failed={error === null ? null : sentenceOf(error)}
        onPick={onPick}
        onPoint={setAt}
      />
    ),
  }
}

interface ListProps {
  readonly choices: readonly QuickChoice[]
  readonly picked: number
  readonly failed: string | null
  readonly onPick: (reply: QuickReply) => void
  readonly onPoint: (index: number) => void
}

/** The field below keeps the focus; what is picked is said to screen readers. */
const QuickList = ({ choices, picked, failed, onPick, onPoint }: ListProps) => (
  <div className="quick">
    <div role="listbox" aria-label={texts.quick.label}>
      {choices.map(({ group, reply }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
        <div
          key={reply.id}
          role="option"
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
    <p className="unseen" role="status">
      {choices[picked]?.reply.title}
    </p>
  </div>
)
