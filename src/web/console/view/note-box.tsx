import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { ConversationRow } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { colleaguesFor, mayName, mentionAt, mentionedIn } from '../mentions.ts'
import { texts } from '../texts.ts'
import { insertAt } from '../writing.ts'
import { usePickList } from './pick-list.tsx'
import { useTyping } from './use-attention.ts'
import { useWriting } from './use-writing.ts'
import { WriteField } from './write-field.tsx'

const mostShown = 8

/** Words for colleagues; no customer ever sees them. `@` names who shall see them before others. */
export function NoteBox({ live, row }: { live: Live; row: ConversationRow }) {
  const typing = useTyping(live, row.id, 'note')
  const [isNaming, setNaming] = useState(false)
  const writing = useWriting(row.id, 'note', (text) => {
    setNaming(true)
    typing(text)
  })
  const { composing, held, text } = writing
  const colleagues = useQuery({
    queryKey: ['colleagues', row.id],
    queryFn: () => api.colleagues(row.id),
    enabled: mayName(text),
    // Whether one is online shows when one asks; a paused question would hold the note for ever.
    networkMode: 'always',
    staleTime: 60_000,
  })
  const known = colleagues.data?.colleagues ?? []
  const at = isNaming ? mentionAt(text, writing.caret()) : undefined
  const choices = at === undefined ? [] : colleaguesFor(known, at.wanted).slice(0, mostShown)
  const { onKey, list, field } = usePickList({
    choices,
    label: texts.mentions.offered,
    onPick({ name }) {
      if (at !== undefined) writing.put(insertAt(text, at, `@${name} `))
      setNaming(false)
    },
    say: ({ name }) => name,
    show: ({ name, id, role }) => (
      <>
        <b>{name}</b>
        <span>{id}</span>
        <small>{texts.role[role]}</small>
      </>
    ),
  })

  /** What was typed faster than its colleagues came names them all the same. */
  async function whoThereIs() {
    const { data, error } = await colleagues.refetch()
    if (data === undefined) throw error ?? new Error(texts.failed)
    return data.colleagues
  }

  async function send() {
    typing('')
    setNaming(false)
    try {
      await composing.send(text, async ({ origin, ...note }) => {
        const mentions = mayName(note.text) ? mentionedIn(note.text, await whoThereIs()) : []
        await live.act(api.note(row.id, { ...note, mentions }))
      })
    } catch (error) {
      composing.hold({ kind: 'failed', reason: sentenceOf(error) })
    }
  }

  return (
    <div className="reply">
      {held.kind === 'failed' && <Alert type="error" showIcon role="alert" title={held.reason} />}
      {choices.length > 0 && list}
      <p className="hint">{texts.reply.noteHint}</p>
      <WriteField
        writing={writing}
        label={texts.reply.notePlaceholder}
        placeholder={texts.reply.notePlaceholder}
        send={texts.reply.saveNote}
        disabled={false}
        {...(choices.length > 0 && { aria: field })}
        onSend={() => void send()}
        onKey={(event) => {
          if (event.key !== 'Escape' || choices.length === 0) return onKey(event)
          setNaming(false)
          return true
        }}
        tools={
          <Button
            type="text"
            size="small"
            title={texts.mentions.button}
            aria-label={texts.mentions.button}
            onClick={() => {
              writing.insert('@')
              setNaming(true)
            }}
          >
            @
          </Button>
        }
      />
    </div>
  )
}
