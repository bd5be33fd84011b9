import type { ConversationRow } from '../shared/index.ts'
import { type Desk, isMine, isUrgent, rowsOf } from './desk.ts'

/** What an agent wants to be told of wherever they look. */
export const newsKinds = ['urgent', 'waiting', 'message', 'mention'] as const
export type NewsKind = (typeof newsKinds)[number]
export interface News {
  readonly kind: NewsKind
  readonly row: ConversationRow
}

/** What happened between two states of the desk; a desk that only now loads has no news. */
export function newsOf(before: Desk, now: Desk): readonly News[] {
  return [...newsOfRows(before, now), ...newMentions(before, now)]
}

function newMentions(before: Desk, now: Desk): readonly News[] {
  const { mentions: known } = before
  if (known === null || now.mentions === null || now.mentions === known) return []
  return [...now.mentions].flatMap(([line, conversation]): News[] => {
    const row = now.rows.get(conversation)
    return row === undefined || known.has(line) ? [] : [{ kind: 'mention', row }]
  })
}

function newsOfRows(before: Desk, now: Desk): readonly News[] {
  if (!before.loaded || !now.loaded || before.rows === now.rows) return []
  return [...now.rows.values()].flatMap((row): News[] => {
    const was = before.rows.get(row.id)
    if (was === row) return []
    if (isUrgent(row) && !(was !== undefined && isUrgent(was))) return [{ kind: 'urgent', row }]
    if (row.phase === 'awaiting_agent' && was?.phase !== 'awaiting_agent') {
      return [{ kind: 'waiting', row }]
    }
    const asks = isMine(now.me, row) && row.last_by?.author === 'customer'
    return asks && row.last_at > (was?.last_at ?? 0) ? [{ kind: 'message', row }] : []
  })
}

/** So many want my word. */
export const countTodo = (desk: Desk): number => rowsOf(desk, 'todo').length

export const hasUrgent = (desk: Desk): boolean => [...desk.rows.values()].some(isUrgent)
