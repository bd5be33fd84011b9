import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { isEnter, type QuickReply } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { quickChoices } from '../quick.ts'
import { texts } from '../texts.ts'
import { withGapsNamed } from '../writing.ts'
import { usePickList } from './pick-list.tsx'

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
  const found = wanted === null ? [] : quickChoices(data?.groups ?? [], wanted).slice(0, mostShown)
  const choices = found.map((choice) => ({ ...choice, id: choice.reply.id }))
  const { onKey, list, field } = usePickList({
    choices,
    label: texts.quick.label,
    onPick: ({ reply }) => onPick(reply),
    say: ({ reply }) => reply.title,
    show: ({ group, reply }) => (
      <>
        {reply.picture !== null && (
          <img src={`/example/${encodeURIComponent(reply.picture)}`} alt="" />
        )}
        <b>{reply.title}</b>
        <span>{withGapsNamed(reply.text, texts.quick.gap)}</span>
        <small>{group}</small>
      </>
    ),
    more:
      error !== null ? (
        <p role="alert">{sentenceOf(error)}</p>
      ) : (
        choices.length === 0 && <p className="faint">{texts.quick.none}</p>
      ),
  })
  return {
    isOpen: wanted !== null,
    field: wanted === null ? undefined : field,
    list,
    /** `/letters` is no reply: it goes nowhere before it has become one, or the list was closed. */
    onKey: (event: KeyboardEvent): boolean =>
      onKey(event) || (wanted !== null && choices.length === 0 && isEnter(event.nativeEvent)),
  }
}
