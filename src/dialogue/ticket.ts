import type { Conversation, FlowRun, Memory } from '../model/conversation.ts'
import type { Effect } from '../model/decision.ts'
import { type OrderNo, orderNo, type TicketId } from '../model/ids.ts'
import { isMedia, type MessagePart } from '../model/message.ts'
import type { Ticket, TicketStatus } from '../model/ticket.ts'
import { type Heard, urgency } from './heard.ts'
import { type Collecting, isComplete, slotOf } from './slots.ts'

/** The ticket as people see it now. */
export const saveTicket = (
  { conversation, situation, memory }: Heard,
  { flow, run }: Collecting,
  otherwise: Exclude<TicketStatus, 'complete'>,
): Effect[] => {
  const note = urgency(memory)
  const known = situation.tickets.find(({ id }) => id === run.ticket)
  const ticket: Ticket = {
    ...(known ?? opened(conversation)),
    id: run.ticket,
    number: run.ticketNumber,
    flow: flow.id,
    intent: run.intent,
    title: flow.title,
    ...(note === undefined ? {} : { note }),
    problemClass: flow.problem_class,
    status: isComplete({ flow, run }) ? 'complete' : otherwise,
    slots: flow.slots.map((slot) => ({
      id: slot.id,
      kind: slot.kind,
      label: slot.label,
      required: !slot.optional,
      state: slotOf(run.slots, slot.id),
    })),
    openedAt: run.startedAt,
    updatedAt: situation.at,
  }
  return [{ kind: 'saveTicket', ticket }]
}

const opened = ({ id, channel, account, customer }: Conversation) =>
  ({
    conversationId: id,
    channel,
    account,
    customer,
    severity: { level: 2, because: '常规', by: 'rules' },
    stage: 'opened',
    doubts: [],
    clocks: [],
    notes: [],
    votes: [],
    trail: [],
  }) as const

/**
 * `SH261122-9F3K2M`: the day in shop time and the conversation's own letters, so that people can
 * say it aloud and any machine makes the same one. The n-th ticket of a conversation adds `-n`.
 */
export const ticketNumber = (id: TicketId, at: number, timeZone: string): string => {
  const day = new Date(at).toLocaleDateString('sv-SE', { timeZone }).replaceAll('-', '').slice(2)
  const [conversation = '', n = '1'] = id.split('#')
  const letters = conversation.replace(/^c_/, '').slice(0, 6).toUpperCase()
  return `SH${day}-${letters}${n === '1' ? '' : `-${n}`}`
}

/** The note on an order that nobody named: the only one it can be. */
export const assumedOrder = '按顾客名下订单自动带出'

/** The order that the ticket is about, named or assumed. */
export const orderNoOf = ({ flow, run }: Collecting): OrderNo | undefined => {
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(run.slots, slot.id)
  const value = state?.kind === 'filled' ? state.values[0] : undefined
  return value?.kind === 'text' ? orderNo(value.text) : undefined
}

/** Pictures and films that no ticket has used yet. */
export const withoutUsed = (memory: Memory, run: FlowRun): Memory => {
  const used = new Set(
    Object.values(run.slots).flatMap((slot) =>
      slot.kind === 'filled'
        ? slot.values.flatMap((value) => (value.kind === 'media' ? [sameFile(value)] : []))
        : [],
    ),
  )
  return { ...memory, media: memory.media.filter((each) => !used.has(sameFile(each))) }
}

const sameFile = ({ part, from }: { part: MessagePart; from: string }): string =>
  `${from} ${isMedia(part) ? part.url : ''}`
