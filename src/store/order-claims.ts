import type { ConversationId } from '../model/ids.ts'
import type { Ticket } from '../model/ticket.ts'

/** Which order a customer whom nobody signed has shown to know. */
export interface OrderClaims {
  /** One a customer: another one takes its place. */
  claim(customer: string, orderNo: string, at: number): Promise<void>
  /** What they showed at `since` or later: what an order opens is shut again. */
  find(customer: string, since: number): Promise<string | undefined>
  /** Who showed to know an order, whenever that was; the last of them first. */
  customers(orderNo: string, limit: number): Promise<readonly string[]>
  /**
   * The tickets about an order, of all who spoke of it in that shop, and those of the conversation,
   * in the order they were opened.
   */
  tickets(asked: TicketsOfOrder): Promise<readonly Ticket[]>
}

export interface TicketsOfOrder {
  readonly orderNo: string
  readonly channel: string
  readonly account: string
  readonly conversation: ConversationId
}
