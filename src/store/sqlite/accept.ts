import { emptyMemory } from '../../model/conversation.ts'
import { GatewayError } from '../../model/errors.ts'
import type { ConversationId } from '../../model/ids.ts'
import { type InboundMessage, isMedia } from '../../model/message.ts'
import { conversationIdOf } from '../identity.ts'
import type { Receipt, Store } from '../store.ts'
import type { Connection } from './connection.ts'
import { lastTextOf } from './last-text.ts'
import { stateJson } from './rows.ts'

/** A call that waits for its commit. */
interface Call {
  readonly messages: readonly InboundMessage[]
  readonly at: number
  readonly resolve: (receipts: readonly Receipt[]) => void
  readonly reject: (error: unknown) => void
}

export interface Accepting {
  readonly accept: Store['accept']
  /** Commits what still waits. */
  drain(): void
}

/** More than this in one transaction would hold up the loop for nothing gained. */
const messagesPerFlush = 64

/**
 * Group commit: calls of one pass of the event loop share a transaction and its one fsync, and
 * each hears of it only after the commit.
 */
export function createAccepting(connection: Connection): Accepting {
  const keep = prepareKeep(connection)
  let waiting: Call[] = []
  let scheduled = false

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      flush(nextGroup())
      if (waiting.length > 0) schedule()
    })
  }

  function nextGroup(): readonly Call[] {
    let size = 0
    const full = waiting.findIndex((call, index) => {
      size += call.messages.length
      return index > 0 && size > messagesPerFlush
    })
    const group = full < 0 ? waiting : waiting.slice(0, full)
    waiting = full < 0 ? [] : waiting.slice(full)
    return group
  }

  function flush(group: readonly Call[]): void {
    if (group.length === 0) return
    try {
      const receipts = connection.write(() => group.map(keep))
      group.forEach((call, index) => {
        call.resolve(receipts[index] ?? [])
      })
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      // One bad call must not take its neighbours along: each tries alone.
      else for (const call of group) flush([call])
    }
  }

  return {
    accept: (messages, at) =>
      new Promise((resolve, reject) => {
        waiting.push({ messages, at, resolve, reject })
        schedule()
      }),
    drain() {
      while (waiting.length > 0) flush(nextGroup())
    },
  }
}

function prepareKeep({ db, nextSeq }: Connection): (call: Call) => readonly Receipt[] {
  const find = db.prepare<[string], Known>(
    'SELECT key, customer_id, customer_name, bound FROM conversations WHERE id = ?',
  )
  const begin = db.prepare(
    `INSERT INTO conversations (id, channel, account, external_id, customer_id, customer_name,
       bound, version, round, ticket_count, phase, state, seq, last_at, last_text)
     VALUES (?, ?, ?, ?, ?, ?, 0, 0, 1, 0, 'answering', ?, ?, ?, '')`,
  )
  const insert = db.prepare(
    `INSERT INTO messages (position, seq, conversation, at, author, parts, channel, account,
       external_id, order_key, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (channel, account, external_id) WHERE external_id IS NOT NULL DO NOTHING`,
  )
  const known = db.prepare<
    [string, string, string],
    { position: number; conversationId: ConversationId }
  >(
    `SELECT m.position, c.id AS conversationId
     FROM messages m JOIN conversations c ON c.key = m.conversation
     WHERE m.channel = ? AND m.account = ? AND m.external_id = ?`,
  )
  const touch = db.prepare(
    `UPDATE conversations SET seq = ?, last_at = ?, last_text = ?, customer_id = ?, customer_name = ?,
       bound = ?, due_at = min(ifnull(due_at, ?), ?)
     WHERE key = ?`,
  )
  const wantMedia = db.prepare(
    `INSERT INTO media (id, conversation_id, url, at, status, next_at)
     VALUES (?, ?, ?, ?, 'wanted', ?) ON CONFLICT (id) DO NOTHING`,
  )
  const newState = stateJson({ phase: { kind: 'answering' }, memory: emptyMemory })

  function keepOne(message: InboundMessage, at: number, index: number): Receipt {
    const conversationId = conversationIdOf(message)
    const conversation = find.get(conversationId) ?? beginConversation(conversationId, message, at)
    const position = conversation && insertLine(conversation.key, message, at)
    if (!conversation || position === undefined) return duplicateOf(message)

    const customer = customerAfter(conversation, message, index)
    touch.run(
      nextSeq(),
      at,
      lastTextOf(message.parts),
      customer.customer_id,
      customer.customer_name,
      customer.bound,
      at,
      at,
      conversation.key,
    )
    for (const part of message.parts) {
      if (!isMedia(part) || part.mediaId === undefined || part.url.startsWith('media:')) continue
      wantMedia.run(part.mediaId, conversationId, part.url, at, at)
    }
    return { conversationId, externalId: message.externalId, position, duplicate: false }
  }

  /** Nothing begins with a message that is known from another conversation. */
  function beginConversation(
    id: ConversationId,
    message: InboundMessage,
    at: number,
  ): Known | undefined {
    const { channel, account, conversation, customer } = message
    if (known.get(channel, account, message.externalId)) return undefined
    const name = customer.name ?? null
    const { lastInsertRowid } = begin.run(
      id,
      channel,
      account,
      conversation,
      customer.id,
      name,
      newState,
      nextSeq(),
      at,
    )
    const key = Number(lastInsertRowid)
    return { key, customer_id: customer.id, customer_name: name, bound: 0 }
  }

  /** The new line's position, or nothing when the database knows the message already. */
  function insertLine(key: number, message: InboundMessage, at: number): number | undefined {
    const position = nextSeq()
    const { changes } = insert.run(
      position,
      position,
      key,
      message.sentAt,
      message.sender,
      JSON.stringify(message.parts),
      message.channel,
      message.account,
      message.externalId,
      message.orderKey,
      at,
    )
    return changes === 0 ? undefined : position
  }

  function duplicateOf({ channel, account, externalId }: InboundMessage): Receipt {
    const first = known.get(channel, account, externalId)
    if (!first) throw new Error(`message ${externalId} is neither new nor known`)
    return { ...first, externalId, duplicate: true }
  }

  return ({ messages, at }) => messages.map((message, index) => keepOne(message, at, index))
}

/** What there is to know of a conversation before the next message. */
interface Known {
  readonly key: number
  readonly customer_id: string
  readonly customer_name: string | null
  readonly bound: number
}

/** The first customer who speaks has the conversation; before, the shop's side may have guessed. */
function customerAfter(
  known: Known,
  { sender, conversation, customer }: InboundMessage,
  index: number,
): Omit<Known, 'key'> {
  if (sender !== 'customer') return known
  const isSame = customer.id === known.customer_id
  if (known.bound === 1 && !isSame) {
    throw new GatewayError('bad_request', `会话 ${conversation} 属于另一位顾客`, {
      path: `[${index}].customer.id`,
    })
  }
  const name = customer.name ?? (isSame ? known.customer_name : null)
  return { customer_id: customer.id, customer_name: name, bound: 1 }
}
