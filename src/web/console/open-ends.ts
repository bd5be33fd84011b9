import type { ConversationDetail, Line, Ticket } from '../shared/index.ts'

/** What is not over yet when a conversation is to be resolved. */
export interface OpenEnds {
  readonly cases: readonly Ticket[]
  /** The customer's last words, where they wait for an answer; empty for a picture. */
  readonly unanswered: string | null
}

type Known = Pick<ConversationDetail, 'tickets' | 'open_tickets' | 'owes_answer'>

/** Undefined where nothing is open. */
export function openEnds(
  { tickets, open_tickets, owes_answer }: Known,
  lines: readonly Line[],
): OpenEnds | undefined {
  const cases = tickets.filter(({ id }) => open_tickets.includes(id))
  // The lines are newer than the detail: what a person has said since is an answer.
  const said = lines.findLast(({ author }) => author === 'customer' || isPerson(author))
  const last = owes_answer && said?.author === 'customer' ? said : undefined
  const unanswered = last === undefined ? null : textOf(last)
  return cases.length > 0 || unanswered !== null ? { cases, unanswered } : undefined
}

const isPerson = (author: Line['author']): boolean => author === 'agent' || author === 'shop_human'

const textOf = ({ parts }: Line): string =>
  parts
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
    .join(' ')
    .trim()
