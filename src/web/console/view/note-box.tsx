import { Alert } from 'antd'
import type { ConversationRow } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { useTyping } from './use-attention.ts'
import { useWriting } from './use-writing.ts'
import { WriteField } from './write-field.tsx'

/** Words for colleagues; no customer ever sees them. */
export function NoteBox({ live, row }: { live: Live; row: ConversationRow }) {
  const typing = useTyping(live, row.id, 'note')
  const writing = useWriting(row.id, 'note', typing)
  const { composing, held } = writing

  async function send() {
    typing('')
    try {
      await composing.send(writing.text, async ({ origin, ...note }) => {
        await live.act(api.note(row.id, note))
      })
    } catch (error) {
      composing.hold({ kind: 'failed', reason: sentenceOf(error) })
    }
  }

  return (
    <div className="reply">
      {held.kind === 'failed' && <Alert type="error" showIcon role="alert" title={held.reason} />}
      <p className="hint">{texts.reply.noteHint}</p>
      <WriteField
        writing={writing}
        label={texts.reply.notePlaceholder}
        placeholder={texts.reply.notePlaceholder}
        send={texts.reply.saveNote}
        disabled={false}
        onSend={() => void send()}
      />
    </div>
  )
}
