import { quotesFor } from '../dialogue/index.ts'
import type { Mind, OrderSource } from '../gateway/index.ts'
import type { Conversation } from '../model/conversation.ts'
import type { Facts } from '../model/decision.ts'
import { textOf } from '../model/message.ts'
import type { KnowledgeEntry } from '../model/wire.ts'
import type { Store } from '../store/index.ts'

export interface KnowledgeParts {
  readonly store: Pick<Store, 'read'>
  readonly mind: () => Mind
  /** Absent where no order system is connected. */
  readonly orders: OrderSource | undefined
  readonly timeZone: string
  readonly now: () => number
}

const entriesShown = 12
/** The customer's last words stand among so many lines. */
const linesRead = 40

/** What the playbook could say in a conversation: to these words, else to the customer's last ones. */
export const findKnowledge = async (
  conversation: Conversation,
  asked: string,
  { store, mind, orders, timeZone, now }: KnowledgeParts,
): Promise<readonly KnowledgeEntry[]> => {
  const { playbook, understand } = mind()
  const at = now()
  const text = asked === '' ? await lastWords(conversation, store) : asked
  if (text === '') return []
  const [understanding, tickets, facts] = await Promise.all([
    understand(text, at),
    store.read.tickets(conversation.id),
    factsOf(conversation, orders),
  ])
  const trigger = { kind: 'customerSaid', messages: [], understanding } as const
  const known = { facts: { ...facts, shop: playbook.shop }, tickets, playbook, at, timeZone }
  return quotesFor({ ...known, conversation, trigger }, understanding, entriesShown).map(
    ({ answer, title, text: words, hasGaps, applies }) => ({
      id: answer.id,
      title,
      questions: answer.questions.slice(0, 3),
      text: words,
      has_gaps: hasGaps,
      applies,
      source: answer.source,
    }),
  )
}

const lastWords = async ({ id }: Conversation, { read }: Pick<Store, 'read'>): Promise<string> => {
  const lines = await read.transcript(id, { limit: linesRead })
  const said = lines.findLast(
    ({ author, parts }) => author.kind === 'customer' && textOf(parts) !== '',
  )
  return said === undefined ? '' : textOf(said.parts)
}

/** An order system that does not answer leaves gaps, and keeps nobody from reading. */
const factsOf = async (
  { customer }: Conversation,
  orders: OrderSource | undefined,
): Promise<Omit<Facts, 'shop'>> => {
  const nothing = { orders: [], products: [], quoted: {}, pictures: {}, earlier: [] }
  if (orders === undefined) return nothing
  try {
    const [own, products] = await Promise.all([orders.ofBuyer(customer.id), orders.products()])
    return { ...nothing, orders: own, products }
  } catch {
    return nothing
  }
}
