import type { OrderNo } from './ids.ts'

/** Integer minor units (fen) with a currency: 12.50 yuan is `{ minor: 1250, currency: 'CNY' }`. */
export interface Money {
  readonly minor: number
  readonly currency: 'CNY'
}

/** `¥12.50` */
export const yuan = ({ minor }: Money): string => `¥${(minor / 100).toFixed(2)}`

export const orderStates = [
  'unpaid',
  'paid',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

export const afterSaleKinds = ['refund_only', 'return_refund', 'exchange', 'repair'] as const
export type AfterSaleKind = (typeof afterSaleKinds)[number]

export const afterSaleStates = [
  'applied',
  'approved',
  'returning',
  'received',
  'refunding',
  'refunded',
  'resent',
  'rejected',
  'closed',
] as const
export type AfterSaleState = (typeof afterSaleStates)[number]

export interface AfterSale {
  readonly kind: AfterSaleKind
  readonly state: AfterSaleState
  readonly appliedAt: number
  readonly updatedAt: number
  readonly amount?: Money
}

export interface TrackingEvent {
  readonly at: number
  readonly text: string
}

/** How far a parcel is; `returned` came back to the shop. */
export const parcelStates = [
  'collected',
  'in_transit',
  'delivering',
  'delivered',
  'problem',
  'refused',
  'returning',
  'returned',
] as const
export type ParcelState = (typeof parcelStates)[number]

export interface Parcel {
  readonly courier: string
  readonly trackingNo: string
  /** Oldest first. */
  readonly events: readonly TrackingEvent[]
}

export interface OrderItem {
  readonly productId: string
  readonly title: string
  readonly sku: string
  readonly quantity: number
  /** Of one piece; absent where the shop's table does not tell. */
  readonly price?: Money
}

/** A shop's order as the counter needs to know it. Times are epoch milliseconds. */
export interface Order {
  readonly orderNo: OrderNo
  readonly buyerId: string
  /** The last four digits of the telephone that it goes to; absent where the source does not tell. */
  readonly phoneTail?: string
  readonly state: OrderState
  readonly placedAt: number
  readonly paidAt?: number
  readonly promisedShipAt?: number
  readonly shippedAt?: number
  readonly deliveredAt?: number
  readonly amount: Money
  readonly items: readonly OrderItem[]
  readonly parcels: readonly Parcel[]
  readonly afterSale?: AfterSale
}

export interface Product {
  readonly productId: string
  readonly title: string
  readonly category: string
  readonly skus: readonly string[]
  /** Absent where the shop's table does not tell. */
  readonly price?: Money
  /** Other words customers use for it. */
  readonly aliases: readonly string[]
}
