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
      {pending.filter(isFirst).map((each) => {
        const batch = pending.filter((other) => batchOf(other) === batchOf(each))
        return (
          <p key={batchOf(each)}>
            <span>
              {each.batch === undefined
                ? texts.undo.waits[each.verb](each.name)
                : texts.bulk.waits[each.verb](batch.length)}
            </span>
            <Seconds pending={each} />
            <Button
              size="small"
              type="link"
              onClick={() => {
                for (const { conversation } of batch) live.undo.cancel(conversation)
              }}
            >
              {texts.undo.cancel}
            </Button>
          </p>
        )
      })}
    </div>
  )
}

const batchOf = ({ batch, conversation }: Pending) => batch ?? conversation

const isFirst = (each: Pending, index: number, all: readonly Pending[]) =>
  all.findIndex((other) => batchOf(other) === batchOf(each)) === index

function Seconds({ pending }: { pending: Pending }) {
  const left = useNow((now) => String(Math.max(1, Math.ceil((pending.dueAt - now) / 1000))))
  return <span aria-hidden="true">{left}</span>
}
