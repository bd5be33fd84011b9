import { expect, test } from 'vitest'
import { type Desk, emptyDesk, withRows } from '../../src/web/console/desk.ts'
import { countTodo, hasUrgent, newsOf } from '../../src/web/console/news.ts'
import type { ConversationRow, Me } from '../../src/web/shared/index.ts'

const me: Me = { id: 'lin', name: '小林', role: 'agent' }
const loaded: Desk = { ...emptyDesk, me, loaded: true }

let seq = 0
const aRow = (row: Partial<ConversationRow>): ConversationRow => {
  seq += 1
  const known = { id: 'c1', customer: { id: 'u-1', name: null }, phase: 'answering', last_at: 0 }
  const rest = { urgent: false, waiting_since: null, owner_id: null, last_by: null, alerts: [] }
  return { ...known, ...rest, seq, promise: null, reply_due: null, ...row } as ConversationRow
}
const kinds = (before: Desk, now: Desk) => newsOf(before, now).map(({ kind }) => kind)

test('who begins to wait is news once, and danger is news of its own', () => {
  const waits = withRows(loaded, [aRow({ phase: 'awaiting_agent' })])
  expect(kinds(loaded, waits)).toEqual(['waiting'])
  const still = withRows(waits, [aRow({ phase: 'awaiting_agent', last_at: 9 })])
  expect(kinds(waits, still)).toEqual([])
  const danger = withRows(still, [aRow({ phase: 'awaiting_agent', urgent: true })])
  expect(kinds(still, danger)).toEqual(['urgent'])
  expect([hasUrgent(still), hasUrgent(danger), countTodo(danger)]).toEqual([false, true, 1])
})

test('words of my own customer are news; mine, the bot’s and a colleague’s customers’ are not', () => {
  const customer = { author: 'customer', agent: null } as const
  const mine = { phase: 'with_agent', owner_id: 'lin' } as const
  const before = withRows(loaded, [aRow(mine)])
  const news = (row: Partial<ConversationRow>) => kinds(before, withRows(before, [aRow(row)]))
  expect(news({ ...mine, last_at: 1, last_by: customer })).toEqual(['message'])
  expect(news({ ...mine, last_at: 1, last_by: { author: 'agent', agent: 'lin' } })).toEqual([])
  expect(news({ ...mine, owner_id: 'chen', last_at: 1, last_by: customer })).toEqual([])
})

test('a desk that only now loads has no news', () => {
  const waits = withRows(loaded, [aRow({ phase: 'awaiting_agent' })])
  expect(newsOf({ ...loaded, loaded: false }, waits)).toEqual([])
})

test('a note that names me is news once; those from before I came are none', () => {
  const there = withRows(loaded, [aRow({})])
  const named = { ...there, mentions: new Map([['l1', 'c1']]) }
  expect(kinds(there, named)).toEqual([])
  const again = { ...named, mentions: new Map([...named.mentions, ['l2', 'c1']]) }
  expect(kinds(named, again)).toEqual(['mention'])
  expect(kinds(again, named)).toEqual([])
})
