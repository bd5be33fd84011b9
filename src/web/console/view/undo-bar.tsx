import { Button } from 'antd'
import { useSyncExternalStore } from 'react'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import type { Pending } from '../undo.ts'
import { useNow } from './hooks.ts'

/** What is about to be done, as long as it can be taken back. */
export function UndoBar({ live }: { live: Live }) {
  const pending = useSyncExternalStore(live.undo.subscribe, live.undo.get)
  return (
    <div className="undo" role="status">
      {pending.map((each) => (
        <p key={each.conversation}>
          <span>{texts.undo.waits[each.verb](each.name)}</span>
          <Seconds pending={each} />
          <Button size="small" type="link" onClick={() => live.undo.cancel(each.conversation)}>
            {texts.undo.cancel}
          </Button>
        </p>
      ))}
    </div>
  )
}

function Seconds({ pending }: { pending: Pending }) {
  const left = useNow((now) => String(Math.max(1, Math.ceil((pending.dueAt - now) / 1000))))
  return <span aria-hidden="true">{left}</span>
}
