import { Alert, Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { type ConversationRow, isEnter, newId } from '../../shared/index.ts'
import { api } from '../api.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { drafts } from './drafts.ts'
import { useHandheld } from './hooks.ts'

interface Props {
  readonly live: Live
  readonly row: ConversationRow
  readonly colleague: string | null
  readonly mine: boolean
}

export function ReplyBox({ live, row, colleague, mine }: Props) {
  const [text, setText] = useState(() => drafts.get(row.id))
  const isHandheld = useHandheld()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  // A reply that is tried again keeps its id, so that it cannot be said twice; changed words get a new one.
  const attempt = useRef({ text: '', id: '' })

  function write(next: string) {
    setText(next)
    drafts.set(row.id, next)
  }

  async function send() {
    const words = text.trim()
    if (words === '' || busy || colleague !== null) return
    if (attempt.current.text !== words) attempt.current = { text: words, id: newId() }
    setBusy(true)
    setFailed(null)
    try {
      await live.act(api.reply(row.id, { client_id: attempt.current.id, text: words }))
      attempt.current = { text: '', id: '' }
      write('')
    } catch (error) {
      setFailed(error instanceof Error ? error.message : texts.reply.failed)
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
      {hint !== null && <p className={colleague === null ? 'hint' : 'hint locked'}>{hint}</p>}
      <div className="reply-row">
        <Input.TextArea
          value={text}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          disabled={colleague !== null}
          readOnly={busy}
          aria-label={texts.reply.placeholder}
          placeholder={isHandheld ? texts.reply.placeholder : texts.reply.placeholderKeys}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (!isEnter(event.nativeEvent)) return
            event.preventDefault()
            void send()
          }}
        />
        <Button
          type="primary"
          loading={busy}
          disabled={colleague !== null || text.trim() === ''}
          onClick={() => void send()}
        >
          {texts.reply.send}
        </Button>
      </div>
    </div>
  )
}

function hintOf({ row, colleague, mine }: Omit<Props, 'live'>): string | null {
  if (colleague !== null) return texts.reply.ownedBy(colleague)
  if (mine) return null
  return row.phase === 'closed' ? texts.reply.closed : texts.reply.willTake
}
