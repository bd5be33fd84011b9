import { join } from 'node:path'
import { orderNo } from '../model/ids.ts'
import { numberKey } from '../model/number-key.ts'
import type { AfterSale, Order } from '../model/order.ts'
import { type DemoFiles, type DemoOrderRow, demoFaults, readDemoFiles } from './demo-files.ts'
import type { Orders } from './orders.ts'
import { factAt, promiseAt } from './relative-time.ts'

/** A buyer of the demo shop, for the "who am I" picker; `hint` says their situation in Chinese. */
export interface DemoBuyer {
  readonly buyerId: string
  readonly name: string
  readonly phoneTail: string
  readonly hint: string
}

export interface DemoOrders extends Orders {
  /** What reply templates know as `{{shop.*}}`. */
  shop(): Readonly<Record<string, string>>
  buyers(): readonly DemoBuyer[]
}

/** The demo shop. Its files are read once; times are told afresh from `now()` at every call. */
export function createDemoOrders({ dir, now }: { dir: string; now: () => number }): DemoOrders {
  const files = readDemoFiles(dir)
  const faults = crossCheck(files)
  if (faults.length > 0) throw demoFaults(faults.map((fault) => join(dir, fault)))

  const titles = new Map(files.products.map((product) => [product.productId, product.title]))
  const tails = new Map(files.buyers.map((buyer) => [buyer.buyerId, buyer.phoneTail]))
  const ofBuyer = groupByBuyer(files.orders)
  const byNumber = new Map(files.orders.map((row) => [numberKey(row.order_no), row]))

  return {
    async ofBuyer(buyerId) {
      const at = now()
      const orders = (ofBuyer.get(buyerId) ?? []).map((row) => toOrder(row, { titles, tails }, at))
      return orders.sort((a, b) => b.placedAt - a.placedAt)
    },
    async byNumber(text) {
      const row = byNumber.get(numberKey(text))
      return row && toOrder(row, { titles, tails }, now())
    },
    products: async () => files.products,
    shop: () => files.shop,
    buyers: () => files.buyers,
  }
}

/** Faults no single file shows: names that lead nowhere, and numbers that lead to two orders. */
function crossCheck({ products, buyers, orders }: DemoFiles): string[] {
  const skus = new Map(products.map((product) => [product.productId, product.skus]))
  const buyerIds = new Set(buyers.map((buyer) => buyer.buyerId))
  const seen = new Set<string>()
  const faults: string[] = []
  for (const [at, row] of orders.entries()) {
    const fault = (path: string, what: string) =>
      faults.push(`orders.json > [${at}].${path}: ${what}`)
    const key = numberKey(row.order_no)
    if (seen.has(key)) fault('order_no', `"${row.order_no}" is taken by an order above`)
    seen.add(key)
    if (!buyerIds.has(row.buyer_id)) {
      fault('buyer_id', `unknown buyer "${row.buyer_id}"; add it to buyers.json`)
    }
    for (const [index, item] of row.items.entries()) {
      const known = skus.get(item.product_id)
      if (!known) {
        fault(`items[${index}].product_id`, `"${item.product_id}" is not in products.json`)
      } else if (!known.includes(item.sku)) {
        fault(`items[${index}].sku`, `unknown sku "${item.sku}"; there are ${known.join(', ')}`)
      }
    }
  }
  return faults
}

function groupByBuyer(rows: readonly DemoOrderRow[]): Map<string, DemoOrderRow[]> {
  const groups = new Map<string, DemoOrderRow[]>()
  for (const row of rows) groups.set(row.buyer_id, [...(groups.get(row.buyer_id) ?? []), row])
  return groups
}

interface Named {
  readonly titles: ReadonlyMap<string, string>
  readonly tails: ReadonlyMap<string, string>
}

function toOrder(row: DemoOrderRow, { titles, tails }: Named, now: number): Order {
  const phoneTail = tails.get(row.buyer_id)
  const { paid_at, promised_ship_at, shipped_at, delivered_at, after_sale } = row
  return {
    orderNo: orderNo(row.order_no),
    buyerId: row.buyer_id,
    ...(phoneTail !== undefined && { phoneTail }),
    state: row.state,
    placedAt: factAt(row.placed_at, now),
    ...(paid_at && { paidAt: factAt(paid_at, now) }),
    ...(promised_ship_at && { promisedShipAt: promiseAt(promised_ship_at, now) }),
    ...(shipped_at && { shippedAt: factAt(shipped_at, now) }),
    ...(delivered_at && { deliveredAt: factAt(delivered_at, now) }),
    amount: row.amount,
    items: row.items.map(({ product_id, ...item }) => ({
      productId: product_id,
      title: titles.get(product_id) ?? product_id,
      ...item,
    })),
    parcels: row.parcels.map(({ courier, tracking_no, events }) => ({
      courier,
      trackingNo: tracking_no,
      events: events.map(({ at, text }) => ({ at: factAt(at, now), text })),
    })),
    ...(after_sale && { afterSale: toAfterSale(after_sale, now) }),
  }
}

function toAfterSale(
  { applied_at, updated_at, ...row }: NonNullable<DemoOrderRow['after_sale']>,
  now: number,
): AfterSale {
  const { kind, state, amount } = row
  return {
    kind,
    state,
    appliedAt: factAt(applied_at, now),
    updatedAt: factAt(updated_at, now),
    ...(amount && { amount }),
  }
}
