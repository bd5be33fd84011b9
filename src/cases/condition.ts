import type { IntentId } from '../model/ids.ts'
import { mentioned } from '../model/mentioned.ts'
import type { Order, Product } from '../model/order.ts'
import type { OrderSnapshot } from '../model/ticket.ts'
import type { Emotion } from '../model/understanding.ts'
import type { CaseCondition } from '../playbook/index.ts'
import { dayAt, dayMs, isoDay } from './zone.ts'

/** All that a rule about a case may look at. */
export interface CaseView {
  /** Of the trouble that opened the case and of those that joined. */
  readonly intents: readonly IntentId[]
  /** All that the customer said of it so far. */
  readonly said: string
  /** Days that the customer named, `YYYY-MM-DD`. */
  readonly dates: readonly string[]
  /** The strongest so far. */
  readonly emotion: Emotion
  readonly urgent: boolean
  /** The order that the case is about. */
  readonly order?: Order | OrderSnapshot | undefined
  /** The customer's own. */
  readonly orders: readonly Order[]
  /** Of the shop, to know the categories. */
  readonly products: readonly Product[]
  readonly pictureReused: boolean
  /** Why this very message is taken to tell of danger to people; absent where it is not. */
  readonly danger?: string | undefined
  readonly at: number
  readonly timeZone: string
}

/** Whether all that a condition asks for is so. What is not known is not so. */
export const holds = (when: CaseCondition, view: CaseView): boolean =>
  asked(when.intents, (intents) => view.intents.some((intent) => intents.includes(intent))) &&
  asked(when.urgent, (urgent) => view.urgent === urgent) &&
  asked(when.emotion_at_least, (level) => view.emotion >= level) &&
  asked(when.picture_reused, (reused) => view.pictureReused === reused) &&
  asked(when.order_amount_over, (yuan) => (view.order?.amount.minor ?? 0) > fen(yuan)) &&
  asked(
    when.order_state,
    (states) => view.order !== undefined && states.includes(view.order.state),
  ) &&
  asked(when.product, (names) => isAmong(names, view)) &&
  asked(when.delivered_over, (ms) => deliveredOver(ms, view)) &&
  asked(when.customer_orders_at_least, (count) => paidFor(view).length >= count) &&
  asked(when.customer_spent_over, (yuan) => spent(view) > fen(yuan)) &&
  asked(when.words, (words) => says(view.said, words, when)) &&
  mentioned(view.said, when.unless, when.not_words) === undefined &&
  asked(when.occasion, (which) => hasOccasion(which, view))

/** Words that something must stand beside are looked for sentence by sentence. */
const says = (
  said: string,
  words: readonly string[],
  { not_words, beside, not_beside }: CaseCondition,
): boolean => {
  const isAlone = beside === undefined && not_beside === undefined
  return (isAlone ? [said] : said.split(sentenceEnd)).some(
    (text) =>
      mentioned(text, words, not_words) !== undefined &&
      asked(beside, (others) => mentioned(text, others, not_words) !== undefined) &&
      (not_beside === undefined || mentioned(text, not_beside, not_words) === undefined),
  )
}

const sentenceEnd = /[。！？!?；;\n]+/

const asked = <Value>(value: Value | undefined, isSo: (value: Value) => boolean): boolean =>
  value === undefined || isSo(value)

const fen = (yuan: number): number => Math.round(yuan * 100)

const isAmong = (names: readonly string[], { order, products }: CaseView): boolean =>
  (order?.items ?? []).some(({ productId }) => {
    const category = products.find((product) => product.productId === productId)?.category
    return names.includes(productId) || (category !== undefined && names.includes(category))
  })

/**
 * Whole days are counted as the law counts them (民法典 §201): the day itself is left out, and the
 * last day runs to its midnight, in the shop's zone.
 */
const deliveredOver = (ms: number, { order, at, timeZone }: CaseView): boolean => {
  const deliveredAt = order?.deliveredAt
  if (deliveredAt === undefined) return false
  if (ms % dayMs !== 0) return at - deliveredAt > ms
  return Date.parse(dayAt(at, timeZone)) - Date.parse(dayAt(deliveredAt, timeZone)) > ms
}

const paidFor = ({ orders }: CaseView): readonly Order[] =>
  orders.filter(({ state }) => state !== 'unpaid' && state !== 'cancelled')

const spent = (view: CaseView): number =>
  paidFor(view).reduce((sum, { amount }) => sum + amount.minor, 0)

const nearDays = 3
const passedDays = 30

/** 「昨天收到的」 and 「昨天才发货」 name a day, and no occasion: it is one of the order's own. */
const hasOccasion = (
  which: NonNullable<CaseCondition['occasion']>,
  { dates, order, said, at, timeZone }: CaseView,
): boolean => {
  if (dates.length === 0) return false
  const today = dayAt(at, timeZone)
  const [first, last] = [-passedDays, nearDays].map((days) =>
    isoDay(Date.parse(today) + days * dayMs),
  )
  const placed = order === undefined ? '' : dayAt(order.placedAt, timeZone)
  // 「我妈生日昨天过了」 speaks of no parcel, whatever became of it that day.
  const own = order === undefined || !ownCourse.test(said) ? [] : daysOf(order, timeZone)
  return dates.some((day) => {
    if (day <= placed || own.includes(day) || day < (first ?? '') || day > (last ?? ''))
      return false
    const side = day < today ? 'passed' : 'near'
    return which === 'near_or_passed' || which === side
  })
}

const ownCourse = /收到|签收|送到|到的|到了|到货|才到|发货|发的|发出|发了|寄|下的?单|买|拍|付/

/** The days of an order's own course. */
const daysOf = (order: Order | OrderSnapshot, timeZone: string): readonly string[] => {
  const { paidAt, shippedAt, promisedShipAt }: Partial<Order> = 'buyerId' in order ? order : {}
  return [order.deliveredAt, paidAt, shippedAt, promisedShipAt].flatMap((at) =>
    at === undefined ? [] : [dayAt(at, timeZone)],
  )
}
