import { isClosed } from '../../cases/index.ts'
import type { DeskFacts } from '../../model/decision.ts'
import { levelsOf, type StageClock, type Ticket } from '../../model/ticket.ts'
import { momentText, renderLoosely } from '../render.ts'
import type { Situation } from '../situation.ts'

/**
 * What was promised for an open case and by when; that it was broken, where it was. Nobody is told of
 * a time before which nobody will be there to keep it.
 */
export const promiseWords = (
  { playbook, timeZone, at, facts }: Situation,
  ticket: Ticket | undefined,
): string | undefined => {
  if (ticket === undefined || isClosed(ticket.stage)) return undefined
  const clock = owedOf(ticket).find(({ dueAt }) => dueAt < at || canBeKept(facts.desk, dueAt))
  if (clock === undefined) return undefined
  const { queue_promise, queue_promise_missed } = playbook.handoff
  const template = clock.dueAt < at ? queue_promise_missed : queue_promise
  const time = momentText(clock.dueAt, timeZone)
  return template && renderLoosely(template, { 'promise.title': clock.title, 'promise.time': time })
}

/** What is promised and not done, the first first. */
const owedOf = ({ clocks, severity }: Ticket): readonly StageClock[] =>
  clocks
    .filter(({ level, state }) => levelsOf(severity).includes(level) && isOwed(state.kind))
    .sort((a, b) => a.dueAt - b.dueAt)

/** Somebody is there, or will be before it is due. */
const canBeKept = (desk: DeskFacts | undefined, dueAt: number): boolean =>
  desk?.open !== false || (desk.opensAt !== undefined && desk.opensAt < dueAt)

const isOwed = (state: StageClock['state']['kind']): boolean =>
  state === 'running' || state === 'warned' || state === 'breached'
