import type { PhaseKind } from '../../model/conversation.ts'
import type { ConversationId } from '../../model/ids.ts'
import type { DeliveryStatus } from '../../model/message.ts'
import type { Ticket } from '../../model/ticket.ts'
import type { CaseFilter, Change, ConversationFilter, Reading } from '../reading.ts'
import type { DecisionRecord } from '../turns.ts'
import type { Connection } from './connection.ts'
import {
  entryOf,
  type MessageRow,
  parse,
  type SummaryRow,
  summaryColumns,
  summaryOf,
} from './rows.ts'
import { areSome, isOfShops } from './shops.ts'
import { type TimerRow, timerOf } from './work.ts'

export function createReading(connection: Connection): Reading {
  const { db } = connection
  const conversation = db.prepare<[string], SummaryRow>(
    `SELECT ${summaryColumns} FROM conversations WHERE id = ?`,
  )
  const keyOf = db.prepare<[string], number>('SELECT key FROM conversations WHERE id = ?').pluck()
  /** No number stands for a conversation that is not there: any of them may be another one's key. */
  const allOf = <Row>(id: ConversationId, read: (key: number) => readonly Row[]) => {
    const key = keyOf.get(id)
    return key === undefined ? [] : read(key)
  }
  const transcript = db.prepare<[number, number, number], MessageRow>(
    `SELECT * FROM messages WHERE conversation = ? AND position < ?
     ORDER BY position DESC LIMIT ?`,
  )
  const decisions = db
    .prepare<[number, number], string>(
      'SELECT decision FROM turns WHERE conversation = ? ORDER BY turn DESC LIMIT ?',
    )
    .pluck()
  const tickets = db
    .prepare<[number], string>(
      'SELECT body FROM tickets WHERE conversation = ? ORDER BY opened_at, id',
    )
    .pluck()
  const ticket = db.prepare<[string], string>('SELECT body FROM tickets WHERE id = ?').pluck()
  const timers = db.prepare<[number], TimerRow>(
    `SELECT id, name, subject, due_at AS dueAt FROM timers
     WHERE conversation = ? AND ended_by IS NULL ORDER BY due_at, id`,
  )
  const customer = db.prepare<
    [string, string, string],
    { chats: number | null; firstAt: number | null }
  >(
    `SELECT sum(round) AS chats, min((SELECT at FROM messages
       WHERE conversation = key ORDER BY position LIMIT 1)) AS firstAt
     FROM conversations WHERE customer_id = ? AND channel = ? AND account = ?`,
  )
  const list = prepareList(connection)
  const cases = prepareCases(connection)
  const changes = prepareChanges(connection)
  const counts = prepareCounts(connection)

  return {
    async conversation(id) {
      const row = conversation.get(id)
      return row && summaryOf(row)
    },
    conversations: async (filter) => list(filter).map(summaryOf),
    async transcript(id, { limit, before = Number.MAX_SAFE_INTEGER }) {
      const rows = allOf(id, (key) => transcript.all(key, before, limit))
      return rows.toReversed().map((row) => entryOf(row, id))
    },
    decisions: async (id, limit) =>
      allOf(id, (key) => decisions.all(key, limit)).map((json) => parse<DecisionRecord>(json)),
    tickets: async (id) => allOf(id, (key) => tickets.all(key)).map((json) => parse<Ticket>(json)),
    timers: async (id) => allOf(id, (key) => timers.all(key)).map(timerOf),
    async ticket(id) {
      const json = ticket.get(id)
      return json === undefined ? undefined : parse<Ticket>(json)
    },
    cases: async (filter) => cases(filter).map((json) => parse<Ticket>(json)),
    async customer({ customer: { id }, channel, account }) {
      const { chats, firstAt } = customer.get(id, channel, account) ?? { chats: 0, firstAt: null }
      return { chats: chats ?? 0, ...(firstAt !== null && { firstAt }) }
    },
    changes: async ({ after, limit, conversationId }) =>
      conversationId === undefined
        ? changes.ofAll(after, limit)
        : changes.ofOne(conversationId, after, limit),
    lastSeq: async () => connection.lastSeq(),
    counts: async () => counts(),
  }
}

/** Those who wait for a person first, longest first; then the rest, most recent first. */
function prepareList({ db }: Connection): (filter: ConversationFilter) => SummaryRow[] {
  const select = (wheres: readonly string[], order: string) =>
    db.prepare<[object], SummaryRow>(
      `SELECT ${summaryColumns} FROM conversations WHERE ${wheres.join(' AND ')}
       ORDER BY ${order} LIMIT :limit OFFSET :skip`,
    )
  const countWaiting = (wheres: readonly string[]) =>
    db
      .prepare<[object], number>(
        `SELECT count(*) FROM conversations WHERE ${['waiting_since IS NOT NULL', ...wheres].join(' AND ')}`,
      )
      .pluck()
  const statements = new Map<string, ReturnType<typeof prepareBoth>>()
  const prepareBoth = (wheres: readonly string[]) => ({
    waiting: select(['waiting_since IS NOT NULL', ...wheres], 'waiting_since, key'),
    others: select(['waiting_since IS NULL', ...wheres], 'last_at DESC, key DESC'),
    countWaiting: countWaiting(wheres),
  })

  function statementsFor(filter: ConversationFilter) {
    const wheres = [
      ...(filter.phase === undefined ? [] : ['phase = :phase']),
      ...(filter.channel === undefined ? [] : ['channel = :channel']),
      ...(filter.account === undefined ? [] : ['account = :account']),
      ...(filter.externalId === undefined ? [] : ['external_id = :externalId']),
      ...(areSome(filter.shops) ? [isOfShops] : []),
      ...(filter.alerted === undefined ? [] : ['alerts > 0']),
    ]
    const name = wheres.join()
    const known = statements.get(name) ?? prepareBoth(wheres)
    statements.set(name, known)
    return known
  }

  return (filter) => {
    const { waiting, others, countWaiting } = statementsFor(filter)
    const { alerted: _, limit, skip = 0, ...asked } = filter
    const values = { ...asked, shops: JSON.stringify(filter.shops) }
    const first = waiting.all({ ...values, limit, skip })
    if (first.length >= limit) return first
    const waitingAll = skip === 0 ? 0 : (countWaiting.get(values) ?? 0)
    const rest = { limit: limit - first.length, skip: Math.max(0, skip - waitingAll) }
    return [...first, ...others.all({ ...values, ...rest })]
  }
}

function prepareCases({ db }: Connection): (filter: CaseFilter) => string[] {
  const statements = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (wheres: readonly string[]) =>
    db
      .prepare<[object], string>(
        `SELECT body FROM tickets WHERE ${['1', ...wheres].join(' AND ')}
         ORDER BY opened_at DESC, id DESC LIMIT :limit`,
      )
      .pluck()

  return ({ isOpen, number, of, shops, isPlanned, openedBefore, limit }) => {
    const wheres = [
      ...(isOpen === undefined ? [] : ['is_open = :isOpen']),
      ...(number === undefined ? [] : ['number = :number']),
      ...(of === undefined
        ? []
        : ['customer_id = :customer AND channel = :channel AND account = :account']),
      ...(areSome(shops) ? [isOfShops] : []),
      ...(isPlanned === undefined ? [] : ["json_type(body, '$.plan') IS NOT NULL"]),
      ...(openedBefore === undefined ? [] : ['opened_at < :openedBefore']),
    ]
    const name = wheres.join()
    const known = statements.get(name) ?? prepare(wheres)
    statements.set(name, known)
    return known.all({
      limit,
      ...(isOpen !== undefined && { isOpen: Number(isOpen) }),
      ...(number !== undefined && { number }),
      ...(of && { customer: of.customer.id, channel: of.channel, account: of.account }),
      ...(areSome(shops) && { shops: JSON.stringify(shops) }),
      ...(openedBefore !== undefined && { openedBefore }),
    })
  }
}

function prepareChanges({ db }: Connection) {
  type LineRow = MessageRow & { conversation_id: ConversationId }
  const lines = db.prepare<[number, number], LineRow>(
    `SELECT m.*, c.id AS conversation_id FROM messages m
     JOIN conversations c ON c.key = m.conversation
     WHERE m.seq > ? ORDER BY m.seq LIMIT ?`,
  )
  const conversations = db.prepare<[number, number], SummaryRow>(
    `SELECT ${summaryColumns} FROM conversations WHERE seq > ? ORDER BY seq LIMIT ?`,
  )
  const one = db.prepare<[ConversationId], SummaryRow>(
    `SELECT ${summaryColumns} FROM conversations WHERE id = ?`,
  )
  const linesOfOne = db.prepare<[number, number, number], MessageRow>(
    'SELECT * FROM messages WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?',
  )

  const entryChange = (row: MessageRow, id: ConversationId): Change => ({
    kind: 'entry',
    seq: row.seq,
    entry: entryOf(row, id),
    shop: { channel: row.channel, account: row.account },
  })
  const conversationChange = (row: SummaryRow): Change => ({
    kind: 'conversation',
    seq: row.seq,
    summary: summaryOf(row),
  })
  const firstOf = (changes: Change[], limit: number) =>
    changes.sort((a, b) => a.seq - b.seq).slice(0, limit)

  return {
    ofAll(after: number, limit: number): readonly Change[] {
      const found = [
        ...lines.all(after, limit).map((row) => entryChange(row, row.conversation_id)),
        ...conversations.all(after, limit).map(conversationChange),
      ]
      return firstOf(found, limit)
    },
    ofOne(id: ConversationId, after: number, limit: number): readonly Change[] {
      const row = one.get(id)
      if (!row) return []
      const found = linesOfOne.all(row.key, after, limit).map((line) => entryChange(line, id))
      return firstOf(row.seq > after ? [...found, conversationChange(row)] : found, limit)
    },
  }
}

function prepareCounts({ db }: Connection): () => Awaited<ReturnType<Reading['counts']>> {
  const tallies = db.prepare<[], { name: string; n: number }>('SELECT name, n FROM tallies')
  const unread = db
    .prepare<[], number>(
      'SELECT count(*) FROM messages WHERE turn IS NULL AND external_id IS NOT NULL',
    )
    .pluck()
  return () => {
    const tally = new Map(tallies.all().map(({ name, n }) => [name, n]))
    const phase = (kind: PhaseKind) => tally.get(kind) ?? 0
    const delivery = (status: DeliveryStatus) => tally.get(status) ?? 0
    return {
      phases: {
        answering: phase('answering'),
        collecting: phase('collecting'),
        awaitingAgent: phase('awaitingAgent'),
        withAgent: phase('withAgent'),
        closed: phase('closed'),
      },
      deliveries: {
        draft: delivery('draft'),
        pending: delivery('pending'),
        sending: delivery('sending'),
        sent: delivery('sent'),
        failed: delivery('failed'),
        dropped: delivery('dropped'),
        superseded: delivery('superseded'),
      },
      unread: unread.get() ?? 0,
    }
  }
}
