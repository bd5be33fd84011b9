import type { StageClock } from '../../shared/index.ts'
import { countdown, type Due, lookOf, replySpan, urgency } from '../clock.ts'
import { moment, span } from '../format.ts'
import { texts } from '../texts.ts'
import { useNow } from './hooks.ts'

// What ticks is shown to eyes alone; screen readers get the moment that it ticks towards.

/** By when a person's reply is owed to the marketplace. */
export function ReplyClock({ due }: { due: Due }) {
  const look = useNow((now) => urgency(due, now))
  const text = useNow((now) => {
    const time = replySpan(due.dueAt - now, texts.span)
    return now < due.dueAt ? texts.replyLeft(time) : texts.replyOver(time)
  })
  return <Ticking look={look} text={text} dueAt={due.dueAt} title={texts.replyClock} />
}

/** By when a promise of one of its cases is to be kept; which one is told on pointing at it. */
export function PromiseClock({ title, due }: { title: string; due: Due }) {
  const look = useNow((now) => urgency(due, now))
  const text = useNow((now) => {
    const time = countdown(due.dueAt - now, texts.span)
    return texts.ticket[now < due.dueAt ? 'promiseLeft' : 'promiseOver'](time)
  })
  return <Ticking look={look} text={text} dueAt={due.dueAt} title={title} />
}

/** Time left of a promise, or since it was broken; when it was kept. */
export function Countdown({ clock }: { clock: StageClock }) {
  const look = useNow((now) => lookOf(clock, now))
  const text = useNow((now) => leftOf(clock, now))
  return <Ticking look={look} text={text} dueAt={clock.dueAt} />
}

export function Waited({ since }: { since: number }) {
  const text = useNow((now) => texts.waited(span(now - since)))
  return <span className="ticking calm">{text}</span>
}

function leftOf(clock: StageClock, now: number): string {
  const { state, dueAt } = clock
  const look = lookOf(clock, now)
  if (state.kind === 'met')
    return texts.ticket[state.at > dueAt ? 'late' : 'kept'](moment(state.at))
  const time = countdown(dueAt - now, texts.span)
  return look === 'red' ? texts.ticket.over(time) : texts.ticket.left(time)
}

interface TickingProps {
  readonly look: string
  readonly text: string
  readonly dueAt: number
  /** What is due then, where the text does not say so. */
  readonly title?: string
}

export function Ticking({ look, text, dueAt, title }: TickingProps) {
  const words = [...(title === undefined ? [] : [title]), texts.dueAt(moment(dueAt))].join(' · ')
  return (
    <span className={`ticking ${look}`} title={words}>
      <span aria-hidden="true">{text}</span>
      <span className="unseen">{words}</span>
    </span>
  )
}
