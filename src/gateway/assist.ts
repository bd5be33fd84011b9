import { type Assistance, assist } from '../dialogue/index.ts'
import type { ConversationId } from '../model/ids.ts'
import { type Entry, textOf } from '../model/message.ts'
import type { Store } from '../store/index.ts'
import { gatherFacts } from './facts.ts'
import { quotedNumbers } from './read-turn.ts'
import type { TurnParts } from './turn.ts'

/** As far back as a customer's open words may reach. */
const linesRead = 30
const messagesHeard = 5

export interface Assisted extends Assistance {
  /** The last of the customer's words that it is about; 0 where there are none. */
  readonly upTo: number
}

/** Reads what a turn would read, for a person: undefined for an unknown conversation. */
export const createAssist =
  (parts: Pick<TurnParts, 'mind' | 'orders' | 'earlier' | 'timeZone' | 'now'> & { store: Store }) =>
  async (id: ConversationId): Promise<Assisted | undefined> => {
    const { read } = parts.store
    const conversation = (await read.conversation(id))?.conversation
    if (conversation === undefined) return undefined
    const at = parts.now()
    const { playbook, understand } = parts.mind()
    const words = openWords(await read.transcript(id, { limit: linesRead }))
    const messages = words.map((line) => ({ id: line.id, at: line.at, parts: line.parts }))
    const text = textOf(messages.flatMap((message) => message.parts))
    const understanding = text === '' ? undefined : await understand(text, at)
    const facts = await gatherFacts({
      orders: parts.orders,
      buyerId: conversation.customer.id,
      quoted: quotedNumbers({ conversation }, { said: messages, system: [] }, understanding),
      shop: playbook.shop,
      pictures: {},
      earlier: await parts.earlier(conversation),
      desk: undefined,
    })
    const trigger = {
      kind: 'customerSaid',
      messages,
      ...(understanding && { understanding }),
    } as const
    const tickets = await read.tickets(id)
    const situation = {
      conversation,
      trigger,
      facts,
      tickets,
      playbook,
      at,
      timeZone: parts.timeZone,
    }
    return { ...assist(situation), upTo: words.at(-1)?.position ?? 0 }
  }

/** What the customer said since a person last answered; what came last, where all is answered. */
const openWords = (lines: readonly Entry[]): readonly Entry[] => {
  const answered = lines.findLastIndex(
    ({ author }) => author.kind === 'agent' || author.kind === 'shop_human',
  )
  const customers = (some: readonly Entry[]) =>
    some.filter(({ author }) => author.kind === 'customer')
  const open = customers(lines.slice(answered + 1))
  return open.length > 0 ? open.slice(-messagesHeard) : customers(lines).slice(-1)
}
