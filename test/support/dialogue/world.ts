import { type Conversation, emptyMemory } from '../../../src/model/conversation.ts'
import type { Facts } from '../../../src/model/decision.ts'
import { conversationId } from '../../../src/model/ids.ts'
import type { MessagePart } from '../../../src/model/message.ts'
import type { Order } from '../../../src/model/order.ts'
import { anyOrder } from '../builders.ts'
import { dayMs, hourMs, noon } from './clock.ts'

export const noFacts: Facts = {
  orders: [],
  quoted: {},
  products: [],
  shop: {},
  pictures: {},
  earlier: [],
}

/** What the shop's order system knows of `own`, delivered or on its way. */
export const anOrder = (more: Partial<Order> = {}): Order =>
  anyOrder({
    state: 'shipped',
    placedAt: noon - 3 * dayMs,
    paidAt: noon - 3 * dayMs,
    shippedAt: noon - 2 * dayMs,
    parcels: [
      {
        courier: '顺丰',
        trackingNo: 'SF1001',
        events: [{ at: noon - 2 * hourMs, text: '已到达杭州转运中心' }],
      },
    ],
    ...more,
  })

export const delivered = anOrder({ state: 'delivered', deliveredAt: noon - dayMs })

export const aConversation = (more: Partial<Conversation> = {}): Conversation => ({
  id: conversationId('c_0123456789abcdef'),
  channel: 'simulator',
  account: 'demo',
  externalId: 'chat-1',
  customer: { id: 'buyer-1', name: '小王' },
  version: 0,
  round: 1,
  ticketCount: 0,
  phase: { kind: 'answering' },
  memory: emptyMemory,
  ...more,
})

export const image = (name = '1'): MessagePart => ({
  kind: 'image',
  url: `https://cdn.test/${name}.jpg`,
})
export const video = (name = '1'): MessagePart => ({
  kind: 'video',
  url: `https://cdn.test/${name}.mp4`,
})
export const card = (no: string): MessagePart => ({ kind: 'order', orderNo: no })
export const text = (words: string): MessagePart => ({ kind: 'text', text: words })
