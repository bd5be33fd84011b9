import type { Ticket } from '../../model/ticket.ts'
import type { OrderClaims, TicketsOfOrder } from '../order-claims.ts'
import type { Connection } from './connection.ts'
import { parse } from './rows.ts'

export function createOrderClaims({ db, write }: Connection): OrderClaims {
  const claim = db.prepare(
    `INSERT INTO order_claims (customer, order_no, at) VALUES (?, ?, ?)
     ON CONFLICT (customer) DO UPDATE SET order_no = excluded.order_no, at = excluded.at`,
  )
  const find = db
    .prepare<[string, number], string>(
      'SELECT order_no FROM order_claims WHERE customer = ? AND at >= ?',
    )
    .pluck()
  const customers = db
    .prepare<[string, number], string>(
      'SELECT customer FROM order_claims WHERE order_no = ? ORDER BY at DESC, customer LIMIT ?',
    )
    .pluck()
  const tickets = db
    .prepare<TicketsOfOrder, string>(
      `SELECT body FROM tickets
       WHERE conversation = (SELECT key FROM conversations WHERE id = :conversation)
         OR (order_no = :orderNo AND channel = :channel AND account = :account)`,
    )
    .pluck()
  return {
    async claim(customer, orderNo, at) {
      write(() => claim.run(customer, orderNo, at))
    },
    find: async (customer, since) => find.get(customer, since),
    customers: async (orderNo, limit) => customers.all(orderNo, limit),
    tickets: async (asked) =>
      tickets
        .all(asked)
        .map((body) => parse<Ticket>(body))
        .sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)),
  }
}
