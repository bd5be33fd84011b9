import type { Ticket } from '../../model/ticket.ts'
import { orderNamed } from '../answer.ts'
import type { Heard } from '../heard/heard.ts'
import { ordersOf } from './ticket-order.ts'

/** Whether another order than the ticket's is named, by its number or by what is in it. */
export const namesOtherOrder = (heard: Heard, ticket: Ticket): boolean => {
  const orders = ordersOf(ticket)
  const [quoted] = heard.orderNos
  if (quoted !== undefined) return !orders.includes(quoted)
  const named = orderNamed(heard)?.orderNo
  return named !== undefined && orders.length > 0 && !orders.includes(named)
}
