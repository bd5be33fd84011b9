import { Alert, Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef, useState } from 'react'
import {
  type AgentReply,
  type ConversationRow,
  isEnter,
  type Me,
  newId,
  type ToneRefusal,
} from '../../shared/index.ts'
import { api, ToneFailure, TypingFailure } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { onInsert } from '../insert.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { unsent } from '../unsent.ts'
import { drafts } from './drafts.ts'
import { useHandheld } from './hooks.ts'
import { ToneWarning } from './tone-warning.tsx'
import { mayPass } from './unsent-lines.tsx'
import { useTyping } from './use-attention.ts'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly row: ConversationRow
  readonly colleague: string | null
  readonly mine: boolean
}

export function ReplyBox({ live, me, row, colleague, mine }: Props) {
  const [text, setText] = useState(() => drafts.get(row.id))
  const isHandheld = useHandheld()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [warned, setWarned] = useState<{ text: string; refusal: ToneRefusal } | null>(null)
  const [busyColleague, setBusyColleague] = useState<string | null>(null)
  const typing = useTyping(live, row.id, 'reply')
  const input = useRef<TextAreaRef>(null)
  // A reply that is tried again keeps its id, so that it cannot be said twice; changed words get a new one.
  const attempt = useRef({ text: '', id: '' })

  function write(next: string) {
    setText(next)
    drafts.set(row.id, next)
    setWarned(null)
    setBusyColleague(null)
    typing(next)
  }

  function writeOn(next: string) {
    write(next)
    input.current?.focus({ cursor: 'end' })
  }

  useEffect(() =>
    onInsert((words) => {
      const area = input.current?.resizableTextArea?.textArea
      const at = area?.selectionStart ?? text.length
      writeOn(text.slice(0, at) + words + text.slice(area?.selectionEnd ?? at))
    }),
  )

  async function send(said: string, more: Pick<AgentReply, 'override' | 'anyway'> = {}) {
    const words = said.trim()
    if (words === '' || busy || colleague !== null) return
    if (attempt.current.text !== words) attempt.current = { text: words, id: newId() }
    setBusy(true)
    setFailed(null)
    setBusyColleague(null)
    typing('')
    try {
      const reply = { client_id: attempt.current.id, text: words, ...more }
      await live.act(api.reply(row.id, reply))
      attempt.current = { text: '', id: '' }
      if (warned === null) write('')
      else writeOn('')
    } catch (error) {
      if (error instanceof ToneFailure) setWarned({ text: words, refusal: error.refusal })
      else if (error instanceof TypingFailure) setBusyColleague(error.colleague)
      else if (mayPass(error)) {
        // It stands in the transcript, red, and the next words can be written meanwhile.
        const { id } = attempt.current
        unsent.add({ id, conversation: row.id, text: words, reason: sentenceOf(error) })
        attempt.current = { text: '', id: '' }
        write('')
      } else setFailed(sentenceOf(error, texts.reply.failed))
    } finally {
      setBusy(false)
    }
  }

  const hint = hintOf({ row, colleague, mine })
  return (
    <div className="reply">
      {failed !== null && (
        <Alert
          type="error"
          showIcon
          title={failed}
          role="alert"
          closable={{ onClose: () => setFailed(null) }}
        />
      )}
      {busyColleague !== null && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={texts.lookers.writing(busyColleague)}
          action={
            <Button size="small" onClick={() => void send(text, { anyway: true })}>
              {texts.reply.sendAnyway}
            </Button>
          }
        />
      )}
      {warned !== null && (
        <ToneWarning
          key={warned.text}
          {...warned}
          role={me.role}
          busy={busy}
          onUse={(rewrite) => void send(rewrite)}
          onEdit={writeOn}
          onSendAnyway={(reason) => void send(warned.text, { override: { reason } })}
          onClose={() => writeOn(text)}
        />
      )}
      {hint !== null && <p className={colleague === null ? 'hint' : 'hint locked'}>{hint}</p>}
      <div className="reply-row">
        <Input.TextArea
          ref={input}
          value={text}
          rows={2}
          maxLength={4000}
          disabled={colleague !== null}
          readOnly={busy}
          aria-label={texts.reply.placeholder}
          placeholder={isHandheld ? texts.reply.placeholder : texts.reply.placeholderKeys}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (!isEnter(event.nativeEvent)) return
            event.preventDefault()
            void send(text)
          }}
        />
        <Button
          type="primary"
          loading={busy}
          disabled={colleague !== null || text.trim() === ''}
          onClick={() => void send(text)}
        >
          {texts.reply.send}
        </Button>
      </div>
    </div>
  )
}

function hintOf({ row, colleague, mine }: Omit<Props, 'live' | 'me'>): string | null {
  if (colleague !== null) return texts.reply.ownedBy(colleague)
  if (mine) return null
  return row.phase === 'closed' ? texts.reply.closed : texts.reply.willTake
}
