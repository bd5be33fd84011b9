import { orderNo } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import type { Orders } from '../orders/index.ts'

/**
 * Past customers bought what the demo's buyers bought: each has the order of one of them, told from
 * the time of their chat. Those whom one can pretend to be have no past: they are there to be tried.
 */
export const createPastOrders = async (
  orders: Orders,
  buyers: readonly string[],
): Promise<{
  readonly orders: Orders
  pair(customer: string, wantsGoods: boolean, n: number): void
}> => {
  const alone: { readonly buyer: string; readonly hasGoods: boolean }[] = []
  for (const buyer of buyers) {
    const [only, ...others] = await orders.ofBuyer(buyer)
    if (only === undefined || others.length > 0 || only.amount.minor >= 200_000) continue
    alone.push({ buyer, hasGoods: only.state === 'delivered' || only.state === 'completed' })
  }
  const pairs = new Map<string, { readonly buyer: string; readonly n: number }>()
  return {
    pair(customer, wantsGoods, n) {
      const fit = alone.filter(({ hasGoods }) => !wantsGoods || hasGoods)
      const { buyer } = fit[n % fit.length] ?? {}
      if (buyer !== undefined) pairs.set(customer, { buyer, n })
    },
    orders: {
      ...orders,
      async ofBuyer(customer) {
        const pair = pairs.get(customer)
        if (pair === undefined) return []
        return (await orders.ofBuyer(pair.buyer)).map((order) => asOf(order, customer, pair.n))
      },
      byNumber: async () => undefined,
    },
  }
}

const asOf = (order: Order, buyerId: string, n: number): Order => ({
  ...order,
  buyerId,
  orderNo: orderNo(order.orderNo.slice(0, -4) + String(n % 10_000).padStart(4, '0')),
})
