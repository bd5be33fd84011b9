import { Button, Input } from 'antd'
import { useState } from 'react'
import { actorName, moment } from '../format.ts'
import { texts } from '../texts.ts'
import { drafts } from './drafts.ts'
import type { CaseWork } from './use-case.ts'

/** Words among colleagues; in a colour of their own, so that nobody takes them for the chat. */
export function CaseNotes({ work }: { work: CaseWork }) {
  const { ticket, busy, change } = work
  const draft = `note ${ticket.id}`
  const [text, setText] = useState(() => drafts.get(draft))

  function write(next: string) {
    setText(next)
    drafts.set(draft, next)
  }

  async function add() {
    if (await change({ kind: 'note', text: text.trim() })) write('')
  }

  return (
    <section className="case-notes">
      <h3>{texts.ticket.notes}</h3>
      <ul className="case-lines">
        {ticket.notes.map((note) => (
          <li key={`${note.at} ${note.text}`}>
            {actorName(note.by)} <time>{moment(note.at)}</time>
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
      <Input.TextArea
        value={text}
        rows={1}
        maxLength={2000}
        aria-label={texts.ticket.addNote}
        placeholder={texts.ticket.addNote}
        onChange={(event) => write(event.target.value)}
      />
      {text.trim() !== '' && (
        <Button size="small" disabled={busy} onClick={() => void add()}>
          {texts.ticket.add}
        </Button>
      )}
    </section>
  )
}
