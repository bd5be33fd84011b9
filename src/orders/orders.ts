import type { Order, Product } from '../model/order.ts'

/** What a shop's own order system can tell us. Rejects when it does not answer. */
export interface Orders {
  /** Orders of one buyer, newest first. */
  ofBuyer(buyerId: string): Promise<readonly Order[]>
  /**
   * One order, however the customer typed its number: spaces, dashes and full-width digits pass.
   * `unchecked` where the source cannot tell whose it would be; then it is nobody's to be shown.
   */
  byNumber(orderNo: string): Promise<Order | 'unchecked' | undefined>
  products(): Promise<readonly Product[]>
}
