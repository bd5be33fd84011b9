import type { Flow } from '../../model/flow.ts'
import type { FlowId, IntentId } from '../../model/ids.ts'
import { isAboutService } from '../../model/ticket.ts'
import { type Heard, ownOrder } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import type { Move } from '../situation.ts'
import { openCase, ticketOf } from '../ticket/incident.ts'
import { orderNoOf } from '../ticket/ticket-order.ts'
import { handOver } from '../waiting/handoff.ts'
import { beginFlow } from './begin-flow.ts'
import { requestText, togetherText } from './evidence-text.ts'
import { withExamples } from './examples.ts'
import { fill } from './fill.ts'
import { alreadyComplete, type Call, complete, keepCollecting, partial } from './flow-moves.ts'
import { describes } from './flow-speech.ts'
import { orderNoted, pastWindowWords } from './form-order.ts'
import type { Joins } from './joined-flow.ts'
import { offeredLate, offeredNow } from './offered.ts'
import { faultsNow, faultWords } from './pictures.ts'
import {
  type Collecting,
  countAsk,
  isComplete,
  joinedSlots,
  missingSlots,
  runningFlow,
  wantsPicture,
  widened,
} from './slots.ts'

/** Opens a flow: sorry once, then one request for everything that is still missing. */
export const openFlow = (given: Heard, flow: Flow, why: Opening): Move => {
  const running = runningFlow(given)
  if (running !== undefined) return joinFlow(given, running, flow, why)
  const done = ticketOf(given, flow)
  if (done !== undefined) return joinTicket(given, done, why)
  const open = openCase(given, flow)
  if (open !== undefined) return joinFlow(given, open, flow, { ...why, when: 'later' })
  const fresh = beginFlow(given, flow, why.also, why.intent)
  const { collecting, heard, intent, ticketCount, assumed, asks } = fresh
  const first = [
    why.opening ?? flow.soothe,
    togetherText(heard, collecting.run),
    ...(why.along ?? []),
    fresh.doubt,
    pastWindowWords(heard, ownOrder(heard, orderNoOf(collecting))),
    wantsPicture(collecting) ? faultWords(heard.situation.playbook, faultsNow(heard)) : undefined,
  ]
  const common = {
    because: why.because,
    intent,
    source: flow.source,
    ticketCount,
    ...(why.confidence === undefined ? {} : { confidence: why.confidence }),
    ...(why.call === undefined ? {} : { call: why.call }),
  }
  const hearing = { ...heard, memory: { ...heard.memory, misses: 0 } }
  if (isComplete(collecting)) {
    return complete(hearing, collecting, { ...common, opening: paragraphs([...first, assumed]) })
  }
  if (missingSlots(collecting).length === 0 && why.call === undefined) {
    return partial(hearing, collecting, { ...common, opening: paragraphs([...first, assumed]) })
  }
  const move = keepCollecting(hearing, countAsk(collecting), {
    ...common,
    kind: 'collect',
    text: paragraphs([...first, requestText(heard, collecting, asks), assumed]),
    ...(asks === undefined ? {} : { question: asks.question }),
    fresh: true,
  })
  return withExamples(heard.situation, move)
}

export interface Opening {
  readonly intent?: IntentId
  readonly because: string
  readonly confidence?: number
  /** Said instead of the flow's soothing words, e.g. the reply that led here. */
  readonly opening?: string
  /** Flows of the troubles that were told in the same breath. */
  readonly also?: readonly FlowId[]
  /** Answers to what else was asked; said before the request. */
  readonly along?: readonly string[]
  /** A person is called at once, and the evidence asked for meanwhile. */
  readonly call?: Call
  /** How another trouble joins a form: see `joinedFlow`. */
  readonly when?: Joins
}

/** The same trouble told again. */
export const joinTicket = (heard: Heard, collecting: Collecting, why: Opening): Move => {
  const { collecting: next } = fill(collecting, offeredLate(heard, true))
  const because = `${why.because}；已有工单，并入同一张`
  const first = paragraphs([why.opening, ...(why.along ?? []), orderNoted(heard, collecting, next)])
  if (why.call !== undefined) {
    const { reason, words } = why.call
    return handOver(heard, { reason, because, words: paragraphs([first, words]), collecting: next })
  }
  return { ...alreadyComplete(heard, next, because, first), intent: why.intent ?? next.run.intent }
}

/**
 * Another trouble of the same incident, while its form is open or after it was done: the same form
 * asks for it, and the ticket names it.
 */
export const joinFlow = (heard: Heard, running: Collecting, flow: Flow, why: Opening): Move => {
  const form = widened(heard.situation, running, [flow.id, ...(why.also ?? [])], why.when)
  const opens = joinedSlots(running, form)
  // What was asked along tells nothing of a trouble that is known.
  const describe = opens !== undefined || describes(heard, running)
  const offered = offeredNow(heard, heard.memory, describe)
  const taking = { ...offered, ...(opens === undefined ? {} : { opens }) }
  const { collecting } = fill(form, taking, why.when === 'later' ? opens : undefined)
  const first = paragraphs([
    why.opening,
    opens === undefined ? undefined : togetherText(heard, form.run),
    ...(why.along ?? []),
    orderNoted(heard, running, collecting),
  ])
  const common = {
    because: why.because,
    intent: why.intent ?? form.run.intent,
    ...(why.call === undefined ? {} : { call: why.call }),
  }
  if (isComplete(collecting)) {
    // Of a form that was done nobody hears a second time that it is.
    const isAfterwards = why.when === 'later' && opens !== undefined
    const told = isAfterwards ? saidLike(collecting, flow) : collecting
    // Who complains after that hears how sorry we are, and no form's words.
    const isComplaint = isAfterwards && isAboutService(flow)
    const opening = isComplaint
      ? paragraphs([why.opening ?? flow.soothe, ...(why.along ?? [])])
      : first
    return complete(heard, told, { ...common, opening })
  }
  if (missingSlots(collecting).length === 0) {
    return partial(heard, collecting, { because: why.because, opening: first })
  }
  const move = keepCollecting(heard, collecting, {
    ...common,
    kind: 'collect',
    text: paragraphs([first, requestText(heard, collecting)]),
    // A form that was done has no clocks any more.
    ...(why.when === 'later' ? { fresh: true } : {}),
  })
  return withExamples(heard.situation, move, running)
}

const saidLike = (collecting: Collecting, { complete: words }: Flow): Collecting => ({
  ...collecting,
  flow: { ...collecting.flow, complete: words },
})
