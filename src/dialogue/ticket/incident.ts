import { isClosed } from '../../cases/index.ts'
import type { FlowRun } from '../../model/conversation.ts'
import type { Flow } from '../../model/flow.ts'
import type { Slots, Ticket } from '../../model/ticket.ts'
import { corrects } from '../form/flow-speech.ts'
import { isAboutAnother } from '../form/late-evidence.ts'
import { begun, type Collecting, collectingOf, covers } from '../form/slots.ts'
import { type Heard, ownOrder } from '../heard/heard.ts'
import type { Situation } from '../situation.ts'
import { ordersOf } from './ticket-order.ts'

/** The ticket that this trouble is already on. */
export const ticketOf = (heard: Heard, flow: Flow): Collecting | undefined => {
  const { lastRun, order } = heard.memory
  const done = lastRun && covers(lastRun, flow) ? collectingOf(heard.situation, lastRun) : undefined
  if (done !== undefined && (corrects(heard) || !isAboutAnother(done, order))) return done
  const open = openCase(heard, flow)
  return open !== undefined && covers(open.run, flow) ? open : undefined
}

/**
 * The open case that another trouble belongs to: one ticket an incident, not one a trouble. It is
 * the same incident where it is about the same order, and no other thing of it.
 */
export const openCase = (heard: Heard, flow: Flow): Collecting | undefined => {
  const { situation } = heard
  const ticket = situation.tickets.findLast(
    (each) => !isClosed(each.stage) && isSameMatter(heard, each, flow),
  )
  return ticket && runOfTicket(heard, ticket)
}

const isSameMatter = (heard: Heard, ticket: Ticket, flow: Flow): boolean => {
  const { playbook } = heard.situation
  const standsAlone = flow.stands_alone || playbook.flows.get(ticket.flow)?.stands_alone === true
  if (standsAlone && ticket.flow !== flow.id) return false
  return isSameOrder(heard, ticket) && isSameItem(heard, ticket)
}

/** Without a word on the order, what was reported in this round is what is spoken of. */
const isSameOrder = ({ memory }: Heard, ticket: Ticket): boolean => {
  const orders = ordersOf(ticket)
  if (memory.order === undefined) return memory.lastRun?.ticket === ticket.id
  return orders.length === 0 ? memory.lastRun?.ticket === ticket.id : orders.includes(memory.order)
}

/** 「茶壶也坏了」 after a broken cup is another incident. */
const isSameItem = (heard: Heard, { item }: Ticket): boolean => {
  const entities = heard.understanding?.entities ?? []
  const named = entities.flatMap(({ kind, value }) => (kind === 'product' ? [value] : []))
  const order = ownOrder(heard, heard.memory.order)
  const inOrder = named.filter((id) => order?.items.some(({ productId }) => productId === id))
  return item === undefined || inOrder.length === 0 || inOrder.includes(item.productId)
}

const dayMs = 86_400_000

/**
 * What was given for a case that the customer withdrew not long ago: told again after all, nobody
 * sends the same picture twice.
 */
export const takenBack = ({ situation, memory }: Heard, flow: Flow): Slots => {
  const ticket = situation.tickets.findLast((each) => each.flow === flow.id)
  if (ticket?.stage !== 'withdrawn' || situation.at - ticket.updatedAt > dayMs) return {}
  const orders = ordersOf(ticket)
  const { order } = memory
  if (order !== undefined && orders.length > 0 && !orders.includes(order)) return {}
  const known = new Set(flow.slots.map(({ id }) => id))
  return Object.fromEntries(
    ticket.slots.flatMap(({ id, state }) =>
      known.has(id) && state.kind === 'filled' ? [[id, state]] : [],
    ),
  )
}

/** The form of a ticket, to go on with it. */
export const runOfTicket = (
  { situation, memory }: Heard,
  ticket: Ticket,
): Collecting | undefined =>
  memory.lastRun?.ticket === ticket.id
    ? collectingOf(situation, memory.lastRun)
    : rebuilt(situation, ticket)

/** The run of an earlier round is forgotten; its ticket has all that was given. */
const rebuilt = ({ playbook }: Situation, ticket: Ticket): Collecting | undefined => {
  const { id, number, flow: first, also = [], intent, slots, openedAt } = ticket
  const flow = playbook.flows.get(first)
  if (flow === undefined) return undefined
  const others = also.flatMap((each) => playbook.flows.get(each) ?? [])
  const run: FlowRun = {
    flow: first,
    ...(also.length === 0 ? {} : { also }),
    intent,
    ticket: id,
    ticketNumber: number,
    slots: Object.fromEntries(slots.map((slot) => [slot.id, slot.state])),
    startedAt: openedAt,
    revision: playbook.revision,
  }
  // Slots of a trouble that joined later stand beside those of the first.
  const isLater = slots.some((slot) => also.some((each) => slot.id.startsWith(`${each}/`)))
  return begun(flow, others, run, isLater ? 'later' : 'together')
}
