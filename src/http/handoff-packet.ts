import {
  evidenceOf,
  isLineOfOtherOrder,
  itemsText,
  orderLine,
  orderStateText,
} from '../model/case-text.ts'
import type { Conversation, Handoff } from '../model/conversation.ts'
import type { Entry } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import type { HandoffPacket } from '../model/wire/conversation.ts'
import { line } from './views.ts'

/**
 * The handoff in force, or the last one of this round. Evidence and order are told from its ticket,
 * as they are now; what was true at the handover stays where there is none.
 */
export function handoffPacket(
  conversation: Conversation,
  tickets: readonly Ticket[],
  notes: readonly Entry[] = [],
): HandoffPacket | null {
  const handoff = handoffOf(conversation)
  if (handoff === undefined) return null
  const ticket = ticketOf(conversation, handoff, tickets)
  const { reason, because, at, emotion, earlier = [], next, callBackAt } = handoff
  return {
    reason,
    because,
    at,
    summary: ticket ? withOrder(handoff.summary, ticket) : handoff.summary,
    evidence: ticket ? evidenceOf(ticket.slots) : handoff.evidence,
    emotion: emotion ?? null,
    earlier,
    next: next ?? null,
    call_back_at: callBackAt ?? null,
    reply_due: conversation.memory.owed?.dueAt ?? null,
    notes: notes.map(line),
  }
}

/** Who takes a conversation back wants to know why it had come, although nothing called them. */
const handoffOf = ({ phase, memory }: Conversation): Handoff | undefined =>
  ('handoff' in phase ? phase.handoff : undefined) ?? memory.lastHandoff

const ticketOf = (
  { phase, memory }: Conversation,
  { at }: Handoff,
  tickets: readonly Ticket[],
): Ticket | undefined => {
  if (phase.kind === 'awaitingAgent' || phase.kind === 'withAgent') {
    return tickets.find(({ id }) => id === phase.run?.ticket)
  }
  // A case that was opened after the handover was over is none of its.
  return tickets.find(({ id, openedAt }) => id === memory.lastRun?.ticket && openedAt <= at)
}

/** The summary's line about the order, where the ticket is about another one by now. */
function withOrder(summary: readonly string[], ticket: Ticket): readonly string[] {
  const orderNo = orderNoOf(ticket)
  if (orderNo === undefined) return summary
  return summary.map((line) =>
    isLineOfOtherOrder(line, orderNo) ? orderLine(orderNo, orderText(ticket, orderNo)) : line,
  )
}

const orderNoOf = ({ slots, order }: Ticket): string | undefined => {
  const value = slots
    .filter(({ kind }) => kind === 'order_number')
    .flatMap(({ state }) => (state.kind === 'filled' ? state.values : []))
    .at(0)
  return value?.kind === 'text' ? value.text : order?.orderNo
}

/** Nothing of an order that the shop's system does not know. */
const orderText = ({ order }: Ticket, orderNo: string): string | undefined =>
  order?.orderNo === orderNo && order.items.length > 0
    ? `${itemsText(order)}（${orderStateText[order.state]}）`
    : undefined
