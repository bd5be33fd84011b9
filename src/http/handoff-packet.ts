import type { Conversation, Handoff } from '../model/conversation.ts'
import type { OrderState } from '../model/order.ts'
import type { Slot, Ticket } from '../model/ticket.ts'
import type { HandoffPacket } from '../model/wire.ts'

/**
 * The handoff in force, or the last one of this round. Evidence and order are told from its ticket,
 * as they are now; what was true at the handover stays where there is none.
 */
export function handoffPacket(
  conversation: Conversation,
  tickets: readonly Ticket[],
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
    evidence: ticket ? evidenceOf(ticket) : handoff.evidence,
    emotion: emotion ?? null,
    earlier,
    next: next ?? null,
    call_back_at: callBackAt ?? null,
    reply_due: conversation.memory.owed?.dueAt ?? null,
  }
}

const handoffOf = ({ phase, memory }: Conversation): Handoff | undefined =>
  phase.kind === 'awaitingAgent' || phase.kind === 'withAgent' ? phase.handoff : memory.lastHandoff

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

function evidenceOf({ slots }: Ticket): HandoffPacket['evidence'] {
  const have: string[] = []
  const missing: string[] = []
  for (const { label, required, state } of slots) {
    if (state.kind === 'filled') have.push(`${label}：${valueText(state)}`)
    else if (state.kind === 'givenUp') missing.push(`${label}（${whyNot[state.because]}）`)
    else if (required) missing.push(label)
  }
  return { have, missing }
}

const whyNot = { refused: '顾客说没有', asked_enough: '多次询问未提供' } as const

const valueText = ({ values, note }: Extract<Slot, { kind: 'filled' }>): string => {
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
  const files = values.length - texts.length
  const words = [...texts, ...(files > 0 ? [`${files} 个文件`] : [])].join('；')
  return note === undefined ? words : `${words}（${note}）`
}

/** The summary's line about the order, where the ticket is about another one by now. */
function withOrder(summary: readonly string[], ticket: Ticket): readonly string[] {
  const orderNo = orderNoOf(ticket)
  if (orderNo === undefined) return summary
  return summary.map((line) => {
    const isStale = line.startsWith(orderLine) && !line.startsWith(`${orderLine}${orderNo}`)
    return isStale ? `${orderLine}${[orderNo, ...orderText(ticket, orderNo)].join(' ')}` : line
  })
}

/** As `summarise` in the dialogue writes it. */
const orderLine = '订单：'

const orderNoOf = ({ slots, order }: Ticket): string | undefined => {
  const value = slots
    .filter(({ kind }) => kind === 'order_number')
    .flatMap(({ state }) => (state.kind === 'filled' ? state.values : []))
    .at(0)
  return value?.kind === 'text' ? value.text : order?.orderNo
}

/** Nothing of an order that the shop's system does not know. */
const orderText = ({ order }: Ticket, orderNo: string): readonly string[] => {
  const [first, ...others] = order?.orderNo === orderNo ? order.items : []
  if (order === undefined || first === undefined) return []
  const rest = others.length > 0 ? `等 ${others.length + 1} 件商品` : ''
  return [`${first.title}${rest}（${stateText[order.state]}）`]
}

const stateText: Readonly<Record<OrderState, string>> = {
  unpaid: '待付款',
  paid: '已付款，待发货',
  shipped: '运输中',
  delivered: '已签收',
  completed: '交易完成',
  cancelled: '已取消',
}
