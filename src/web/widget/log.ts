import type { CustomerLine, CustomerPart, MessagePart, Rating } from '../shared/index.ts'

/** What was said, by position, and the highest `seq` heard: where to resume from. */
export interface Log {
  readonly lines: readonly CustomerLine[]
  readonly after: number
}

/**
 * A message of this page that is not in the log yet.
 * sending -> delivered, once it is on disk -> gone, once its line has come; or sending -> refused.
 */
export interface Outgoing {
  readonly id: string
  readonly at: number
  readonly parts: readonly CustomerPart[]
  readonly state:
    | { readonly kind: 'sending' }
    /** Stands behind the line that was last when the server took it. */
    | { readonly kind: 'delivered'; readonly behind: number }
    | { readonly kind: 'refused'; readonly message: string }
}

export const emptyLog: Log = { lines: [], after: 0 }

/** Adds a line, or replaces the same line when this one is newer. */
export function withLine(log: Log, line: CustomerLine): Log {
  const after = Math.max(log.after, line.seq)
  const known = log.lines.find((each) => each.id === line.id)
  if (known !== undefined && known.seq >= line.seq) return { ...log, after }
  const others = log.lines.filter((each) => each.id !== line.id)
  const lines = [...others, line].sort((a, b) => a.position - b.position)
  return { lines, after }
}

/** What the customer thinks of a line, as the server keeps it. */
export const withRating = (
  log: Log,
  { line, rating }: { readonly line: string; readonly rating: Rating | null },
): Log => ({
  ...log,
  lines: log.lines.map((each) => (each.id === line ? { ...each, rating } : each)),
})

/** The messages that are still not in the log after this line. */
export const withoutLine = (
  outgoing: readonly Outgoing[],
  line: CustomerLine,
): readonly Outgoing[] =>
  line.clientId === null ? outgoing : outgoing.filter((each) => each.id !== line.clientId)

export const withState = (
  outgoing: readonly Outgoing[],
  id: string,
  state: Outgoing['state'],
): readonly Outgoing[] => outgoing.map((each) => (each.id === id ? { ...each, state } : each))

export type Row =
  | { readonly kind: 'line'; readonly line: CustomerLine }
  | { readonly kind: 'outgoing'; readonly message: Outgoing }

export const isMine = (row: Row) => row.kind === 'outgoing' || row.line.from === 'me'

/** Log and own messages in reading order; what the server has not taken yet stands last. */
export function arrange(log: Log, outgoing: readonly Outgoing[]): readonly Row[] {
  const rows: Row[] = []
  const addBehind = (from: number, to: number) => {
    for (const message of outgoing) {
      if (message.state.kind !== 'delivered') continue
      const { behind } = message.state
      if (behind >= from && behind < to) rows.push({ kind: 'outgoing', message })
    }
  }
  let from = Number.NEGATIVE_INFINITY
  for (const line of log.lines) {
    addBehind(from, line.position)
    rows.push({ kind: 'line', line })
    from = line.position
  }
  addBehind(from, Number.POSITIVE_INFINITY)
  for (const message of outgoing) {
    if (message.state.kind !== 'delivered') rows.push({ kind: 'outgoing', message })
  }
  return rows
}

export interface Option {
  readonly number: string
  readonly label: string
}

/** What the bot's last message offers, unless something was said after it. */
export function openOptions(rows: readonly Row[]): readonly Option[] {
  const last = rows.at(-1)
  if (last?.kind !== 'line') return []
  return last.line.options.map((label, index) => ({ number: String(index + 1), label }))
}

/** An own message's part as the log will show it. */
export function shownPart(part: CustomerPart): MessagePart {
  switch (part.type) {
    case 'text':
      return { kind: 'text', text: part.text }
    case 'order':
      return { kind: 'order', orderNo: part.order_id }
    case 'product':
      return { kind: 'product', productId: part.product_id }
    default:
      return {
        kind: part.type,
        url: `media:${part.media}`,
        mediaId: part.media,
        ...(part.name === undefined ? {} : { name: part.name }),
      }
  }
}
