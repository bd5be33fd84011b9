import { Segmented } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import { type ConversationRow, type Me, may } from '../../shared/index.ts'
import type { Mode } from '../composing.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { useCommand } from './commands.ts'
import { NoteBox } from './note-box.tsx'
import { ReplyBox } from './reply-box.tsx'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly row: ConversationRow
  readonly colleague: string | null
  readonly mine: boolean
  /** The customer's last line. */
  readonly lastSaid: string | null
}

/** By conversation; it changes only when the agent says so. */
const modes = new Map<string, Mode>()

/** Words for the customer, or for colleagues alone; which of the two never changes by itself. */
export function Composer({ live, me, row, colleague, mine, lastSaid }: Props) {
  const mayReply = may(me.role, 'answer')
  const [chosen, setChosen] = useState<Mode>(() => modes.get(row.id) ?? 'reply')
  const mode = mayReply ? chosen : 'note'

  const box = useRef<HTMLDivElement>(null)
  const byKey = useRef(false)

  // Whoever changes by key goes on writing.
  useLayoutEffect(() => {
    if (byKey.current) box.current?.querySelector('textarea')?.focus()
    byKey.current = false
  })

  function choose(next: Mode) {
    modes.set(row.id, next)
    setChosen(next)
  }

  function toggle() {
    byKey.current = true
    choose(mode === 'note' ? 'reply' : 'note')
  }

  useCommand('reply.note', mayReply ? toggle : null)
  return (
    <div className={`composer ${mode}`} ref={box}>
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
        <NoteBox key="note" live={live} row={row} />
      ) : (
        <ReplyBox
          key="reply"
          live={live}
          me={me}
          row={row}
          colleague={colleague}
          mine={mine}
          lastSaid={lastSaid}
        />
      )}
    </div>
  )
}
