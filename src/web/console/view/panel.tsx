import { Button, Skeleton, Tabs } from 'antd'
import { memo, useState } from 'react'
import type { ConversationDetail, DeskAgent, Me } from '../../shared/index.ts'
import type { Opened } from '../desk.ts'
import type { Live } from '../live.ts'
import { addressWith, type PanelTab, tabIn } from '../panel-memory.ts'
import { texts } from '../texts.ts'
import { useRoomy } from './hooks.ts'
import { CustomerTab } from './panel-customer.tsx'
import { DecisionsTab } from './panel-decisions.tsx'
import { HandoffCard } from './panel-handoff.tsx'
import { KnowledgeTab } from './panel-knowledge.tsx'
import { OrdersTab } from './panel-orders.tsx'
import { TicketTab } from './panel-ticket.tsx'
import { VotesWaiting } from './panel-votes.tsx'
import { useInsert } from './use-insert.ts'
import './panel.css'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly open: Opened | null
  readonly colleagues: readonly DeskAgent[]
  /** Back to the chat, where the panel covers it. */
  readonly onBack: () => void
}

/** All about the open conversation; without one, what else waits for me. */
export const Panel = memo(function Panel(props: Props) {
  const { open, onBack } = props
  const detail = open?.detail
  const isLoading = open !== null && open.detail === null && open.failed === null
  return (
    <aside className="panel" aria-label={texts.showPanel}>
      <Button className="panel-back" onClick={onBack}>
        ‹ {texts.hidePanel}
      </Button>
      <VotesWaiting here={open?.id ?? null} />
      {isLoading && <Skeleton active className="panel-loading" />}
      {detail != null && <About key={detail.id} {...props} detail={detail} open={open} />}
    </aside>
  )
})

interface AboutProps extends Props {
  readonly detail: ConversationDetail
}

function About({ live, me, detail, open, colleagues, onBack }: AboutProps) {
  const [tab, setTab] = useState(() => tabIn(location.search) ?? firstTab(detail))
  const isRoomy = useRoomy()
  const insert = useInsert(isRoomy ? undefined : onBack)

  function show(next: PanelTab) {
    setTab(next)
    history.replaceState(history.state, '', addressWith(next, location))
  }

  const lastSaid = open?.lines.findLast(({ author }) => author === 'customer')?.id ?? ''
  const views: Readonly<Record<PanelTab, React.ReactNode>> = {
    case: (
      <TicketTab
        live={live}
        me={me}
        ticket={detail.ticket}
        tickets={detail.tickets}
        colleagues={colleagues}
        onInsert={insert}
      />
    ),
    orders: <OrdersTab live={live} me={me} detail={detail} onInsert={insert} />,
    knowledge: <KnowledgeTab me={me} id={detail.id} lastSaid={lastSaid} onInsert={insert} />,
    customer: <CustomerTab id={detail.id} seq={detail.seq} />,
    why: <DecisionsTab me={me} decisions={detail.decisions} />,
  }
  return (
    <>
      {detail.handoff !== null && (
        <HandoffCard
          me={me}
          conversation={detail.id}
          handoff={detail.handoff}
          replyWarn={detail.reply_warn}
          onEarlier={() => show('customer')}
        />
      )}
      <Tabs
        activeKey={tab}
        onTabClick={(next) => show(next as PanelTab)}
        destroyOnHidden
        tabBarGutter={20}
        items={Object.entries(views).map(([key, children]) => ({
          key,
          label: texts.panel[key as PanelTab],
          children,
        }))}
      />
    </>
  )
}

const firstTab = ({ ticket }: ConversationDetail): PanelTab => (ticket === null ? 'orders' : 'case')
