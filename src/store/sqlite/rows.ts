import type { Conversation, Phase } from '../../model/conversation.ts'
import type { AgentId, ConversationId } from '../../model/ids.ts'
import type {
  Author,
  DeliveryStatus,
  Entry,
  Mention,
  MessagePart,
  Sender,
  Why,
} from '../../model/message.ts'
import type { Level, StageClock } from '../../model/ticket.ts'
import type { ConversationSummary } from '../reading.ts'
import type { Unread } from '../turns.ts'
import { lastTextOf } from './last-text.ts'
import type { RoundRow } from './rounds.ts'

/**
 * Rows as they lie in the tables, and what they mean. They are our own writing, so the JSON in
 * them is trusted; this is the one place that reads it.
 */
export interface ConversationRow {
  readonly key: number
  readonly id: ConversationId
  readonly channel: string
  readonly account: string
  readonly external_id: string
  readonly customer_id: string
  readonly customer_name: string | null
  readonly version: number
  readonly round: number
  readonly ticket_count: number
  readonly phase: Phase['kind']
  readonly state: string
  readonly seq: number
  readonly last_at: number
  readonly last_text: string
  readonly waiting_since: number | null
  readonly due_at: number | null
  readonly owned_from: number | null
  readonly undo_turn: number | null
  readonly undo: string | null
  /** 1 once the customer has spoken. */
  readonly bound: number
  readonly failures: number
  readonly customer_read: number | null
  readonly shop_read: number | null
  readonly case_level: Level | null
  /** 1: served before who has waited longer. */
  readonly urgent: number
  /** 2 danger to people, 1 urgent for another reason: served before what is less. */
  readonly precedence: number
  /** The agent of the console who has it. */
  readonly held_by: AgentId | null
}

export interface MessageRow {
  readonly position: number
  readonly seq: number
  readonly conversation: number
  readonly turn: number | null
  readonly at: number
  readonly author: Author['kind']
  readonly parts: string
  readonly channel: string
  readonly account: string
  readonly external_id: string | null
  readonly order_key: string | null
  readonly received_at: number | null
  readonly id: string | null
  readonly agent: string | null
  readonly agent_name: string | null
  readonly why: string | null
  readonly route: 'push' | 'pull' | 'draft' | null
  readonly status: DeliveryStatus | null
  readonly attempts: number | null
  readonly next_at: number | null
  readonly reason: string | null
  readonly platform_id: string | null
  readonly released: number | null
  readonly told_by: number | null
  readonly mentions: string | null
}

/** The columns of a conversation that a turn writes. */
export type State = Pick<
  Conversation,
  'round' | 'ticketCount' | 'phase' | 'memory' | 'alerts' | 'suggested'
>

/** What it takes to run the last turn again, kept while none of its words have left. */
export interface Undo {
  readonly turn: number
  /** The state before it. */
  readonly state: State
  /** Positions of the messages that it read and of the lines that it wrote. */
  readonly read: readonly number[]
  readonly lines: readonly number[]
  /** Its round before it; null where it began one, absent in turns of an earlier version. */
  readonly round?: RoundRow | null
  /** When its oldest message arrived. */
  readonly receivedAt: number
  readonly draftsOnly: boolean
}

export const parse = <T>(json: string): T => JSON.parse(json) as T

export const undoOf = (row: ConversationRow): Undo | undefined =>
  row.undo === null ? undefined : parse<Undo>(row.undo)

type Kept = Pick<State, 'phase' | 'memory' | 'alerts' | 'suggested'>

export const stateOf = ({ round, ticketCount, ...conversation }: Conversation): State => ({
  round,
  ticketCount,
  ...keptOf(conversation),
})

export const stateJson = (conversation: Kept): string => JSON.stringify(keptOf(conversation))

const keptOf = ({ phase, memory, alerts, suggested }: Kept): Kept => ({
  phase,
  memory,
  ...(alerts === undefined ? {} : { alerts }),
  ...(suggested === undefined ? {} : { suggested }),
})

export function conversationOf(row: ConversationRow): Conversation {
  return withState(row, {
    round: row.round,
    ticketCount: row.ticket_count,
    ...parse<Kept>(row.state),
  })
}

/** The conversation at its present version, in another state. */
export function withState(row: ConversationRow, state: State): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    account: row.account,
    externalId: row.external_id,
    customer: {
      id: row.customer_id,
      ...(row.customer_name !== null && { name: row.customer_name }),
    },
    version: row.version,
    ...state,
  }
}

/** A row with what its summary wants beside it. */
export interface SummaryRow extends ConversationRow {
  /** JSON: a clock and when it is due, or twice null; null where no ticket is open. */
  readonly promise: string | null
  /** JSON: whose words were the last, and which agent's. */
  readonly last_by: string | null
  /** JSON: the parts of what the customer said last; null where no person owes them an answer. */
  readonly asked: string | null
}

/** The columns of a `SummaryRow`, from `conversations`. */
export const summaryColumns = `conversations.*, CASE WHEN case_level IS NOT NULL THEN (
    SELECT json_array(json(clock.value), min(clock.value ->> '$.dueAt'))
    FROM tickets, json_each(tickets.body, '$.clocks') AS clock
    WHERE tickets.conversation = conversations.key AND is_open
      AND (clock.value ->> '$.level' = tickets.level OR
        clock.value ->> '$.level' = 3 AND tickets.body ->> '$.severity.review' IS NOT NULL)
      AND clock.value ->> '$.startedAt' = ifnull(tickets.body ->> '$.reopenedAt', opened_at)
      AND clock.value ->> '$.state.kind' IN ('running', 'warned', 'breached')
  ) END AS promise, (
    SELECT json_array(author, agent) FROM messages
    WHERE conversation = conversations.key AND author NOT IN ('event', 'note')
      AND (route IS NULL OR route IN ('push', 'pull'))
    ORDER BY position DESC LIMIT 1
  ) AS last_by, CASE WHEN conversations.phase = 'awaitingAgent' OR
    conversations.phase = 'withAgent' AND conversations.waiting_since IS NOT NULL THEN (
    SELECT parts FROM messages WHERE conversation = conversations.key AND author = 'customer'
    ORDER BY position DESC LIMIT 1
  ) END AS asked`

export function summaryOf(row: SummaryRow): ConversationSummary {
  return {
    conversation: conversationOf(row),
    seq: row.seq,
    lastAt: row.last_at,
    lastText: row.last_text,
    ...lastByOf(row),
    ...(row.asked !== null && { asked: lastTextOf(parse<MessagePart[]>(row.asked)) }),
    ...(row.waiting_since !== null && { waitingSince: row.waiting_since }),
    ...(row.customer_read !== null && { readByCustomer: row.customer_read }),
    ...(row.shop_read !== null && { readByShop: row.shop_read }),
    urgent: row.urgent === 1,
    ...(row.case_level !== null && { level: row.case_level }),
    ...promiseOf(row),
  }
}

function lastByOf({ last_by }: SummaryRow): Pick<ConversationSummary, 'lastBy'> {
  if (last_by === null) return {}
  const [author, agent] = parse<[Author['kind'], AgentId | null]>(last_by)
  return { lastBy: { author, ...(agent !== null && { agent }) } }
}

function promiseOf({ promise }: SummaryRow): Pick<ConversationSummary, 'promise'> {
  if (promise === null) return {}
  const [clock] = parse<[StageClock | null, number | null]>(promise)
  return clock === null ? {} : { promise: clock }
}

export function entryOf(row: MessageRow, conversationId: ConversationId): Entry {
  const externalId = row.external_id ?? row.platform_id
  return {
    position: row.position,
    seq: row.seq,
    id: row.id ?? `m${row.position}`,
    conversationId,
    at: row.at,
    author: authorOf(row),
    parts: parse<MessagePart[]>(row.parts),
    ...(externalId !== null && { externalId }),
    ...(row.status !== null && {
      delivery: { status: row.status, ...(row.reason !== null && { reason: row.reason }) },
    }),
    ...(row.why !== null && { why: parse<Why>(row.why) }),
    ...(row.mentions !== null && { mentions: parse<Mention[]>(row.mentions) }),
  }
}

export function authorOf(row: MessageRow): Author {
  if (row.author !== 'agent' && row.author !== 'note') return { kind: row.author }
  return { kind: row.author, agent: row.agent ?? '', name: row.agent_name ?? '' }
}

export function unreadOf(row: MessageRow): Unread {
  return {
    position: row.position,
    channel: row.channel,
    account: row.account,
    externalId: row.external_id ?? '',
    sender: row.author as Sender,
    sentAt: row.at,
    receivedAt: row.received_at ?? row.at,
    orderKey: row.order_key ?? '',
    parts: parse<MessagePart[]>(row.parts),
  }
}
