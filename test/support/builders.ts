import type { Conversation, Phase } from '../../src/model/conversation.ts'
import {
  agentId,
  conversationId,
  flowId,
  intentId,
  orderNo,
  outboxId,
  ticketId,
  turnId,
} from '../../src/model/ids.ts'
import { type InboundMessage, orderKeyOf } from '../../src/model/message.ts'
import type { Order, OrderItem } from '../../src/model/order.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import type { NewLine, Turn, Work } from '../../src/store/index.ts'

let counted = 0

/** A customer's message; each has an external id of its own unless told. */
export function aMessage(
  more: Partial<InboundMessage> & { readonly text?: string } = {},
): InboundMessage {
  const { text = '收到就碎了', ...rest } = more
  const sentAt = more.sentAt ?? 1_000
  return {
    channel: 'simulator',
    account: 'demo',
    externalId: `ext-${++counted}`,
    conversation: 'chat-1',
    customer: { id: 'buyer-1', name: '小王' },
    sender: 'customer',
    sentAt,
    orderKey: orderKeyOf(sentAt),
    parts: [{ kind: 'text', text }],
    ...rest,
  }
}

/** What a turn says and changes, in short. */
export interface TurnParts extends Partial<Omit<Turn, 'next' | 'lines' | 'decision'>> {
  /** Bot lines. */
  readonly says?: readonly string[]
  readonly route?: NewLine['route']
  readonly lines?: readonly NewLine[]
  readonly next?: Partial<Conversation>
  readonly because?: string
}

/** A turn that follows from some work: one version up, having read all its messages. */
export function aTurn(work: Work, more: TurnParts = {}): Turn {
  const { says = [], route = 'push', next, lines, because = '因为', ...rest } = more
  const { conversation } = work
  const id = turnId(conversation.id, conversation.version)
  const at = more.at ?? 1_000
  return {
    id,
    at,
    trigger: 'customerSaid',
    decision: {
      kind: 'answer',
      rung: 'intent',
      because,
      tried: [],
      turn: id,
      at,
      messages: work.unread.map((message) => message.externalId),
      text: '',
      replies: says,
      playbookRevision: 'test',
    },
    next: { ...conversation, ...next, version: conversation.version + 1 },
    lines: lines ?? says.map((text, index) => aLine(id, index, { text, route })),
    tickets: [],
    startTimers: [],
    cancelTimers: [],
    ...rest,
  }
}

/** A bot line, pushed. */
export function aLine(
  turn: Turn['id'],
  index: number,
  more: Partial<NewLine> & { readonly text?: string } = {},
): NewLine {
  const { text = '您好', ...rest } = more
  return {
    id: outboxId(turn, index),
    author: { kind: 'bot' },
    parts: [{ kind: 'text', text }],
    route: 'push',
    ...rest,
  }
}

/** A case of breakage on which nothing has been done yet. */
export function anyTicket(more: Partial<Ticket> = {}): Ticket {
  return {
    id: ticketId(conversationId('c_1'), 1),
    number: 'SH261122-9F3K2MQ',
    conversationId: conversationId('c_1'),
    channel: 'web',
    account: 'demo',
    customer: { id: 'buyer-1', name: '小王' },
    flow: flowId('damaged'),
    intent: intentId('damaged'),
    title: '商品破损',
    problemClass: '商品不符',
    severity: { level: 2, because: '常规', by: 'rules' },
    stage: 'opened',
    status: 'collecting',
    slots: [],
    doubts: [],
    clocks: [],
    notes: [],
    votes: [],
    trail: [],
    openedAt: 1_000,
    updatedAt: 1_000,
    ...more,
  }
}

/** The next ticket of the work's conversation. */
export function aTicket({ conversation }: Work, more: Partial<Ticket> = {}): Ticket {
  const { id, channel, account, customer, ticketCount } = conversation
  return anyTicket({
    id: ticketId(id, ticketCount + 1),
    conversationId: id,
    channel,
    account,
    customer,
    ...more,
  })
}

export type OrderParts = Partial<Order> & {
  /** What differs of the one thing that was ordered. */
  readonly item?: Partial<OrderItem>
}

/** A paid order of one white cup. */
export function anyOrder({ item, ...more }: OrderParts = {}): Order {
  return {
    orderNo: orderNo('260011112222'),
    buyerId: 'buyer-1',
    state: 'paid',
    placedAt: 1_000,
    amount: { minor: 9_900, currency: 'CNY' },
    items: [
      {
        productId: 'p-cup',
        title: '白瓷杯',
        sku: '白',
        quantity: 1,
        price: { minor: 9_900, currency: 'CNY' },
        ...item,
      },
    ],
    parcels: [],
    ...more,
  }
}

export const withAgent: Phase = {
  kind: 'withAgent',
  by: { kind: 'agent', agent: agentId('lin'), name: '小林' },
  since: 1_000,
}

export const awaitingAgent = (at = 1_000): Phase => ({
  kind: 'awaitingAgent',
  handoff: {
    reason: 'customer_request',
    because: '客户要求人工',
    at,
    summary: [],
    evidence: { have: [], missing: [] },
  },
})
