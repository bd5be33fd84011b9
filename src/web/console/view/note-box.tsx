import { Alert } from 'antd'
import { useRef, useState } from 'react'
import { type ConversationRow, newId } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { draftOf, drafts } from './drafts.ts'
import { useTyping } from './use-attention.ts'
import { useFiles } from './use-files.ts'
import { useWriting } from './use-writing.ts'
import { WriteField } from './write-field.tsx'

/** Words for colleagues; no customer ever sees them. */
export function NoteBox({ live, row }: { live: Live; row: ConversationRow }) {
  const typing = useTyping(live, row.id, 'note')
  const writing = useWriting(drafts.get(draftOf(row.id, 'note')), (text) => {
    drafts.set(draftOf(row.id, 'note'), text)
    typing(text)
  })
  const files = useFiles()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  // Tried again it keeps its id, so that it cannot stand there twice.
  const attempt = useRef(newId())

  async function send() {
    const text = writing.text.trim()
    if (busy || !files.isWhole || (text === '' && files.ready.length === 0)) return
    setBusy(true)
    setFailed(null)
    try {
      const note = { client_id: attempt.current, text, media: files.ready }
      await live.act(api.note(row.id, note))
      attempt.current = newId()
      writing.write('')
      files.clear()
    } catch (error) {
      setFailed(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="reply">
      {failed !== null && <Alert type="error" showIcon role="alert" title={failed} />}
      <p className="hint">{texts.reply.noteHint}</p>
      <WriteField
        writing={writing}
        files={files}
        label={texts.reply.notePlaceholder}
        placeholder={texts.reply.notePlaceholder}
        send={texts.reply.saveNote}
        busy={busy}
        disabled={false}
        onSend={() => void send()}
      />
    </div>
  )
}
