import { numberKey } from '../../model/number-key.ts'
import type { Order, Product } from '../../model/order.ts'
import type { OrderRecords } from '../orders.ts'
import type { Connection } from './connection.ts'
import { parse } from './rows.ts'

interface GoodsRow {
  readonly product_id: string
  readonly sku: string
  readonly title: string
  readonly price: number | null
}

export function createOrderRecords({ db, write }: Connection): OrderRecords {
  const find = db.prepare<[string], string>('SELECT body FROM orders WHERE key = ?').pluck()
  const save = db.prepare(
    `INSERT INTO orders (key, buyer_id, placed_at, body, changed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET buyer_id = excluded.buyer_id, placed_at = excluded.placed_at,
       body = excluded.body, changed_at = excluded.changed_at`,
  )
  const ofBuyer = db
    .prepare<[string, number], string>(
      `SELECT body FROM orders WHERE buyer_id = ? AND buyer_id <> ''
       ORDER BY placed_at DESC LIMIT ?`,
    )
    .pluck()
  const any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM orders)').pluck()
  const sell = db.prepare(
    `INSERT INTO goods (product_id, sku, title, price, sold_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (product_id, sku) DO UPDATE SET title = excluded.title,
       price = coalesce(excluded.price, price), sold_at = excluded.sold_at
     WHERE excluded.sold_at >= sold_at`,
  )
  const goods = db.prepare<[number], GoodsRow>(
    'SELECT product_id, sku, title, price FROM goods ORDER BY sold_at DESC, product_id, sku LIMIT ?',
  )

  const dropParcels = db.prepare('DELETE FROM order_parcels WHERE order_key = ?')
  const addParcel = db.prepare(
    `INSERT INTO order_parcels (key, order_key, courier) VALUES (?, ?, ?)
     ON CONFLICT (key, order_key) DO UPDATE SET courier = excluded.courier`,
  )

  function keep(key: string, order: Order, at: number): void {
    save.run(key, order.buyerId, order.placedAt, JSON.stringify(order), at)
    dropParcels.run(key)
    for (const { trackingNo, courier } of order.parcels)
      addParcel.run(numberKey(trackingNo), key, courier)
    for (const { productId, sku, title, price } of order.items)
      sell.run(productId, sku, title, price?.minor ?? null, order.placedAt)
  }

  return {
    async rewrite(changes, at) {
      write(() => {
        for (const { key, decide } of changes) {
          const known = find.get(key)
          const next = decide(known === undefined ? undefined : parse<Order>(known))
          if (next) keep(key, next, at)
        }
      })
    },
    async find(key) {
      const body = find.get(key)
      return body === undefined ? undefined : parse<Order>(body)
    },
    ofBuyer: async (buyerId, limit) => ofBuyer.all(buyerId, limit).map((body) => parse(body)),
    any: async () => any.get() === 1,
    products: async (limit) => productsOf(goods.all(limit)),
  }
}

/** Goods of one id are one product, named as the one sold last. */
function productsOf(rows: readonly GoodsRow[]): readonly Product[] {
  const products = new Map<string, Product>()
  for (const { product_id: productId, sku, title, price } of rows) {
    const before = products.get(productId)
    const named: Product = before ?? {
      productId,
      title,
      category: '',
      skus: [],
      ...(price !== null && { price: { minor: price, currency: 'CNY' } }),
      aliases: [],
    }
    products.set(productId, sku === '' ? named : { ...named, skus: [...named.skus, sku] })
  }
  return [...products.values()]
}
