import { Segmented } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { type ConversationRow, type Me, may } from '../../shared/index.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { useCommand } from './commands.ts'
import { drafts, type Mode } from './drafts.ts'
import { NoteBox } from './note-box.tsx'
import { ReplyBox } from './reply-box.tsx'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly row: ConversationRow
  readonly colleague: string | null
  readonly mine: boolean
}

/** Words for the customer, or for colleagues alone; which of the two never changes by itself. */
export function Composer({ live, me, row, colleague, mine }: Props) {
  const mayReply = may(me.role, 'answer')
  const [chosen, setChosen] = useState<Mode>(() => drafts.mode(row.id))
  // The fields begin with what is kept: once more when more of it has come.
  const loads = useSyncExternalStore(drafts.subscribe, drafts.loads)
  const mode = mayReply ? chosen : 'note'

  function choose(next: Mode) {
    drafts.setMode(row.id, next)
    setChosen(next)
  }

  useCommand('reply.note', mayReply ? () => choose(mode === 'note' ? 'reply' : 'note') : null)
  return (
    <div className={`composer ${mode}`}>
      <Segmented
        size="small"
        aria-label={texts.reply.modes}
        value={mode}
        options={(['reply', 'note'] as const).map((value) => ({
          value,
          label: texts.reply.mode[value],
          disabled: value === 'reply' && !mayReply,
        }))}
        onChange={choose}
      />
      {mode === 'note' ? (
        <NoteBox key={`note ${loads}`} live={live} row={row} />
      ) : (
        <ReplyBox
          key={`reply ${loads}`}
          live={live}
          me={me}
          row={row}
          colleague={colleague}
          mine={mine}
        />
      )}
    </div>
  )
}
