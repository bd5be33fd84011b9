import { closest } from '../../model/closest.ts'
import type { Cell } from '../table/row.ts'

/**
 * What a column may be called, the best first: where a table has several of them the first one is
 * read. From the exports of Taobao, JD, Pinduoduo and Douyin (2024 to 2026) and from tables that
 * shops keep themselves; docs/orders.md shows them all.
 */
export const columnNames = {
  orderNo: ['订单编号', '订单号', '主订单编号', '主订单号', '平台订单号', '交易编号', 'order_no'],
  subOrderNo: ['子订单编号', '子订单号', 'sub_order_no'],
  buyerId: [
    '买家ID',
    '买家会员名',
    '买家昵称',
    '买家账号',
    '会员名',
    '下单帐号',
    '下单账号',
  ].concat('用户ID', '顾客ID', '客户ID', 'buyer_id'),
  phoneTail: [
    '收货人手机',
    '收货人手机号',
    '收件人手机',
    '收件人手机号',
    '收货人电话',
    '收件人电话',
    '收货人联系方式',
  ].concat('联系手机', '联系电话', '手机号', '手机', 'phone'),
  state: ['订单状态', '交易状态', 'state'],
  placedAt: [
    '下单时间',
    '订单创建时间',
    '买家下单时间',
    '订单提交时间',
    '创建时间',
    '订单成交时间',
  ].concat('拼单成功时间', 'placed_at'),
  paidAt: [
    '付款时间',
    '订单付款时间',
    '买家付款时间',
    '支付时间',
    '支付完成时间',
    '付款确认时间',
  ].concat('paid_at'),
  promisedShipAt: ['承诺发货时间', '最晚发货时间', '应发货时间', 'promised_ship_at'],
  shippedAt: ['发货时间', '订单发货时间', '出库时间', 'shipped_at'],
  deliveredAt: ['签收时间', '物流签收时间', '妥投时间', 'delivered_at'],
  amount: [
    '实付金额',
    '买家实际支付金额',
    '买家实付金额',
    '用户实付金额',
    '实付款',
    '应付金额',
  ].concat('订单应付金额', '订单金额', '总金额', '结算金额', '商家实收金额', 'amount'),
  courier: ['物流公司', '快递公司', '承运商', 'courier'],
  trackingNo: ['运单号', '物流单号', '快递单号', '运单编号', 'tracking_no'],
  voidedNo: ['作废运单号', '作废物流单号', '作废快递单号', 'voided_tracking_no'],
  title: ['商品标题', '宝贝标题', '商品名称', '选购商品', '商品', '标题', 'title'],
  productId: [
    '商品编码',
    '商品ID',
    '宝贝ID',
    '商品编号',
    '商家编码-商品维度',
    '商家编码',
    '货号',
  ].concat('product_id'),
  sku: ['SKU', '商品规格', '宝贝规格', '规格名称', '规格', '商品属性', 'SKU编码', '样式ID'],
  quantity: ['数量', '商品数量', '购买数量', '订购数量', '宝贝总数量', 'quantity'],
  price: ['单价', '商品单价', '价格', '京东价', '商品金额', 'price'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Field = keyof typeof columnNames

/** Where in a row each field stands. */
export interface Columns {
  readonly at: Readonly<Partial<Record<Field, number>>>
  readonly names: readonly string[]
  /** Headings that nothing is read from. */
  readonly unused: readonly string[]
}

/** The columns of a heading; nothing when the row is none: no order number, or nothing beside it. */
export function columnsOf(cells: readonly Cell[]): Columns | undefined {
  const names = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''))
  const keys = names.map(plain)
  const at: Partial<Record<Field, number>> = {}
  for (const [field, aliases] of Object.entries(columnNames)) {
    const found = aliases.map((alias) => keys.indexOf(plain(alias))).find((index) => index >= 0)
    if (found !== undefined) at[field as Field] = found
  }
  const used = new Set(Object.values(at))
  if (at.orderNo === undefined || used.size < 2) return undefined
  const unused = names.filter((name, index) => name !== '' && !used.has(index))
  return { at, names, unused }
}

/** Headings that look like a misspelt one of ours, with what they may mean. */
export function misspelt(cells: readonly Cell[]): readonly (readonly [string, string])[] {
  const known = Object.values(columnNames).flat()
  return cells.flatMap((cell) => {
    if (typeof cell !== 'string' || cell.trim().length < 3) return []
    const near = closest(cell.trim(), known)
    return near === undefined || plain(near) === plain(cell) ? [] : [[cell.trim(), near] as const]
  })
}

/** Without what tables add to a heading: units, spaces, quotes, full-width letters. */
const plain = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/\((?:元|件|¥|cny|rmb)\)$/i, '')
    .replace(/[\s"'=*:]/g, '')
    .toLowerCase()
