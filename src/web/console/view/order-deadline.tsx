import type { OrderDeadline } from '../../shared/index.ts'
import { countdown } from '../clock.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { useNow } from './hooks.ts'
import { Ticking } from './ticking.tsx'

const soonMs = 24 * 3_600_000

/** One deadline of an order: what the shop owes, or how long the customer may still ask for it. */
export function Deadline({ deadline: { kind, due, met } }: { deadline: OrderDeadline }) {
  const look = useNow((now) => {
    if (met !== null) return met > due ? 'late' : 'kept'
    // That a customer's time is over hurts nobody.
    if (now >= due) return kind === 'ship' ? 'red' : 'calm'
    return due - now < soonMs ? 'amber' : 'calm'
  })
  const text = useNow((now) => {
    const time = countdown((met ?? now) - due, texts.span)
    if (met !== null) return met > due ? texts.order.metLate(time) : texts.order.inTime
    if (now < due) return texts.order.left(time)
    return kind === 'ship' ? texts.order.late(time) : texts.order.over
  })
  return (
    <li>
      <span>{texts.order.deadline[kind]}</span>
      <span className="deadline-at">
        <time>{moment(due)}</time> <Ticking look={look} text={text} dueAt={due} />
      </span>
    </li>
  )
}
