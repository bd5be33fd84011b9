import type { ConversationId, FlowId, IntentId, SlotId, TicketId } from './ids.ts'
import type { MessagePart } from './message.ts'

export type SlotKind = 'photo' | 'video' | 'order_number' | 'description' | 'choice' | 'amount'

/** One thing the customer gave for a slot, and the message it came from. */
export type SlotValue =
  | { readonly kind: 'text'; readonly text: string; readonly from: string }
  | { readonly kind: 'media'; readonly part: MessagePart; readonly from: string }

/** missing -> filled | givenUp; a given-up slot still takes what comes later. */
export type Slot =
  | { readonly kind: 'missing'; readonly asked: number }
  | { readonly kind: 'filled'; readonly values: readonly SlotValue[]; readonly note?: string }
  | { readonly kind: 'givenUp'; readonly because: 'refused' | 'asked_enough' }

export type Slots = Readonly<Record<SlotId, Slot>>

/** What the shop's people call a complaint; every ticket has exactly one. */
export const problemClasses = ['商品不符', '物流异常', '使用问题', '服务态度', '其他特殊'] as const
export type ProblemClass = (typeof problemClasses)[number]

/** collecting -> complete | partial (handed over with what there is). */
export type TicketStatus = 'collecting' | 'complete' | 'partial'

/** An after-sales case with its evidence. */
export interface Ticket {
  readonly id: TicketId
  /** What people say aloud: `SH261122-9F3K2MQ`. */
  readonly number: string
  readonly conversationId: ConversationId
  readonly flow: FlowId
  readonly intent: IntentId
  /** What happened; of several troubles told together, each. */
  readonly title: string
  /** What a person must know at first sight: 「急：明天婚礼要用」. */
  readonly note?: string
  readonly problemClass: ProblemClass
  readonly status: TicketStatus
  readonly slots: readonly TicketSlot[]
  readonly openedAt: number
  readonly updatedAt: number
}

export interface TicketSlot {
  readonly id: SlotId
  readonly kind: SlotKind
  readonly label: string
  readonly required: boolean
  readonly state: Slot
}
