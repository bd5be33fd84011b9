import { itemsText, orderStateText } from '../model/case-text.ts'
import {
  type AfterSaleKind,
  type AfterSaleState,
  type Order,
  type Parcel,
  yuan,
} from '../model/order.ts'
import { variablePattern } from '../model/variables.ts'

const afterSaleText: Record<AfterSaleKind, string> = {
  refund_only: '仅退款',
  return_refund: '退货退款',
  exchange: '换货',
  repair: '维修',
}

const afterSaleStateText: Record<AfterSaleState, string> = {
  applied: '已申请，待审核',
  approved: '已同意，待寄回',
  returning: '商品寄回途中',
  received: '仓库已收到寄回的商品',
  refunding: '退款处理中',
  refunded: '已退款',
  resent: '新商品已寄出',
  rejected: '申请未通过',
  closed: '已关闭',
}

export type Values = Readonly<Record<string, string | undefined>>

/** Fills `{{…}}` in; undefined when a variable has no value, so that nobody reads a hole. */
export const render = (template: string, values: Values): string | undefined => {
  let whole = true
  const text = template.replace(variablePattern, (_, name: string) => {
    const value = values[name]
    if (value === undefined || value === '') whole = false
    return value ?? ''
  })
  return whole ? text.trim() : undefined
}

/** As `render`, with nothing for what has no value: for sentences that must be said anyway. */
export const renderLoosely = (template: string, values: Values): string =>
  template.replace(variablePattern, (_, name: string) => values[name] ?? '').trim()

/** `45 秒`, `16 分钟`, `8 小时 31 分钟`. */
export const spanText = (ms: number): string => {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} 秒`
  const minutes = Math.round(ms / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${minutes} 分钟`
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`
}

/** `11月21日 14:30` in the shop's zone. */
export const momentText = (at: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${Number(part('month'))}月${Number(part('day'))}日 ${part('hour')}:${part('minute')}`
}

/**
 * An order in the words a customer knows it by. Not by the end of its number: on some platforms
 * that is the buyer's, and the same in all their orders.
 */
export const orderLabel = (order: Order, timeZone: string): string => {
  const [day = ''] = momentText(order.placedAt, timeZone).split(' ')
  return `${itemsText(order)}（${orderStateText[order.state]}，${day}下单）`
}

const arrived = /已签收|签收成功|本人签收|代签收|已取件|已妥投/

/** Of an order's parcels the one to worry about: not arrived, and quiet longest; else the last. */
export const parcelInQuestion = ({ parcels }: Order): Parcel | undefined => {
  let quietest: { parcel: Parcel; at: number } | undefined
  for (const parcel of parcels) {
    const last = parcel.events.at(-1)
    if (last === undefined || arrived.test(last.text)) continue
    if (quietest === undefined || last.at <= quietest.at) quietest = { parcel, at: last.at }
  }
  return quietest?.parcel ?? parcels.at(-1)
}

/** Values of the `order.*` variables. */
export const orderValues = (order: Order | undefined, timeZone: string): Values => {
  if (order === undefined) return {}
  const moment = (at: number | undefined) =>
    at === undefined ? undefined : momentText(at, timeZone)
  const parcel = parcelInQuestion(order)
  const event = parcel?.events.at(-1)
  const { afterSale } = order
  return {
    'order.no': order.orderNo,
    'order.items': itemsText(order),
    'order.state': orderStateText[order.state],
    'order.amount': yuan(order.amount),
    'order.courier': parcel?.courier,
    'order.tracking_no': parcel?.trackingNo,
    'order.last_event': event?.text,
    'order.last_event_time': moment(event?.at),
    'order.placed_time': moment(order.placedAt),
    'order.promised_ship_time': moment(order.promisedShipAt),
    'order.shipped_time': moment(order.shippedAt),
    'order.delivered_time': moment(order.deliveredAt),
    'order.after_sale': afterSale && afterSaleText[afterSale.kind],
    'order.after_sale_state': afterSale && afterSaleStateText[afterSale.state],
    'order.after_sale_time': moment(afterSale?.updatedAt),
    'order.refund_amount': afterSale?.amount && yuan(afterSale.amount),
  }
}
