import type { DeskFacts, Facts } from '../model/decision.ts'
import { messageOf } from '../model/errors.ts'
import type { Order, Product } from '../model/order.ts'

/** As much of the shop's order system as a turn needs. */
export interface OrderSource {
  ofBuyer(buyerId: string): Promise<readonly Order[]>
  /** `unchecked` where the source cannot tell whose it would be. */
  byNumber(orderNo: string): Promise<Order | 'unchecked' | undefined>
  products(): Promise<readonly Product[]>
}

interface Wanted {
  /** Absent where no order system is connected: then quoted numbers cannot be checked. */
  readonly orders: OrderSource | undefined
  readonly buyerId: string
  /** Order numbers that were quoted, now or earlier. */
  readonly quoted: readonly string[]
  readonly shop: Readonly<Record<string, string>>
  readonly pictures: Facts['pictures']
  readonly earlier: Facts['earlier']
  readonly desk: DeskFacts | undefined
}

/**
 * What the shop's systems know that bears on a turn. Another customer's order is named as such and
 * nothing more of it gets in. A source that fails is a fact as well: the bot says so.
 */
export const gatherFacts = async (wanted: Wanted): Promise<Facts> => {
  const { orders, buyerId, quoted, shop, pictures, earlier, desk } = wanted
  const known = { shop, pictures, earlier, ...(desk === undefined ? {} : { desk }) }
  if (orders === undefined) {
    const unchecked = quoted.map((no) => [no, 'unchecked'] as const)
    return { orders: [], products: [], quoted: Object.fromEntries(unchecked), ...known }
  }
  try {
    const [own, products, ...found] = await withinTime(
      Promise.all([
        orders.ofBuyer(buyerId),
        orders.products(),
        ...quoted.map(async (no) => [no, await orders.byNumber(no)] as const),
      ]),
    )
    const mine = new Map(own.map((order) => [order.orderNo, order]))
    const checked = found.map(([no, order]) => [no, whose(order, mine, buyerId)] as const)
    return { orders: own, products, quoted: Object.fromEntries(checked), ...known }
  } catch (error) {
    return { orders: [], products: [], quoted: {}, ...known, ordersDown: messageOf(error) }
  }
}

/** A customer waits at most so long for the shop's order system; other chats wait along. */
const patienceMs = 2_500

const withinTime = async <T>(work: Promise<T>): Promise<T> => {
  let alarm: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`${patienceMs} 毫秒内没有回应`)), patienceMs)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(alarm)
  }
}

const whose = (
  order: Order | 'unchecked' | undefined,
  own: ReadonlyMap<string, Order>,
  buyerId: string,
): Facts['quoted'][string] => {
  if (order === undefined) return 'unknown'
  if (order === 'unchecked') return order
  if (order.buyerId === buyerId) return order
  return own.get(order.orderNo) ?? 'of_someone_else'
}
