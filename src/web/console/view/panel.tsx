import { Button, Tabs } from 'antd'
import type { ConversationDetail, DeskAgent, Me } from '../../shared/index.ts'
import type { Opened } from '../desk.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { DecisionsTab } from './panel-decisions.tsx'
import { HandoffTab } from './panel-handoff.tsx'
import { OrdersTab } from './panel-orders.tsx'
import { TicketTab } from './panel-ticket.tsx'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly open: Opened | null
  readonly colleagues: readonly DeskAgent[]
  readonly onBack: () => void
}

export function Panel({ live, me, open, colleagues, onBack }: Props) {
  const detail = open?.detail
  return (
    <aside className="panel" aria-label={texts.showPanel}>
      <Button className="panel-back" onClick={onBack}>
        ‹ {texts.hidePanel}
      </Button>
      {detail != null && (
        <Tabs
          key={detail.id}
          defaultActiveKey={firstTab(detail)}
          items={tabsOf(detail, { live, me, colleagues })}
        />
      )}
    </aside>
  )
}

function firstTab(detail: ConversationDetail): string {
  if (detail.handoff !== null) return 'handoff'
  return detail.ticket === null ? 'orders' : 'ticket'
}

const tabsOf = (detail: ConversationDetail, who: Pick<Props, 'live' | 'me' | 'colleagues'>) => [
  {
    key: 'handoff',
    label: texts.panel.handoff,
    children: <HandoffTab handoff={detail.handoff} />,
  },
  {
    key: 'ticket',
    label: texts.panel.ticket,
    children: <TicketTab {...who} ticket={detail.ticket} tickets={detail.tickets} />,
  },
  { key: 'orders', label: texts.panel.orders, children: <OrdersTab orders={detail.orders} /> },
  {
    key: 'decisions',
    label: texts.panel.decisions,
    children: <DecisionsTab decisions={detail.decisions} />,
  },
]
