import { Badge, Button, Empty, Spin, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { ConversationRow } from '../../shared/index.ts'
import {
  type Desk,
  isEscalated,
  isMine,
  isUrgent,
  nextWaiting,
  pressing,
  rowsOf,
  saidBy,
  showsReason,
  type Tab,
  waitingSince,
} from '../desk.ts'
import { moment, nameOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { AlertBox } from './alert-box.tsx'
import { useHandheld, useNow } from './hooks.ts'
import { LevelTag } from './level-tag.tsx'
import { ReasonTag } from './reason-tag.tsx'
import { PromiseClock, ReplyClock, Waited } from './ticking.tsx'

interface Props {
  readonly desk: Desk
  readonly onOpen: (id: string) => void
}

const tabs = ['waiting', 'mine', 'all'] as const

export function Queue({ live, desk, onOpen, onNext }: Props & { live: Live; onNext: () => void }) {
  const [tab, setTab] = useState<Tab>('waiting')
  const rows = rowsOf(desk, tab)
  return (
    <nav className="queue" aria-label={texts.queue}>
      <AlertBox live={live} desk={desk} onOpen={onOpen} />
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(key as Tab)}
        items={tabs.map((key) => ({
          key,
          label: (
            <>
              {texts.tabs[key]}
              {key !== 'all' && <Count tab={key} count={rowsOf(desk, key).length} />}
            </>
          ),
        }))}
      />
      <NextButton desk={desk} onNext={onNext} />
      <div className="rows">
        {rows.map((row) => (
          <QueueRow key={row.id} row={row} desk={desk} onOpen={onOpen} />
        ))}
        {rows.length === 0 &&
          (desk.loaded ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.emptyQueue[tab]} />
          ) : (
            <Spin className="loading" />
          ))}
      </div>
    </nav>
  )
}

function NextButton({ desk, onNext }: { desk: Desk; onNext: () => void }) {
  const isHandheld = useHandheld()
  return (
    <Button
      size="small"
      title={isHandheld ? undefined : texts.nextWaitingKeys}
      disabled={nextWaiting(desk) === undefined}
      onClick={onNext}
    >
      {texts.nextWaiting}
    </Button>
  )
}

const Count = ({ tab, count }: { tab: Tab; count: number }) => (
  <Badge className="count" count={count} color={tab === 'waiting' ? '#cf1322' : '#5c6675'} />
)

interface RowProps extends Props {
  readonly row: ConversationRow
}

function QueueRow({ row, desk, onOpen }: RowProps) {
  const isOpen = desk.open?.id === row.id
  const speaker = saidBy(desk.me, row)
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
        {speaker !== null && <b>{texts.saidBy[speaker]}</b>}
        {row.last_text || texts.noText}
      </span>
      <span className="row-tags">
        {row.level !== null && <LevelTag level={row.level} />}
        {row.alerts.length > 0 && <Tag color="orange">{texts.alerts.count(row.alerts.length)}</Tag>}
        <Tag>{texts.channel[row.channel] ?? row.channel}</Tag>
        {showsReason(row) && row.handoff_reason !== null && !isSaidByLevel(row) && (
          <ReasonTag reason={row.handoff_reason} />
        )}
        {isForMe && <Tag color="red">{texts.escalated}</Tag>}
        {row.passed_by > 0 && <Tag>{texts.passedBy(row.passed_by)}</Tag>}
        <PhaseTag desk={desk} row={row} />
      </span>
    </button>
  )
}

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

export function PhaseTag({ desk, row }: { desk: Pick<Desk, 'me'>; row: ConversationRow }) {
  if (isMine(desk.me, row)) return <Tag color="green">{texts.ownedByMe}</Tag>
  if (row.phase === 'with_agent') {
    return (
      <Tag color="purple">
        {row.owner === null ? texts.phase.with_agent : texts.owner(row.owner)}
      </Tag>
    )
  }
  if (row.phase === 'awaiting_agent') return null
  return <Tag color={row.phase === 'closed' ? 'default' : 'blue'}>{texts.phase[row.phase]}</Tag>
}
