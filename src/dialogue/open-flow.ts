import type { FlowRun } from '../model/conversation.ts'
import { type IntentId, ticketId } from '../model/ids.ts'
import type { Flow } from '../playbook/index.ts'
import { orderInQuestion } from './answer.ts'
import { missingText } from './evidence-text.ts'
import { fill } from './fill.ts'
import { alreadyComplete, complete, keepCollecting } from './flow-moves.ts'
import { corrects } from './flow-speech.ts'
import { type Heard, valuesFor } from './heard.ts'
import { isAboutAnother } from './late-evidence.ts'
import { offeredNow } from './offered.ts'
import { renderLoosely } from './render.ts'
import type { Move } from './situation.ts'
import { type Collecting, countAsk, isComplete, slotOf } from './slots.ts'
import { assumedOrder, ticketNumber } from './ticket.ts'

interface Opening {
  readonly intent: IntentId
  readonly because: string
  readonly confidence?: number
  /** Said instead of the flow's soothing words, e.g. the reply that led here. */
  readonly opening?: string
}

/** Opens a flow: sorry once, then one request for everything that is still missing. */
export const openFlow = (heard: Heard, flow: Flow, why: Opening): Move => {
  const { conversation, situation, memory } = heard
  const last = memory.lastRun?.flow === flow.id ? { flow, run: memory.lastRun } : undefined
  if (last !== undefined && (corrects(heard) || !isAboutAnother(last, memory.order))) {
    return joinTicket(heard, last, why)
  }
  const n = conversation.ticketCount + 1
  const id = ticketId(conversation.id, n)
  const run: FlowRun = {
    flow: flow.id,
    intent: why.intent,
    ticket: id,
    ticketNumber: ticketNumber(id, situation.at, situation.timeZone),
    slots: {},
    startedAt: situation.at,
  }
  const offered = { ...offeredNow(heard, memory, true), opens: true as const }
  const said = fill({ flow, run }, offered).collecting
  const { collecting, assumed } = withPlainOrder(heard, said, why.intent)
  const opening = why.opening ?? flow.soothe
  const common = {
    because: why.because,
    intent: why.intent,
    source: flow.source,
    ticketCount: n,
    ...(why.confidence === undefined ? {} : { confidence: why.confidence }),
  }
  const hearing = { ...heard, memory: { ...memory, misses: 0 } }
  if (isComplete(collecting)) {
    const words = assumed === undefined ? opening : [opening, assumed].join('\n\n')
    return complete(hearing, collecting, { ...common, opening: words })
  }
  const ask = renderLoosely(flow.ask, {
    ...valuesFor(heard, undefined),
    missing: missingText(collecting, { optional: true }),
  })
  return keepCollecting(hearing, countAsk(collecting), {
    ...common,
    kind: 'collect',
    text: [opening, ask, assumed].filter((part) => part !== undefined).join('\n\n'),
    fresh: true,
  })
}

/** The same trouble told again: one ticket an incident, not one a message. */
const joinTicket = (heard: Heard, collecting: Collecting, why: Opening): Move => {
  const { collecting: next } = fill(collecting, offeredNow(heard, heard.memory, true))
  const because = `${why.because}；已有工单，并入同一张`
  return { ...alreadyComplete(heard, next, because, why.opening), intent: why.intent }
}

/** The only order it can be is taken as the order, said so, and easily corrected. */
const withPlainOrder = (
  heard: Heard,
  collecting: Collecting,
  intent: IntentId,
): { collecting: Collecting; assumed?: string } => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  if (slot === undefined || slotOf(collecting.run.slots, slot.id).kind === 'filled') {
    return { collecting }
  }
  const question = orderInQuestion(heard, intent)
  if (question.kind !== 'one') return { collecting }
  const { order } = question
  const from = heard.messages.at(-1)?.id ?? ''
  const next = fill(collecting, {
    media: [],
    orderNo: { value: order.orderNo, from, note: assumedOrder, known: 'before' },
  }).collecting
  const assumed = renderLoosely(
    heard.situation.playbook.phrases.assumed_order,
    valuesFor(heard, order),
  )
  return { collecting: next, assumed }
}
