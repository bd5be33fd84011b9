import { isClosed } from '../cases/index.ts'
import { levelsOf, type StageClock, type Ticket } from '../model/ticket.ts'
import { momentText, renderLoosely } from './render.ts'
import type { Situation } from './situation.ts'

/** What was promised for an open case and by when; that it was broken, where it was. */
export const promiseWords = (
  { playbook, timeZone, at }: Situation,
  ticket: Ticket | undefined,
): string | undefined => {
  if (ticket === undefined || isClosed(ticket.stage)) return undefined
  const clock = nextPromise(ticket)
  if (clock === undefined) return undefined
  const { queue_promise, queue_promise_missed } = playbook.handoff
  const template = clock.dueAt < at ? queue_promise_missed : queue_promise
  const time = momentText(clock.dueAt, timeZone)
  return template && renderLoosely(template, { 'promise.title': clock.title, 'promise.time': time })
}

/** Of what is promised and not done, the first. */
const nextPromise = ({ clocks, severity }: Ticket): StageClock | undefined =>
  clocks
    .filter(({ level, state }) => levelsOf(severity).includes(level) && isOwed(state.kind))
    .sort((a, b) => a.dueAt - b.dueAt)[0]

const isOwed = (state: StageClock['state']['kind']): boolean =>
  state === 'running' || state === 'warned' || state === 'breached'
