import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Skeleton, Tag } from 'antd'
import { Link } from 'wouter'
import type { CustomerView } from '../../shared/index.ts'
import { api } from '../api.ts'
import { moment, nameOf, sentenceOf } from '../format.ts'
import { withoutPhones } from '../mask.ts'
import { pathOf } from '../route.ts'
import { texts } from '../texts.ts'
import { MoodTag } from './panel-handoff.tsx'
import { Copyable } from './panel-orders.tsx'
import { PromiseClock } from './ticking.tsx'

/** Who it is, what they bought, and what became of it. `seq` tells that something has changed. */
export function CustomerTab({ id, seq }: { id: string; seq: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['customer', id, seq],
    queryFn: () => api.customer(id),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  })
  if (error !== null) {
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={sentenceOf(error)}
        action={
          <Button size="small" onClick={() => void refetch()}>
            {texts.retry}
          </Button>
        }
      />
    )
  }
  return data === undefined ? <Skeleton active /> : <Customer view={data} id={id} />
}

function Customer({ view, id }: { view: CustomerView; id: string }) {
  const { customer, channel, account, orders, promises, cases } = view
  const facts = [
    [
      texts.customer.id,
      <Copyable key="id" value={customer.id} shown={withoutPhones(customer.id)} />,
    ],
    [texts.customer.channel, `${texts.channel[channel] ?? channel} · ${account}`],
    [texts.customer.first, moment(view.first_at)],
    [texts.customer.chats, texts.customer.times(view.chats)],
    [
      texts.customer.orders,
      orders === null
        ? texts.customer.ordersUnknown
        : texts.customer.ordersOf(orders.count, orders.amount),
    ],
  ] as const
  return (
    <div className="sections">
      <section>
        <h2 className="customer-name">{withoutPhones(nameOf(customer))}</h2>
        {view.emotion !== null && (
          <p className="tags">
            <MoodTag emotion={view.emotion} />
          </p>
        )}
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {promises.length > 0 && (
        <section>
          <h3>{texts.customer.promises}</h3>
          <ul className="case-clocks">
            {promises.map(({ number, title, due, warn }) => (
              <li key={`${number} ${title}`}>
                <span>
                  {title} <code>{number}</code>
                </span>
                <PromiseClock title={title} due={{ dueAt: due, warnAt: warn ?? undefined }} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{cases.length === 0 ? texts.customer.noCases : texts.customer.cases(cases.length)}</h3>
        <ul className="customer-cases">
          {cases.map((each) => (
            <CaseLine key={each.number} line={each} isHere={each.conversation === id} />
          ))}
        </ul>
      </section>
    </div>
  )
}

interface CaseLineProps {
  readonly line: CustomerView['cases'][number]
  readonly isHere: boolean
}

const CaseLine = ({ line, isHere }: CaseLineProps) => (
  <li>
    <p className="tags">
      <b>{line.title}</b>
      <Tag color="blue">{texts.stage[line.stage]}</Tag>
    </p>
    <p className="faint">
      {isHere ? (
        <>
          <code>{line.number}</code> {texts.customer.here}
        </>
      ) : (
        <Link href={`${pathOf(line.conversation)}?tab=case`}>
          <code>{line.number}</code>
        </Link>
      )}{' '}
      <time>{moment(line.opened_at)}</time>
    </p>
    {line.told !== null && <p className="faint">{texts.customer.told(line.told)}</p>}
  </li>
)
