import type { ConversationId } from '../model/ids.ts'
import { yuan } from '../model/order.ts'
import { isClosed, levelsOf, type Ticket } from '../model/ticket.ts'
import type { CustomerView } from '../model/wire/conversation.ts'
import { type Asker, findConversation } from './conversation-detail.ts'
import type { HttpDeps } from './deps.ts'
import { readOrders } from './order-cards.ts'

const casesShown = 50

/** What is known of the customer of a conversation; throws `not_found`. */
export async function readCustomer(
  id: ConversationId,
  deps: HttpDeps & Asker,
): Promise<CustomerView> {
  const { read } = deps.store
  const { conversation, lastAt } = await findConversation(id, deps)
  const { customer, channel, account, memory, phase } = conversation
  const [{ chats, firstAt }, cases, { orders, isKnown }] = await Promise.all([
    read.customer(conversation),
    read.cases({ of: conversation, limit: casesShown }),
    readOrders(customer.id, { ...deps, orders: deps.ordersForPeople }),
  ])
  const handoff = 'handoff' in phase ? phase.handoff : undefined
  const paid = orders.filter(({ state }) => state !== 'unpaid' && state !== 'cancelled')
  const minor = paid.reduce((sum, { amount }) => sum + amount.minor, 0)
  return {
    customer: { id: customer.id, name: customer.name ?? null },
    channel,
    account,
    first_at: firstAt ?? lastAt,
    chats,
    emotion: memory.emotion ?? handoff?.emotion ?? (memory.said.length > 0 ? 0 : null),
    orders: isKnown ? { count: orders.length, amount: yuan({ minor, currency: 'CNY' }) } : null,
    promises: cases.flatMap(openPromises).sort((a, b) => a.due - b.due),
    cases: cases.map(({ number, title, stage, openedAt, conversationId, told }) => ({
      number,
      title,
      stage,
      opened_at: openedAt,
      conversation: conversationId,
      told: told?.text ?? null,
    })),
  }
}

/** What a case is held to now and what has not been done. */
function openPromises({ number, stage, severity, clocks, openedAt, reopenedAt }: Ticket) {
  if (isClosed(stage)) return []
  const isOpen = ['running', 'warned', 'breached']
  return clocks
    .filter(
      ({ level, startedAt, state }) =>
        levelsOf(severity).includes(level) &&
        startedAt === (reopenedAt ?? openedAt) &&
        isOpen.includes(state.kind),
    )
    .map(({ title, dueAt, warnAt }) => ({ number, title, due: dueAt, warn: warnAt ?? null }))
}
