import type {
  AgentEvent,
  ConversationDetail,
  ConversationRow,
  DeskStatus,
  Line,
  Link,
  Me,
  PlaybookStatus,
} from '../shared/index.ts'

/** All that the console knows. Whatever arrives twice or late changes nothing: the higher `seq` wins. */
export interface Desk {
  readonly me: Me | null
  readonly link: Link
  readonly rows: ReadonlyMap<string, ConversationRow>
  readonly loaded: boolean
  /** The highest `seq` heard: where to resume from. */
  readonly after: number
  readonly open: Opened | null
  readonly playbook: PlaybookStatus | null
  /** Who is there; null until it is loaded. */
  readonly status: DeskStatus | null
}

/** The conversation on screen. Live lines may come before its details do. */
export interface Opened {
  readonly id: string
  readonly detail: ConversationDetail | null
  readonly lines: readonly Line[]
  /** The server's sentence when the details could not be loaded. */
  readonly failed: string | null
}

export const emptyDesk: Desk = {
  me: null,
  link: 'connecting',
  rows: new Map(),
  loaded: false,
  after: 0,
  open: null,
  playbook: null,
  status: null,
}

export const opened = (id: string): Opened => ({ id, detail: null, lines: [], failed: null })

/** A `ready` or `reload` says nothing that can be merged here; the caller answers it. */
export function withEvent(desk: Desk, event: AgentEvent): Desk {
  switch (event.type) {
    case 'ready':
    case 'playbook':
      return { ...desk, playbook: event.playbook }
    case 'conversation':
      return { ...withRows(desk, [event.conversation]), after: Math.max(desk.after, event.seq) }
    case 'line': {
      const after = Math.max(desk.after, event.seq)
      const { open } = desk
      if (open?.id !== event.line.conversation) return { ...desk, after }
      return { ...desk, after, open: { ...open, lines: mergeLines(open.lines, [event.line]) } }
    }
    case 'reload':
      return { ...desk, after: event.seq }
    default:
      return event satisfies never
  }
}

export function withRows(desk: Desk, rows: readonly ConversationRow[]): Desk {
  const merged = new Map(desk.rows)
  for (const row of rows) {
    if ((merged.get(row.id)?.seq ?? -1) <= row.seq) merged.set(row.id, row)
  }
  return { ...desk, rows: merged }
}

/** A list that was loaded whole; the socket goes on from the highest `seq` in it. */
export function withList(desk: Desk, rows: readonly ConversationRow[]): Desk {
  const highest = rows.reduce((seq, row) => Math.max(seq, row.seq), desk.after)
  return { ...withRows(desk, rows), loaded: true, after: highest }
}

/** Details of a conversation that is not on screen any more are only good for its row. */
export function withDetail(desk: Desk, detail: ConversationDetail): Desk {
  const next = withRows(desk, [rowOf(detail)])
  const { open } = next
  if (open?.id !== detail.id) return next
  const lines = mergeLines(open.lines, detail.transcript)
  return { ...next, open: { ...open, detail, lines, failed: null } }
}

export function mergeLines(known: readonly Line[], more: readonly Line[]): readonly Line[] {
  const lines = new Map(known.map((line) => [line.id, line]))
  for (const line of more) {
    if ((lines.get(line.id)?.seq ?? -1) <= line.seq) lines.set(line.id, line)
  }
  return [...lines.values()].sort((a, b) => a.position - b.position)
}

export type Tab = 'waiting' | 'mine' | 'all'

export function rowsOf(desk: Desk, tab: Tab): readonly ConversationRow[] {
  const rows = [...desk.rows.values()]
  switch (tab) {
    case 'waiting':
      return rows
        .filter((row) => row.phase === 'awaiting_agent')
        .sort(
          (a, b) => Number(isUrgent(b)) - Number(isUrgent(a)) || waitingSince(a) - waitingSince(b),
        )
    case 'mine':
      return rows
        .filter((row) => isMine(desk.me, row))
        .sort(
          (a, b) =>
            nextDue(a) - nextDue(b) || Number(b.urgent) - Number(a.urgent) || b.last_at - a.last_at,
        )
    case 'all':
      return rows.sort((a, b) => b.last_at - a.last_at)
    default:
      return tab satisfies never
  }
}

/** What is due first, of promises and replies; what has no deadline comes last. */
const nextDue = ({ promise, reply_due }: ConversationRow): number =>
  Math.min(promise?.due ?? noDeadline, reply_due ?? noDeadline)

const noDeadline = Number.MAX_SAFE_INTEGER

/** The first in the waiting list, past the one on screen. */
export function nextWaiting(desk: Desk): ConversationRow | undefined {
  const waiting = rowsOf(desk, 'waiting')
  const at = waiting.findIndex((row) => row.id === desk.open?.id)
  return waiting[at + 1] ?? waiting.find((row) => row.id !== desk.open?.id)
}

/** Danger, or a case of level 1: before everybody who has waited longer. */
export const isUrgent = (row: ConversationRow) => row.phase === 'awaiting_agent' && row.urgent

/**
 * What is due first: the promise of a case, or the reply that the marketplace wants. A promise
 * presses once it is to be warned of; one of a dangerous case at all times.
 */
export function pressing(row: ConversationRow, now: number): 'promise' | 'reply' | 'nothing' {
  const { promise, level, reply_due } = row
  const isFirst = promise !== null && (reply_due === null || promise.due < reply_due)
  if (isFirst && (level === 1 || now >= (promise.warn ?? promise.due))) return 'promise'
  return reply_due === null ? 'nothing' : 'reply'
}

/** Has waited so long, or was passed by so often, that I should see to it. */
export const isEscalated = ({ me, status }: Desk, row: ConversationRow, now: number): boolean =>
  row.phase === 'awaiting_agent' &&
  (status?.escalate ?? []).some(
    ({ to, after_waiting_ms, after_passed_by }) =>
      to.some((role) => role === me?.role) &&
      row.passed_by >= after_passed_by &&
      now - waitingSince(row) >= after_waiting_ms,
  )

/** Why a person was called, as long as it matters: danger stays danger in whosever hands. */
export const showsReason = ({ phase, handoff_reason }: ConversationRow): boolean =>
  phase === 'awaiting_agent' || (phase === 'with_agent' && handoff_reason === 'safety')

/** Whose words stand in the list, as I would say it; null where they are the customer's. */
export function saidBy(me: Me | null, { last_by }: ConversationRow): Speaker | null {
  if (last_by === null) return null
  const { author, agent } = last_by
  if (author === 'customer' || author === 'event') return null
  return author === 'agent' && agent === me?.id ? 'me' : author
}

type Speaker = 'me' | Exclude<Line['author'], 'customer' | 'event'>

export const waitingSince = (row: ConversationRow) => row.waiting_since ?? row.last_at

export const isMine = (me: Me | null, row: ConversationRow) =>
  me !== null && row.phase === 'with_agent' && row.owner_id === me.id

/** The colleague, or the platform's own client, who keeps everybody else from replying. */
export const otherOwner = (me: Me | null, row: ConversationRow): string | null =>
  row.phase === 'with_agent' && !isMine(me, row) ? row.owner : null

function rowOf(detail: ConversationDetail): ConversationRow {
  const { transcript, owes_answer, ticket, tickets, open_tickets, handoff, ...rest } = detail
  const { decisions, orders, ...row } = rest
  return row
}
