import { decidersOf, isClosed, severityOf } from '../../cases/index.ts'
import type { Flow } from '../../model/flow.ts'
import { type FlowId, type IntentId, ticketId } from '../../model/ids.ts'
import { type Heard, requestsOf } from '../heard/heard.ts'
import { ticketNumber } from '../heard/ticket-number.ts'
import { literally } from '../heard/words.ts'
import { openCase, takenBack, ticketOf } from '../ticket/incident.ts'
import { caseView, rulesOf } from '../ticket/severity.ts'
import { fill } from './fill.ts'
import { refusedAtOnce } from './flow-speech.ts'
import { type OrderAsked, strangeOrder, withPlainOrder } from './form-order.ts'
import { offeredNow } from './offered.ts'
import { begun, type Collecting, giveUp } from './slots.ts'

/** A new form with all that the customer has said and sent for it already. */
export interface Begun {
  readonly collecting: Collecting
  readonly intent: IntentId
  /** The conversation's tickets, this one included. */
  readonly ticketCount: number
  /** As if a number had not been said that is not among the customer's orders. */
  readonly heard: Heard
  /** What to say of that number, and of an order that nobody named. */
  readonly doubt?: string
  readonly assumed?: string
  readonly asks?: OrderAsked
}

export const beginFlow = (
  given: Heard,
  flow: Flow,
  also: readonly FlowId[] = [],
  about?: IntentId,
): Begun => {
  const ticketCount = given.conversation.ticketCount + 1
  const intent = about ?? flow.intents[0] ?? (flow.id as string as IntentId)
  const form = freshForm(given, flow, { also, intent, ticketCount })
  const strange = strangeOrder(given, form)
  const heard = strange?.heard ?? given
  const opens = form.flow.slots.map(({ id }) => id)
  const said = fill(form, { ...offeredNow(heard, heard.memory, true), opens }).collecting
  const { collecting, ...order } = withPlainOrder(heard, said, intent)
  return {
    ...order,
    collecting: giveUp(collecting, refusedAtOnce(heard, collecting), 'refused'),
    intent,
    ticketCount,
    heard,
    ...(strange?.words === undefined ? {} : { doubt: strange.words }),
  }
}

interface Fresh {
  readonly also: readonly FlowId[]
  readonly intent: IntentId
  readonly ticketCount: number
}

const freshForm = (heard: Heard, flow: Flow, { also, intent, ticketCount }: Fresh): Collecting => {
  const { conversation, situation } = heard
  const { flows, revision } = situation.playbook
  const others = also.flatMap((each) => flows.get(each) ?? [])
  const ticket = ticketId(conversation.id, ticketCount)
  return begun(flow, others, {
    flow: flow.id,
    ...(also.length === 0 ? {} : { also }),
    intent,
    ticket,
    ticketNumber: ticketNumber(ticket, situation.at, situation.timeZone),
    slots: takenBack(heard, flow),
    startedAt: situation.at,
    revision,
  })
}

/** The trouble that a message surely tells of, with a form of its own and on no ticket yet. */
export const newTrouble = (
  heard: Heard,
): { readonly flow: Flow; readonly intent: IntentId } | undefined => {
  const { flowOf } = heard.situation.playbook
  for (const { intent } of requestsOf(heard)) {
    const flow = flowOf.get(intent)
    if (flow === undefined || flow.stands_alone) continue
    if (ticketOf(heard, flow) === undefined && openCase(heard, flow) === undefined) {
      return { flow, intent }
    }
  }
  return undefined
}

/**
 * A first line that is nothing but a threat is a case too, on the form for what has none of its own:
 * by this message alone, and where no case is open that it could be about.
 */
export const disputedAlone = (heard: Heard): ReturnType<typeof newTrouble> => {
  const { playbook, tickets } = heard.situation
  const flow = playbook.flows.get(playbook.cases.other_flow as FlowId)
  const isOpen = tickets.some(({ stage }) => !isClosed(stage))
  if (flow === undefined || isOpen || heard.text === '') return undefined
  const rules = rulesOf(heard.situation)
  const said = literally(heard.text, playbook.handoff.figurative)
  const severity = severityOf(playbook.severity, { ...caseView(heard, undefined), said })
  if (decidersOf(severity, rules).length === 0) return undefined
  const [about] = requestsOf(heard)
  return { flow, intent: about?.intent ?? (flow.id as string as IntentId) }
}
