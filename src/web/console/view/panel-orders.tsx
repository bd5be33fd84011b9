import { ReloadOutlined } from '@ant-design/icons'
import { Alert, App, Button, Tag, Timeline, Typography } from 'antd'
import { useRef, useState } from 'react'
import { type ConversationDetail, type Me, may, newId, type OrderView } from '../../shared/index.ts'
import { api } from '../api.ts'
import { moment } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { Nothing } from './nothing.tsx'
import { Deadline } from './order-deadline.tsx'
import { useRun } from './use-run.ts'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly detail: Pick<ConversationDetail, 'id' | 'orders' | 'orders_unknown'>
  readonly onInsert: (words: string) => void
}

/** The customer's orders, those that are spoken of first. */
export function OrdersTab({ live, me, detail, onInsert }: Props) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const sending = useRun(live)
  const tried = useRef(new Map<string, string>())
  const { id, orders, orders_unknown } = detail

  function refresh() {
    setBusy(true)
    void live.refresh().finally(() => setBusy(false))
  }

  async function send(order: string) {
    // Until it is known to be said, the next press is the same command.
    const client_id = tried.current.get(order) ?? newId()
    tried.current.set(order, client_id)
    if (!(await sending.run(order, api.reply(id, { client_id, text: '', order })))) return
    tried.current.delete(order)
    void message.success(texts.order.sent)
  }

  return (
    <div className="sections">
      <p className="panel-tools">
        <Button size="small" icon={<ReloadOutlined />} loading={busy} onClick={refresh}>
          {texts.order.refresh}
        </Button>
      </p>
      {orders_unknown && <Alert type="warning" showIcon title={texts.order.unknown} />}
      {orders.length === 0 && !orders_unknown && <Nothing text={texts.order.none} />}
      {orders.map((order) => (
        <Order
          key={order.order_no}
          order={order}
          isOneOfMany={orders.length > 1}
          onInsert={onInsert}
          sending={sending.busy}
          onSend={may(me.role, 'answer') ? send : null}
        />
      ))}
    </div>
  )
}

interface OrderProps extends Pick<Props, 'onInsert'> {
  readonly order: OrderView
  readonly isOneOfMany: boolean
  /** The number of the order that is being sent. */
  readonly sending: string | null
  readonly onSend: ((order: string) => Promise<void>) | null
}

function Order({ order, isOneOfMany, onInsert, sending, onSend }: OrderProps) {
  const { order_no, state, after_sale, courier, tracking_no, deadlines } = order
  return (
    <section className="order" aria-label={`${texts.part.order} ${order_no}`}>
      <p className="ticket-head">
        <Copyable value={order_no} />
        <Tag color="blue">{texts.order.state[state] ?? state}</Tag>
        {order.is_subject && isOneOfMany && <Tag color="green">{texts.order.subject}</Tag>}
      </p>
      <p>{order.items}</p>
      {deadlines.length > 0 && (
        <ul className="case-clocks" aria-label={texts.order.deadlines}>
          {deadlines.map((deadline) => (
            <Deadline key={deadline.kind} deadline={deadline} />
          ))}
        </ul>
      )}
      <dl className="facts">
        <Fact name={texts.order.amount}>{order.amount}</Fact>
        <Fact name={texts.order.placed}>{moment(order.placed_at)}</Fact>
        {after_sale !== null && (
          <Fact name={texts.order.afterSale}>
            {[
              texts.order.afterSaleKind[after_sale.kind],
              texts.order.afterSaleState[after_sale.state],
              after_sale.amount,
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            <time>{moment(after_sale.updated_at)}</time>
          </Fact>
        )}
        {courier !== null && (
          <Fact name={texts.order.parcel}>
            {courier} {tracking_no !== null && <Copyable value={tracking_no} />}
          </Fact>
        )}
        {order.delivery_promise !== null && (
          <Fact name={texts.order.delivery}>{order.delivery_promise}</Fact>
        )}
      </dl>
      <Events order={order} />
      <p className="case-steps">
        <Button size="small" onClick={() => onInsert(order.line)}>
          {texts.order.insert}
        </Button>
        {onSend !== null && (
          <Button
            size="small"
            loading={sending === order_no}
            disabled={sending !== null}
            onClick={() => void onSend(order_no)}
          >
            {texts.order.send}
          </Button>
        )}
      </p>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** A number that is copied at a press. */
export const Copyable = ({ value, shown = value }: { value: string; shown?: string }) => (
  <Typography.Text
    code={false}
    className="number"
    copyable={{ text: value, tooltips: [texts.copyNumber, texts.copied] }}
  >
    <code>{shown}</code>
  </Typography.Text>
)

const eventsShown = 3

/** Where the parcel was, the latest first. */
function Events({ order: { events, courier } }: { order: OrderView }) {
  const [isAll, setAll] = useState(false)
  if (courier === null) return null
  if (events.length === 0) return <p className="faint">{texts.order.noEvents}</p>
  const latest = events.toReversed()
  const shown = isAll ? latest : latest.slice(0, eventsShown)
  return (
    <>
      <Timeline
        className="events"
        aria-label={texts.order.events}
        items={shown.map((event, index) => ({
          key: `${event.at} ${event.text}`,
          color: index === 0 ? 'blue' : 'gray',
          content: (
            <>
              {event.text} <time>{moment(event.at)}</time>
            </>
          ),
        }))}
      />
      {latest.length > eventsShown && (
        <Button type="link" size="small" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? texts.order.fold : texts.order.more(latest.length - eventsShown)}
        </Button>
      )}
    </>
  )
}
