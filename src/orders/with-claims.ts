import type { OrderClaims } from '../store/index.ts'
import type { Orders } from './orders.ts'

/**
 * The same orders; who has shown to know one has that one, and no other of its buyer's. It is shut
 * again for the customer and the bot, before `since`; people work on its case for days.
 */
export function withClaims(
  orders: Orders,
  claims: Pick<OrderClaims, 'find'>,
  since: () => number = () => 0,
): Orders {
  return {
    ...orders,
    async ofBuyer(buyerId) {
      const claimed = await claims.find(buyerId, since())
      if (claimed === undefined) return orders.ofBuyer(buyerId)
      const order = await orders.byNumber(claimed)
      return order === undefined || order === 'unchecked' ? [] : [{ ...order, buyerId }]
    },
  }
}
