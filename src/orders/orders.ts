import type { Order, Product } from '../model/order.ts'

/** What a shop's own order system can tell us. */
export interface Orders {
  /** Orders of one buyer, newest first. */
  ofBuyer(buyerId: string): Promise<readonly Order[]>
  /** One order, however the customer typed its number: spaces, dashes and full-width digits pass. */
  byNumber(orderNo: string): Promise<Order | undefined>
  products(): Promise<readonly Product[]>
}
