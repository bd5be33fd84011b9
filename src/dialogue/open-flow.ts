import type { FlowRun } from '../model/conversation.ts'
import { type IntentId, ticketId } from '../model/ids.ts'
import type { Flow } from '../playbook/index.ts'
import { withPlainOrder } from './assumed-order.ts'
import { requestText, togetherText } from './evidence-text.ts'
import { fill } from './fill.ts'
import { complete, keepCollecting } from './flow-moves.ts'
import type { Heard } from './heard.ts'
import { joinFlow, joinTicket, type Opening, ticketOf } from './join-flow.ts'
import { offeredNow } from './offered.ts'
import type { Move } from './situation.ts'
import { collectingOf, countAsk, isComplete, runningFlow } from './slots.ts'
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
  const offered = { ...offeredNow(heard, memory, true), opens: true as const }
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
