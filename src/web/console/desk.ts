import type {
  AgentEvent,
  ConversationDetail,
  ConversationRow,
  DeskStatus,
  Line,
  Link,
  Looking,
  Me,
  PlaybookStatus,
} from '../shared/index.ts'
import type { Mentions } from './mentions.ts'

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
  /** What did not work while nobody was looking at it, in the server's sentence. */
  readonly failure: string | null
  /** Who is at which conversation now, by its id; I am in it, too. */
  readonly lookers: ReadonlyMap<string, Looking>
  readonly customersTyping: ReadonlySet<string>
  /** Null until they are loaded. */
  readonly mentions: Mentions | null
}

/** The conversation on screen. Live lines may come before its details do. */
export interface Opened {
  readonly id: string
  readonly detail: ConversationDetail | null
  readonly lines: readonly Line[]
  /** Nothing was said before the first of the lines. */
  readonly isWhole: boolean
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
  failure: null,
  lookers: new Map(),
  customersTyping: new Set(),
  mentions: null,
}

export const opened = (id: string): Opened => ({
  id,
  detail: null,
  lines: [],
  isWhole: false,
  failed: null,
})

/** A `ready` or `reload` says nothing that can be merged here; the caller answers it. */
export function withEvent(desk: Desk, event: AgentEvent): Desk {
  switch (event.type) {
    case 'ready':
      return {
        ...desk,
        // All up to here was told, also where nothing of it was for me.
        after: Math.max(desk.after, event.seq),
        playbook: event.playbook,
        lookers: new Map(event.lookers.map((each) => [each.conversation, each])),
        customersTyping: new Set(event.customers_typing),
      }
    case 'lookers': {
      const { type: _, ...looking } = event
      const lookers = new Map(desk.lookers).set(looking.conversation, looking)
      if (looking.viewing.length + looking.typing.length === 0) lookers.delete(looking.conversation)
      return { ...desk, lookers }
    }
    case 'customer_typing': {
      const others = [...desk.customersTyping].filter((id) => id !== event.conversation)
      const now = event.typing ? [event.conversation] : []
      return { ...desk, customersTyping: new Set([...others, ...now]) }
    }
    case 'playbook':
      return { ...desk, playbook: event.playbook }
    case 'conversation':
      return { ...withRows(desk, [event.conversation]), after: Math.max(desk.after, event.seq) }
    case 'line': {
      const after = Math.max(desk.after, event.seq)
      const { open } = desk
      if (open?.id !== event.line.conversation) return { ...desk, after }
      return {
        ...desk,
        after,
        open: { ...open, lines: mergeLines(open.lines, [event.line]) },
      }
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
  // Looks overtake each other.
  if ((open.detail?.seq ?? -1) > detail.seq) return next
  const lines = mergeLines(open.lines, detail.transcript)
  const isWhole = open.isWhole || detail.transcript.length < linesAtOnce
  return { ...next, open: { ...open, detail, lines, isWhole, failed: null } }
}

/** So many lines come with the details, or with each look further back. */
export const linesAtOnce = 200

/** What was said before the first line on screen. */
export function withEarlier(desk: Desk, id: string, earlier: readonly Line[]): Desk {
  const { open } = desk
  if (open?.id !== id) return desk
  const isWhole = earlier.length < linesAtOnce
  return { ...desk, open: { ...open, lines: mergeLines(open.lines, earlier), isWhole } }
}

export function mergeLines(known: readonly Line[], more: readonly Line[]): readonly Line[] {
  const lines = new Map(known.map((line) => [line.id, line]))
  for (const line of more) {
    if ((lines.get(line.id)?.seq ?? -1) <= line.seq) lines.set(line.id, line)
  }
  return [...lines.values()].sort((a, b) => a.position - b.position)
}

/** What needs a person now; what is mine; everything. */
export const tabs = ['todo', 'mine', 'all'] as const
export type Tab = (typeof tabs)[number]

/** In order; sorted once for rows as they stand, however often it is asked. */
export function rowsOf({ rows, me }: Desk, tab: Tab): readonly ConversationRow[] {
  const known = sorted.get(rows) ?? new Map<string, readonly ConversationRow[]>()
  sorted.set(rows, known)
  const place = `${tab} ${me?.id}`
  const found = known.get(place) ?? sortedFor(me, [...rows.values()], tab)
  known.set(place, found)
  return found
}

const sorted = new WeakMap<Desk['rows'], Map<string, readonly ConversationRow[]>>()

function sortedFor(me: Me | null, rows: ConversationRow[], tab: Tab): readonly ConversationRow[] {
  switch (tab) {
    case 'todo':
      return rows.filter((row) => needsMe(me, row)).sort(byNeed)
    case 'mine':
      return rows.filter((row) => isMine(me, row)).sort(byNeed)
    case 'all':
      return rows.sort(byTime)
    default:
      return tab satisfies never
  }
}

/** Nobody has it yet, or I have it and the customer waits for my words. */
const needsMe = (me: Me | null, row: ConversationRow): boolean =>
  row.phase === 'awaiting_agent' || (isMine(me, row) && row.waiting_since !== null)

/** The customers whom I owe an answer. */
export const waitForMe = ({ me, rows }: Pick<Desk, 'me' | 'rows'>): number =>
  [...rows.values()].filter((row) => isMine(me, row) && row.waiting_since !== null).length

/**
 * Whoever waits for a person stands before who does not: danger first, then who has waited longest.
 * Below them what is due first, then where something was said last.
 */
function byNeed(a: ConversationRow, b: ConversationRow): number {
  const waits = Number(isWaiting(b)) - Number(isWaiting(a))
  if (waits !== 0) return waits
  const urgent = Number(b.urgent) - Number(a.urgent)
  if (isWaiting(a)) return urgent || waitingSince(a) - waitingSince(b)
  return nextDue(a) - nextDue(b) || urgent || b.last_at - a.last_at
}

/** Whoever waits stands first here, too; below them one looks for what was said when. */
const byTime = (a: ConversationRow, b: ConversationRow): number =>
  isWaiting(a) || isWaiting(b) ? byNeed(a, b) : b.last_at - a.last_at

const isWaiting = ({ phase, waiting_since }: ConversationRow): boolean =>
  phase === 'awaiting_agent' || (phase === 'with_agent' && waiting_since !== null)

/** What is due first, of promises and replies; what has no deadline comes last. */
const nextDue = ({ promise, reply_due }: ConversationRow): number =>
  Math.min(promise?.due ?? noDeadline, reply_due ?? noDeadline)

const noDeadline = Number.MAX_SAFE_INTEGER

/** The most urgent that needs me, past the one on screen; none that is about to be done with. */
export function nextWaiting(
  desk: Desk,
  isLeaving: (id: string) => boolean = () => false,
): ConversationRow | undefined {
  const waiting = rowsOf(desk, 'todo').filter(({ id }) => !isLeaving(id))
  const at = waiting.findIndex((row) => row.id === desk.open?.id)
  return waiting[at + 1] ?? waiting.find((row) => row.id !== desk.open?.id)
}

/** The one before or after the one on screen, as a list shows them. */
export function neighbour(
  rows: readonly ConversationRow[],
  id: string | null,
  step: 1 | -1,
): ConversationRow | undefined {
  const at = rows.findIndex((row) => row.id === id)
  return at < 0 ? rows[0] : rows[at + step]
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

/** What colleagues do at a conversation just now. */
export function othersAt({ me, lookers }: Desk, conversation: string) {
  const { viewing = [], typing = [] } = lookers.get(conversation) ?? {}
  const isOther = ({ id }: { readonly id: string }) => id !== me?.id
  return { viewing: viewing.filter(isOther), typing: typing.filter(isOther) }
}

/** Why a person was called, as long as it matters: danger stays danger in whosever hands. */
export const showsReason = ({ phase, handoff_reason }: ConversationRow): boolean =>
  phase === 'awaiting_agent' || (phase === 'with_agent' && handoff_reason === 'safety')

/** Whose words stand in the list, as I would say it; null where they are the customer's. */
export function saidBy(me: Me | null, { last_by }: ConversationRow): Speaker | null {
  if (last_by === null) return null
  const { author, agent } = last_by
  if (author === 'customer' || author === 'event' || author === 'note') return null
  return author === 'agent' && agent === me?.id ? 'me' : author
}

type Speaker = 'me' | Exclude<Line['author'], 'customer' | 'event' | 'note'>

export const waitingSince = (row: ConversationRow) => row.waiting_since ?? row.last_at

export const isMine = (me: Me | null, row: ConversationRow) =>
  me !== null && row.phase === 'with_agent' && row.owner_id === me.id

/** The colleague, or the platform's own client, who keeps everybody else from replying. */
export const otherOwner = (me: Me | null, row: ConversationRow): string | null =>
  row.phase === 'with_agent' && !isMine(me, row) ? row.owner : null

function rowOf(detail: ConversationDetail): ConversationRow {
  const { transcript, owes_answer, ticket, tickets, open_tickets, handoff, ...rest } = detail
  const { decisions, orders, orders_unknown, ...row } = rest
  return row
}
