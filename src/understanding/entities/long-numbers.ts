import type { EntityKind } from '../../model/understanding.ts'
import { isSomethingElse } from './check-digits.ts'
import type { Find } from './readable.ts'

export interface LongNumber extends Find {
  readonly kind: Extract<EntityKind, 'order_number' | 'tracking_number' | 'phone'>
}

/**
 * Orders, parcels and phones. What a number is depends on the word that stands before it, then on
 * its prefix and length:
 *   Taobao 18-19 digits, Douyin 19, JD 12-18, Pinduoduo YYMMDD-15 digits;
 *   couriers write two to four letters before 9-15 digits, ZTO 14 digits from 7, STO 15 from 77,
 *   Yunda 15 from 4; others count as orders only after a word such as 订单号.
 */
export const findLongNumbers = (text: string): LongNumber[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, prefix = '', gap = '', spaced = ''] = match
    const start = match.index
    const end = start + whole.length
    const suffix = /^[A-Z]*/.exec(text.slice(end, end + 3))?.[0] ?? ''
    if (/^[A-Z]{2}\d{9}$/.test(whole) && suffix.length === 2) {
      return [{ kind: 'tracking_number', value: whole + suffix, start, end: end + 2 }]
    }
    if (suffix !== '' || /^\.\d/.test(text.slice(end, end + 2))) return []
    const value = prefix + spaced.replace(/\D/g, '')
    if (courierPattern.test(value)) return [{ kind: 'tracking_number', value, start, end }]
    if (prefix === '' || gap !== '' || /^(?:TEL|VX|WX|ORDER|DD|NO)$/.test(prefix)) {
      return bareNumbers(text, spaced, end - spaced.length)
    }
    if (wordBefore(text, start) !== 'order' || !/^\d{10,24}$/.test(spaced)) return []
    return [{ kind: 'order_number', value, start, end }]
  })

/** Up to five letters, then groups of digits with one space or dash between them. */
const pattern = /(?<![A-Z0-9.])([A-Z]{0,5})( ?)(\d+(?:[ -]\d+)*)/g

const courierPattern =
  /^(?:SF\d{12,15}|JD[A-Z]{0,3}\d{9,15}|YT\d{10,18}|ZTO\d{12,15}|STO\d{12,15}|YD\d{12,15}|JT\d{12,15}|DPK\d{11,15}|TT\d{12,15}|LP\d{14,18}|EMS\d{11,13})$/

const bareNumbers = (text: string, spaced: string, start: number): LongNumber[] =>
  partsOf(spaced).flatMap((part) => {
    const from = start + part.start
    const find = bare(part.digits, part.joined, wordBefore(text, from))
    if (find === undefined) return []
    const plus = text[from - 1] === '+' && find.kind === 'phone' ? 1 : 0
    return [{ ...find, start: from - plus, end: start + part.end }]
  })

const orderWord = '(?:订单|訂單|单号|單號|编号|編號|ORDER|DD号|单子)'
const parcelWord =
  '(?:快递|快遞|物流|运单|運單|面单|顺丰|圆通|中通|申通|韵达|极兔|德邦|邮政|EMS|京东快递|退货单|退回去?的?单|寄回去?的?单)(?:的|公司)?(?:单|單)?(?:号|號)?'
const otherWord =
  '(?:商品|货品|产品|银行卡|身份证|卡号|货号|款号|条码|条形码|序列号|SN|IMEI|SKU|QQ|发票|税号|税|服务单|退款单|退款编|售后单|维修单|取件码|验证码|提货码|券码|兑换码|密码|邮编|时间)(?:的)?(?:ID|编号|单号|号码|号)?'
const phoneWord = '(?:手机|电话|联系|號碼|TEL|VX|WX|微信)'
const wordPattern = new RegExp(`(${parcelWord})|(${otherWord})|(${phoneWord})|${orderWord}`, 'g')
const reach = 16

type Word = 'order' | 'parcel' | 'phone' | 'other' | undefined

/** What the nearest word before a number, in the same clause, says it is. */
const wordBefore = (text: string, at: number): Word => {
  const before = text.slice(Math.max(0, at - reach), at)
  const clause = /[^。,;!?\n]*$/.exec(before)?.[0] ?? ''
  let word: Word
  for (const [, parcel, other, phone] of clause.matchAll(wordPattern)) {
    if (parcel !== undefined) word = 'parcel'
    else if (other !== undefined) word = 'other'
    else word = phone === undefined ? 'order' : 'phone'
  }
  return word
}

interface Part {
  readonly digits: string
  /** Put together from groups; a Pinduoduo number keeps its dash and is not. */
  readonly joined: boolean
  readonly start: number
  readonly end: number
}

/** A group of ten digits or more stands alone; shorter neighbours belong together. */
const partsOf = (spaced: string): Part[] => {
  const parts: Part[] = []
  let open: Part | undefined
  for (const { 0: digits, index: start } of spaced.matchAll(/\d{6}-\d{15}(?!\d)|\d+/g)) {
    const end = start + digits.length
    const alone = digits.length >= 10
    if (open !== undefined && !alone && !isPhone(open.digits)) {
      open = { digits: open.digits + digits, joined: true, start: open.start, end }
      continue
    }
    if (open !== undefined) parts.push(open)
    open = alone ? undefined : { digits, joined: false, start, end }
    if (alone) parts.push({ digits, joined: false, start, end })
  }
  if (open !== undefined) parts.push(open)
  return parts
}

const isPhone = (digits: string): boolean => /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits)

type Kind = Pick<LongNumber, 'kind' | 'value'>

const bare = (digits: string, joined: boolean, word: Word): Kind | undefined => {
  const order: Kind = { kind: 'order_number', value: digits }
  const parcel: Kind = { kind: 'tracking_number', value: digits }
  if (/^\d{2}(?:0[1-9]|1[0-2])\d{2}-\d{15}$/.test(digits)) return order
  if (isPhone(digits) && word !== 'order' && word !== 'other') {
    return { kind: 'phone', value: digits.slice(-11) }
  }
  if (word === 'other' || word === 'phone' || !/^\d{10,24}$/.test(digits)) return undefined
  if (word === 'order') return order
  if (word === 'parcel') return digits.length <= 20 ? parcel : undefined
  if (joined || isSomethingElse(digits)) return undefined
  if (/^(?:7[3-9]\d{12}|77\d{13}|4[36]\d{13})$/.test(digits)) return parcel
  return /^[1-9]\d{11,18}$/.test(digits) ? order : undefined
}
