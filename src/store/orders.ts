import type { Order, Product } from '../model/order.ts'

/**
 * Orders that the shop handed over as a table, and the goods in them. A `key` is an order number as
 * all spellings of it are alike.
 */
export interface OrderRecords {
  /** Keeps what each change makes of what is known; all of them or none. */
  rewrite(changes: readonly OrderChange[], at: number): Promise<void>
  find(key: string): Promise<Order | undefined>
  /** Newest first. Nobody is the buyer of an order whose buyer is not known. */
  ofBuyer(buyerId: string, limit: number): Promise<readonly Order[]>
  /** Whether there are any. */
  any(): Promise<boolean>
  /** The goods in them as they were named last, those sold last first. */
  products(limit: number): Promise<readonly Product[]>
}

export interface OrderChange {
  readonly key: string
  /** Nothing leaves it as it is. Called once, within the transaction. */
  readonly decide: (known: Order | undefined) => Order | undefined
}
