import { itemsText } from '../model/case-text.ts'
import type { ConversationId } from '../model/ids.ts'
import { spokenText } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import type { SearchGroup, SearchHit, SearchResults } from '../model/wire/desk.ts'
import type { HttpDeps } from './deps.ts'
import { conversationRow, line } from './views.ts'

/** Of each kind. */
const mostHits = 20
const kinds = ['order', 'case', 'customer', 'text'] as const
const charactersBefore = 16
const charactersShown = 80

/** What is searched; of no shops but these, where there are any. */
type Places = Pick<HttpDeps, 'store' | 'orders' | 'log'> & { readonly shops: readonly string[] }

type Found = SearchHit & { readonly kind: SearchGroup['kind'] }

/** Orders by their number first, then cases, people, and what was said. */
export async function find(text: string, deps: Places): Promise<SearchResults> {
  const words = text
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return { groups: [] }
  const found = [
    ...(await ofOrder(text, deps)),
    ...(await ofConversations(words, deps)),
    ...(await ofLines(words, deps)),
  ]
  const groups = kinds.map((kind) => ({ kind, hits: hitsOf(kind, found) }))
  return { groups: groups.filter(({ hits }) => hits.length > 0) }
}

function hitsOf(kind: SearchGroup['kind'], found: readonly Found[]): readonly SearchHit[] {
  const hits = found.flatMap(({ kind: own, ...hit }) => (own === kind ? [hit] : []))
  const unlike = new Map(hits.map((hit) => [`${hit.conversation.id} ${hit.position}`, hit]))
  return [...unlike.values()].sort((a, b) => b.at - a.at).slice(0, mostHits)
}

/** The customer of an order may never have named it here. */
async function ofOrder(
  text: string,
  { store, orders, log, shops }: Places,
): Promise<readonly Found[]> {
  if (!/\d{6}/.test(text.replace(/[\s-]/g, ''))) return []
  const order = await orders.byNumber(text).catch((error: unknown) => {
    log.warn({ err: error }, 'orders not searched')
    return undefined
  })
  if (order === undefined || order === 'unchecked' || order.buyerId === '') return []
  const { orderNo, buyerId } = order
  // Its buyer, and who only showed to know it and its telephone.
  const claimed = await store.orderClaims.customers(orderNo, mostHits)
  const found = await Promise.all(
    [buyerId, ...claimed].map((id) => store.search.ofCustomer(id, { limit: mostHits, shops })),
  )
  const snippet = cut(`${orderNo} ${itemsText(order)}`, [orderNo])
  return hitsAt(found.flat(), store, () => [{ kind: 'order', snippet }])
}

async function ofConversations(
  words: readonly string[],
  { store, shops }: Pick<Places, 'store' | 'shops'>,
): Promise<readonly Found[]> {
  const ids = await store.search.conversations(words, { limit: mostHits, shops })
  return hitsAt(ids, store, (tickets, { id, name, external }) => [
    ...tickets.flatMap((ticket) => inCase(ticket, words)),
    ...[name, id, external]
      .filter((field) => holdsOne(field, words))
      .slice(0, 1)
      .map((field) => ({ kind: 'customer', snippet: cut(field, words) }) as const),
  ])
}

type Told = Pick<Found, 'kind' | 'snippet'>

async function hitsAt(
  ids: readonly ConversationId[],
  store: HttpDeps['store'],
  tell: (
    tickets: readonly Ticket[],
    customer: { readonly id: string; readonly name: string; readonly external: string },
  ) => readonly Told[],
): Promise<readonly Found[]> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const summary = await store.read.conversation(id)
      if (summary === undefined) return []
      const { customer, externalId: external } = summary.conversation
      const told = tell(await store.read.tickets(id), { name: '', ...customer, external })
      const conversation = conversationRow(summary)
      return told.map((each) => ({
        conversation,
        position: null,
        at: summary.lastAt,
        by: null,
        ...each,
      }))
    }),
  )
  return found.flat()
}

/** An order's number is of the order; everything else that was told is of the case. */
function inCase(
  { number, title, order, slots }: Ticket,
  words: readonly string[],
): readonly Told[] {
  const told = slots.flatMap(({ kind, state }) =>
    state.kind === 'filled'
      ? state.values.flatMap((value) => (value.kind === 'text' ? [{ kind, text: value.text }] : []))
      : [],
  )
  const orders = [
    ...(order ? [order.orderNo] : []),
    ...told.flatMap(({ kind, text }) => (kind === 'order_number' ? [text] : [])),
  ]
  const others = [number, ...told.map(({ text }) => text)]
  const [ofOrder] = orders.filter((text) => holdsOne(text, words))
  if (ofOrder !== undefined) return [{ kind: 'order', snippet: cut(`${ofOrder} ${title}`, words) }]
  const [ofCase] = others.filter((text) => holdsOne(text, words))
  if (ofCase === undefined) return []
  const shown = ofCase === number ? `${number} ${title}` : `${ofCase}（${number} ${title}）`
  return [{ kind: 'case', snippet: cut(shown, words) }]
}

async function ofLines(
  words: readonly string[],
  { store, shops }: Pick<Places, 'store' | 'shops'>,
): Promise<readonly Found[]> {
  const entries = await store.search.lines(words, { limit: mostHits, shops })
  const ids = [...new Set(entries.map(({ conversationId }) => conversationId))]
  const summaries = await Promise.all(ids.map((id) => store.read.conversation(id)))
  const rows = new Map(
    summaries.flatMap((each) => (each ? [[each.conversation.id, conversationRow(each)]] : [])),
  )
  return entries.flatMap((entry): Found[] => {
    const conversation = rows.get(entry.conversationId)
    if (conversation === undefined) return []
    const { position, at, author, name } = line(entry)
    const snippet = cut(spokenText(entry.parts), words)
    return [{ kind: 'text', conversation, position, at, by: { author, name }, snippet }]
  })
}

const holdsOne = (text: string, words: readonly string[]): boolean =>
  words.some((word) => text.toLowerCase().includes(word.toLowerCase()))

/** The words around the first that was looked for. */
function cut(text: string, words: readonly string[]): SearchHit['snippet'] {
  const plain = text.replace(/\s+/g, ' ')
  const places = words
    .map((word) => ({ at: plain.toLowerCase().indexOf(word.toLowerCase()), length: word.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const { at, length } = places[0] ?? { at: 0, length: 0 }
  const from = Math.max(0, at - charactersBefore)
  const head = from > 0 ? '…' : ''
  const shown = plain.slice(from, from + charactersShown)
  const tail = from + charactersShown < plain.length ? '…' : ''
  const start = at - from + head.length
  return { text: head + shown + tail, start, end: start + length }
}
