import { expect, test } from 'vitest'
import type { TicketId } from '../../src/model/ids.ts'
import { openEnds } from '../../src/web/console/open-ends.ts'
import type { Line } from '../../src/web/shared/index.ts'
import { aCase } from '../case-rules/support.ts'

const aLine = (author: Line['author'], text?: string): Line => ({
  id: 'l1',
  seq: 1,
  position: 1,
  conversation: 'c1',
  at: 0,
  author,
  name: null,
  parts: text === undefined ? [{ kind: 'image', url: '', mediaId: 'm' }] : [{ kind: 'text', text }],
  external_id: null,
  mentions: [],
  delivery: null,
  why: null,
})
const answered = [aLine('customer', '在吗'), aLine('agent', '在的')]
const withCases = (...open: readonly string[]) => ({
  tickets: ['t1', 't2', 't3'].map((id) => aCase({ id: id as TicketId })),
  open_tickets: open,
  owes_answer: false,
})
const waits = { tickets: [], open_tickets: [], owes_answer: true }

test('where cases are over and nobody waits for a word there are no open ends', () => {
  expect(openEnds(withCases(), answered)).toBeUndefined()
  expect(openEnds(withCases(), [aLine('customer', '好的谢谢')])).toBeUndefined()
})

test('a case is one that the server says is not over', () => {
  expect(openEnds(withCases('t2'), answered)?.cases.map(({ id }) => id)).toEqual(['t2'])
})

test('so are the last words of a customer who waits, whatever the system notes after them', () => {
  const asked = [...answered, aLine('customer', '什么时候寄'), aLine('event', '小林接手了会话')]
  expect(openEnds(waits, asked)).toEqual({ cases: [], unanswered: '什么时候寄' })
  expect(openEnds(waits, [...answered, aLine('customer')])?.unanswered).toBe('')
})

test('what a person has said since is an answer, though the detail does not know yet', () => {
  expect(openEnds(waits, answered)).toBeUndefined()
})
