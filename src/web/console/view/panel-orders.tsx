import { Tag, Timeline } from 'antd'
import type { OrderCard } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { Nothing } from './nothing.tsx'

export function OrdersTab({ orders }: { orders: readonly OrderCard[] }) {
  if (orders.length === 0) return <Nothing text={texts.order.none} />
  return (
    <div className="sections">
      {orders.map((order) => (
        <section key={order.order_no} className="order">
          <p className="ticket-head">
            <code>{order.order_no}</code>
            <Tag color="blue">{texts.order.state[order.state] ?? order.state}</Tag>
          </p>
          <p>{order.items}</p>
          <dl className="facts">
            <div>
              <dt>{texts.order.amount}</dt>
              <dd>{order.amount}</dd>
            </div>
            <div>
              <dt>{texts.order.placed}</dt>
              <dd>{moment(order.placed_at)}</dd>
            </div>
            {order.courier !== null && (
              <div>
                <dt>{texts.order.parcel}</dt>
                <dd>
                  {order.courier} <code>{order.tracking_no}</code>
                </dd>
              </div>
            )}
          </dl>
          {order.events.length > 0 ? (
            <Timeline
              className="events"
              items={order.events.toReversed().map((event) => ({
                key: `${event.at} ${event.text}`,
                content: (
                  <>
                    {event.text} <time>{moment(event.at)}</time>
                  </>
                ),
              }))}
            />
          ) : (
            order.courier !== null && <p className="faint">{texts.order.noEvents}</p>
          )}
        </section>
      ))}
    </div>
  )
}
