import { Tag } from 'antd'
import { ownerHead, type Ticket } from '../../shared/index.ts'
import { exportAddress } from '../api.ts'
import { foldRuns } from '../fold.ts'
import { actorName, moment, yuan } from '../format.ts'
import { texts } from '../texts.ts'

/** The order as it was when the case last looked at it, in two lines. */
export function CaseOrder({ order }: { order: NonNullable<Ticket['order']> }) {
  const { marks } = texts
  const items = order.items.map(
    ({ title, sku, quantity }) => `${title}${marks.aside(sku)}×${quantity}`,
  )
  const parcel = [order.courier, order.trackingNo, order.lastEvent?.text].filter(Boolean)
  return (
    <section>
      <h3>{texts.part.order}</h3>
      <p className="tags">
        <code>{order.orderNo}</code>
        <Tag color="blue">{texts.order.state[order.state]}</Tag>
        {yuan(order.amount)}
      </p>
      <p className="faint">{[items.join(texts.listed), ...parcel].join(' · ')}</p>
    </section>
  )
}

/** Every change that was ever made, the latest first; who had it in between is folded. */
export const CaseTrail = ({ trail }: Pick<Ticket, 'trail'>) => (
  <details>
    <summary>{texts.ticket.trail(trail.length)}</summary>
    <ol className="case-lines">
      {foldRuns(trail.toReversed(), isOwnerChange).map((run, index, all) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: counted from the end, each has one place for ever
        <li key={all.length - index}>
          {run.length < 3 ? (
            <TrailLines entries={run} />
          ) : (
            <details>
              <summary>
                <TrailLine entry={run[0]} /> · {texts.ticket.ownerChanges(run.length)}
              </summary>
              <TrailLines entries={run.slice(1)} />
            </details>
          )}
        </li>
      ))}
    </ol>
  </details>
)

/** As the server writes it into the trail. */
const isOwnerChange = ({ what }: TrailEntry) => what.startsWith(ownerHead)

type TrailEntry = Ticket['trail'][number]

const TrailLines = ({ entries }: { entries: readonly TrailEntry[] }) =>
  entries.map((entry, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name and never move
    <div key={index}>
      <TrailLine entry={entry} />
    </div>
  ))

const TrailLine = ({ entry: { at, by, what } }: { entry: TrailEntry }) => (
  <>
    <time>{moment(at)}</time> <span className="faint">{actorName(by)}</span> {what}
  </>
)

export const CaseExport = ({ id }: Pick<Ticket, 'id'>) => (
  <p className="case-export">
    <a href={exportAddress(id, 'json')} download>
      {texts.ticket.exportJson}
    </a>
    <a href={exportAddress(id, 'zip')} download>
      {texts.ticket.exportZip}
    </a>
  </p>
)
