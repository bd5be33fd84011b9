import { numberKey } from '../model/number-key.ts'
import type { OrderRecords } from '../store/index.ts'
import type { Orders } from './orders.ts'

const mostOrders = 100
const mostGoods = 5_000

/** The orders that were imported as a table. As long as there are none, no number can be checked. */
export function createImportedOrders(records: Omit<OrderRecords, 'rewrite'>): Orders {
  return {
    ofBuyer: (buyerId) => records.ofBuyer(buyerId, mostOrders),
    async byNumber(text) {
      const order = await records.find(numberKey(text))
      if (order) return order.buyerId === '' ? 'unchecked' : order
      return (await records.any()) ? undefined : 'unchecked'
    },
    products: () => records.products(mostGoods),
  }
}
