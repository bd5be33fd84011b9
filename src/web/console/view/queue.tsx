import { Badge, Empty, Spin, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { ConversationRow } from '../../shared/index.ts'
import { type Desk, isMine, isUrgent, rowsOf, type Tab, waitingSince } from '../desk.ts'
import { moment, nameOf, span } from '../format.ts'
import { texts } from '../texts.ts'
import { useNow } from './hooks.ts'
import { ReasonTag } from './reason-tag.tsx'

interface Props {
  readonly desk: Desk
  readonly onOpen: (id: string) => void
}

const tabs = ['waiting', 'mine', 'all'] as const

export function Queue({ desk, onOpen }: Props) {
  const [tab, setTab] = useState<Tab>('waiting')
  const rows = rowsOf(desk, tab)
  const now = useNow()
  return (
    <nav className="queue" aria-label={texts.queue}>
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
      <div className="rows">
        {rows.map((row) => (
          <QueueRow key={row.id} row={row} desk={desk} now={now} onOpen={onOpen} />
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

const Count = ({ tab, count }: { tab: Tab; count: number }) => (
  <Badge className="count" count={count} color={tab === 'waiting' ? '#cf1322' : '#5c6675'} />
)

const amberMs = 100_000
const redMs = 150_000

interface RowProps extends Props {
  readonly row: ConversationRow
  readonly now: number
}

function QueueRow({ row, desk, now, onOpen }: RowProps) {
  const isOpen = desk.open?.id === row.id
  const waited = row.phase === 'awaiting_agent' ? now - waitingSince(row) : null
  return (
    <button
      type="button"
      className={isUrgent(row) ? 'row urgent' : 'row'}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(row.id)}
    >
      <span className="row-head">
        <b>{nameOf(row.customer)}</b>
        {waited === null ? (
          <time>{moment(row.last_at)}</time>
        ) : (
          <span className={`wait ${urgency(waited)}`}>{texts.waited(span(waited))}</span>
        )}
      </span>
      <span className="row-text">{row.last_text || texts.noText}</span>
      <span className="row-tags">
        <Tag>{texts.channel[row.channel] ?? row.channel}</Tag>
        {row.phase === 'awaiting_agent' && row.handoff_reason !== null && (
          <ReasonTag reason={row.handoff_reason} />
        )}
        <PhaseTag desk={desk} row={row} />
      </span>
    </button>
  )
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

function urgency(waitedMs: number): 'calm' | 'amber' | 'red' {
  if (waitedMs >= redMs) return 'red'
  return waitedMs >= amberMs ? 'amber' : 'calm'
}
