import { z } from 'zod'
import { orderNo } from '../../model/ids.ts'
import {
  afterSaleKinds,
  afterSaleStates,
  type Money,
  type Order,
  orderStates,
  type Product,
} from '../../model/order.ts'
import { id, moment, text } from '../fields.ts'

/**
 * What the shop's order system answers; docs/orders.md tells it to those who build one. Fields that
 * are not named here are left alone.
 */
const yuan = z
  .string('必须是字符串，单位元')
  .regex(/^\d{1,9}\.\d\d$/, '必须是两位小数的元，如 "12.50"')
  .transform((amount): Money => ({ minor: Number(amount.replace('.', '')), currency: 'CNY' }))

const event = z.object({ at: moment, text })

const item = z
  .object({
    product_id: id,
    title: text,
    sku: z.string('必须是字符串').default(''),
    quantity: z.int('必须是整数').positive('必须大于 0'),
    price: yuan.optional(),
  })
  .transform(({ product_id, price, ...rest }) => ({
    productId: product_id,
    ...rest,
    ...(price && { price }),
  }))

const parcel = z
  .object({ courier: text, tracking_no: id, events: z.array(event).max(1_000).default([]) })
  .transform(({ courier, tracking_no, events }) => ({
    courier,
    trackingNo: tracking_no,
    events: events.sort((a, b) => a.at - b.at),
  }))

const afterSale = z
  .object({
    kind: z.enum(afterSaleKinds),
    state: z.enum(afterSaleStates),
    applied_at: moment,
    updated_at: moment,
    amount: yuan.optional(),
  })
  .transform(({ kind, state, applied_at, updated_at, amount }) => ({
    kind,
    state,
    appliedAt: applied_at,
    updatedAt: updated_at,
    ...(amount && { amount }),
  }))

export const wireOrder = z
  .object({
    order_no: id,
    buyer_id: id,
    phone_tail: z
      .string('必须是字符串')
      .regex(/^\d{4}$/, '必须是收货手机的后四位，如 "2107"')
      .nullish(),
    state: z.enum(orderStates),
    placed_at: moment,
    paid_at: moment.nullish(),
    promised_ship_at: moment.nullish(),
    shipped_at: moment.nullish(),
    delivered_at: moment.nullish(),
    amount: yuan,
    items: z.array(item).min(1, '至少一件商品').max(500),
    parcels: z.array(parcel).max(100).default([]),
    after_sale: afterSale.nullish(),
  })
  .transform(
    (wire): Order => ({
      orderNo: orderNo(wire.order_no),
      buyerId: wire.buyer_id,
      ...(wire.phone_tail != null && { phoneTail: wire.phone_tail }),
      state: wire.state,
      placedAt: wire.placed_at,
      ...(wire.paid_at != null && { paidAt: wire.paid_at }),
      ...(wire.promised_ship_at != null && { promisedShipAt: wire.promised_ship_at }),
      ...(wire.shipped_at != null && { shippedAt: wire.shipped_at }),
      ...(wire.delivered_at != null && { deliveredAt: wire.delivered_at }),
      amount: wire.amount,
      items: wire.items,
      parcels: wire.parcels,
      ...(wire.after_sale && { afterSale: wire.after_sale }),
    }),
  )

export const wireOrders = z.object({ orders: z.array(wireOrder).max(1_000) })

const wireProduct = z
  .object({
    product_id: id,
    title: text,
    category: z.string('必须是字符串').default(''),
    skus: z.array(z.string()).max(1_000).default([]),
    price: yuan.optional(),
    aliases: z.array(z.string()).max(100).default([]),
  })
  .transform(
    ({ product_id, price, ...rest }): Product => ({
      productId: product_id,
      ...rest,
      ...(price && { price }),
    }),
  )

export const wireProducts = z.object({ products: z.array(wireProduct).max(10_000) })
