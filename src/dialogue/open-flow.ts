import type { FlowRun } from '../model/conversation.ts'
import { type FlowId, type IntentId, ticketId } from '../model/ids.ts'
import type { Flow } from '../playbook/index.ts'
import { requestText, togetherText } from './evidence-text.ts'
import { fill } from './fill.ts'
import { alreadyComplete, complete, keepCollecting, partial } from './flow-moves.ts'
import { corrects } from './flow-speech.ts'
import { withPlainOrder } from './form-order.ts'
import type { Heard } from './heard.ts'
import { isAboutAnother } from './late-evidence.ts'
import { offeredNow } from './offered.ts'
import { type Move, saidFirst } from './situation.ts'
import {
  type Collecting,
  collectingOf,
  countAsk,
  covers,
  isComplete,
  joinedSlots,
  missingSlots,
  runningFlow,
  widened,
} from './slots.ts'
import { ticketNumber } from './ticket.ts'
import { paragraphs } from './words.ts'

/** Opens a flow: sorry once, then one request for everything that is still missing. */
export const openFlow = (heard: Heard, flow: Flow, why: Opening): Move => {
  const running = runningFlow(heard)
  if (running !== undefined) return joinFlow(heard, running, flow, why)
  const done = ticketOf(heard, flow)
  if (done !== undefined) return joinTicket(heard, done, why)
  const { conversation, situation, memory } = heard
  const n = conversation.ticketCount + 1
  const id = ticketId(conversation.id, n)
  const { also = [], along = [] } = why
  const intent = why.intent ?? (flow.intents[0] as IntentId)
  const run: FlowRun = {
    flow: flow.id,
    ...(also.length === 0 ? {} : { also }),
    intent,
    ticket: id,
    ticketNumber: ticketNumber(id, situation.at, situation.timeZone),
    slots: {},
    startedAt: situation.at,
  }
  const form = collectingOf(situation, run) ?? { flow, run }
  const opens = form.flow.slots.map(({ id }) => id)
  const offered = { ...offeredNow(heard, memory, true), opens }
  const said = fill(form, offered).collecting
  const { collecting, assumed } = withPlainOrder(heard, said, intent)
  const first = [why.opening ?? flow.soothe, togetherText(heard, run), ...along]
  const common = {
    because: why.because,
    intent,
    source: flow.source,
    ticketCount: n,
    ...(why.confidence === undefined ? {} : { confidence: why.confidence }),
  }
  const hearing = { ...heard, memory: { ...memory, misses: 0 } }
  if (isComplete(collecting)) {
    return complete(hearing, collecting, { ...common, opening: paragraphs([...first, assumed]) })
  }
  return keepCollecting(hearing, countAsk(collecting), {
    ...common,
    kind: 'collect',
    text: paragraphs([...first, requestText(heard, collecting), assumed]),
    fresh: true,
  })
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
}

/** The ticket that this trouble is already on: one an incident, not one a message. */
export const ticketOf = (heard: Heard, flow: Flow): Collecting | undefined => {
  const { lastRun, order } = heard.memory
  const done = lastRun && covers(lastRun, flow) ? collectingOf(heard.situation, lastRun) : undefined
  return done && (corrects(heard) || !isAboutAnother(done, order)) ? done : undefined
}

/** The same trouble told again. */
export const joinTicket = (heard: Heard, collecting: Collecting, why: Opening): Move => {
  const { collecting: next } = fill(collecting, offeredNow(heard, heard.memory, true))
  const because = `${why.because}；已有工单，并入同一张`
  const first = paragraphs([why.opening, ...(why.along ?? [])])
  return { ...alreadyComplete(heard, next, because, first), intent: why.intent ?? next.run.intent }
}

/** Another trouble while a form is open: the same form asks for it, and the ticket names it. */
export const joinFlow = (heard: Heard, running: Collecting, flow: Flow, why: Opening): Move => {
  const form = widened(heard.situation, running, [flow.id, ...(why.also ?? [])])
  const opens = joinedSlots(heard, form)
  const offered = offeredNow(heard, heard.memory, true)
  const { collecting } = fill(form, { ...offered, ...(opens === undefined ? {} : { opens }) })
  const first = paragraphs([
    why.opening,
    opens === undefined ? undefined : togetherText(heard, form.run),
    ...(why.along ?? []),
  ])
  const common = { because: why.because, intent: why.intent ?? form.run.intent }
  if (isComplete(collecting)) return complete(heard, collecting, { ...common, opening: first })
  if (missingSlots(collecting).length === 0) {
    const move = partial(heard, collecting, why.because)
    return first === '' ? move : { ...move, effects: saidFirst(first, move.effects) }
  }
  return keepCollecting(heard, collecting, {
    ...common,
    kind: 'collect',
    text: paragraphs([first, requestText(heard, collecting)]),
  })
}
