import { type Conversation, runOf } from '../model/conversation.ts'
import type { ConversationId } from '../model/ids.ts'
import { isWithin } from '../model/people.ts'
import { isClosed } from '../model/ticket.ts'
import type { ConversationDetail } from '../model/wire/conversation.ts'
import type { Agent, ConversationSummary } from '../store/index.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'
import { handoffPacket } from './handoff-packet.ts'
import { orderViews, readOrders } from './order-cards.ts'
import { conversationRow, decisionLine, line } from './views.ts'

const latestDecisions = 50
const latestNotes = 5

/** Everything an agent wants on the table; throws `not_found`. */
export async function readDetail(
  id: ConversationId,
  lines: { readonly limit: number; readonly before?: number | undefined },
  deps: HttpDeps & Asker,
): Promise<ConversationDetail> {
  const { read } = deps.store
  const summary = await findConversation(id, deps)
  const { conversation } = summary
  const { limit, before } = lines
  const [transcript, decisions, tickets, orders, notes] = await Promise.all([
    read.transcript(id, { limit, ...(before !== undefined && { before }) }),
    read.decisions(id, latestDecisions),
    read.tickets(id),
    readOrders(conversation.customer.id, { ...deps, orders: deps.ordersForPeople }),
    deps.store.desk.notes(id, latestNotes),
  ])
  const running = runOf(conversation.phase)?.ticket
  return {
    ...conversationRow(summary),
    transcript: transcript.map(line),
    owes_answer: owesAnswer(conversation),
    ticket: tickets.find((each) => each.id === running) ?? tickets.at(-1) ?? null,
    tickets,
    open_tickets: tickets.flatMap(({ id, stage }) => (isClosed(stage) ? [] : [id])),
    decisions: decisions.map((each) => decisionLine(each, deps.briefing.titleOf)),
    orders: orderViews(orders.orders, { conversation, tickets }, deps.briefing),
    orders_unknown: !orders.isKnown,
    handoff: handoffPacket(conversation, tickets, notes),
  }
}

const owesAnswer = ({ phase }: Conversation): boolean =>
  phase.kind === 'awaitingAgent' || (phase.kind === 'withAgent' && phase.waitingSince !== undefined)

/** Who wants to see something. */
export interface Asker {
  readonly by: Pick<Agent, 'shops'>
}

/** Throws `not_found`, also where it is of a shop that they are not for. */
export async function findConversation(
  id: ConversationId,
  { store, by }: Pick<HttpDeps, 'store'> & Asker,
): Promise<ConversationSummary> {
  const summary = await store.read.conversation(id)
  if (!summary || !isWithin(by.shops, summary.conversation))
    throw new Refusal('not_found', { zh: '没有这个会话', en: 'No such conversation' })
  return summary
}
