import { EyeOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { memo, useSyncExternalStore } from 'react'
import type { ConversationRow } from '../../shared/index.ts'
import { composings } from '../compose.ts'
import {
  type Desk,
  isEscalated,
  isUrgent,
  othersAt,
  pressing,
  saidBy,
  showsReason,
  waitingSince,
} from '../desk.ts'
import { moment, nameOf } from '../format.ts'
import { isMentioned } from '../mentions.ts'
import { texts } from '../texts.ts'
import { useNow } from './hooks.ts'
import { LevelTag } from './level-tag.tsx'
import { OwnerChip } from './owner-chip.tsx'
import { ReasonTag } from './reason-tag.tsx'
import { PromiseClock, ReplyClock, Waited } from './ticking.tsx'

interface Props {
  readonly row: ConversationRow
  readonly desk: Desk
  readonly onOpen: (id: string) => void
}

/** Drawn anew with the desk, and not because the list is scrolled. */
export const QueueRow = memo(function QueueRow({ row, desk, onOpen }: Props) {
  const isOpen = desk.open?.id === row.id
  const speaker = row.asked === null ? saidBy(desk.me, row) : null
  const others = othersAt(desk, row.id).viewing.map(({ name }) => name)
  const hasDraft = useSyncExternalStore(composings.subscribe, () => composings.has(row.id))
  const isForMe = useNow((now) => isEscalated(desk, row, now))
  return (
    <button
      type="button"
      className={isUrgent(row) ? 'row urgent' : 'row'}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(row.id)}
    >
      <span className="row-head">
        <b>{nameOf(row.customer)}</b>
        <RowClock row={row} />
      </span>
      <span className="row-text">
        {speaker !== null && !desk.customersTyping.has(row.id) && <b>{texts.saidBy[speaker]}</b>}
        {desk.customersTyping.has(row.id) ? (
          <em>{texts.customerTypes}</em>
        ) : (
          (row.asked ?? row.last_text) || texts.noText
        )}
      </span>
      <span className="row-tags">
        {isMentioned(desk.mentions, row.id) && (
          <small className="mention mention-me">@ {texts.mentions.unseen}</small>
        )}
        {hasDraft && <small className="has-draft">{texts.hasDraft}</small>}
        {row.level !== null && <LevelTag level={row.level} />}
        {row.alerts.length > 0 && <Tag color="orange">{texts.alerts.count(row.alerts.length)}</Tag>}
        {showsReason(row) && row.handoff_reason !== null && !isSaidByLevel(row) && (
          <ReasonTag reason={row.handoff_reason} />
        )}
        {isForMe && <Tag color="red">{texts.escalated}</Tag>}
        {row.passed_by > 0 && <Tag>{texts.passedBy(row.passed_by)}</Tag>}
        {row.phase !== 'awaiting_agent' && <OwnerChip desk={desk} row={row} />}
        {others.length > 0 && (
          <small title={texts.lookers.looking(others.join(texts.listed))}>
            <EyeOutlined aria-hidden="true" /> {others.join(texts.listed)}
          </small>
        )}
        <small>{texts.channel[row.channel] ?? row.channel}</small>
      </span>
    </button>
  )
})

const isSaidByLevel = ({ level, handoff_reason }: ConversationRow) =>
  (level === 1 && handoff_reason === 'urgent') || (level === 3 && handoff_reason === 'disputed')

/** What is due first, else the wait. */
function RowClock({ row }: { row: ConversationRow }) {
  const presses = useNow((now) => pressing(row, now))
  const { promise, reply_due, reply_warn } = row
  if (presses === 'promise' && promise !== null) {
    const { title, due, warn } = promise
    return <PromiseClock title={title} due={{ dueAt: due, warnAt: warn ?? undefined }} />
  }
  if (presses === 'reply' && reply_due !== null) {
    return <ReplyClock due={{ dueAt: reply_due, warnAt: reply_warn ?? undefined }} />
  }
  if (row.phase === 'awaiting_agent') return <Waited since={waitingSince(row)} />
  return <time>{moment(row.last_at)}</time>
}
