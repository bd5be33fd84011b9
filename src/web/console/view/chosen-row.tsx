import { Checkbox } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import type { ConversationRow } from '../../shared/index.ts'
import { nameOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly live: Live
  readonly row: ConversationRow
  /** In the order of the list, for a range. */
  readonly rows: readonly ConversationRow[]
  readonly isChosen: boolean
  readonly fault: string | undefined
  /** Brings the one above or below in sight, where there is one. */
  readonly onStep: (by: 1 | -1) => ConversationRow | undefined
  readonly children: ReactNode
}

const boxOf = (id: string) => `choose-${id}`

/** A row that can be chosen: arrows go from one to the next, with Shift they choose on the way. */
export function ChosenRow({ live, row, rows, isChosen, fault, onStep, children }: Props) {
  const choose = (isNow: boolean, isRange: boolean) =>
    live.bulk.choose(row.id, isNow, isRange ? rows.map(({ id }) => id) : null)

  function press(event: KeyboardEvent) {
    const by = { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = onStep(by)
    if (next === undefined) return
    if (event.shiftKey) {
      choose(true, false)
      live.bulk.choose(next.id, true)
    }
    requestAnimationFrame(() => document.getElementById(boxOf(next.id))?.focus())
  }

  return (
    <div className={isChosen ? 'row-choice chosen' : 'row-choice'}>
      <Checkbox
        id={boxOf(row.id)}
        checked={isChosen}
        aria-label={texts.bulk.choose(nameOf(row.customer))}
        onKeyDown={press}
        onChange={({ target, nativeEvent }) =>
          choose(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
      <div>
        {children}
        {fault !== undefined && <p className="row-fault">{fault}</p>}
      </div>
    </div>
  )
}
