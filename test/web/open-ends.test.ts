import { expect, test } from 'vitest'
import { openEnds } from '../../src/web/console/open-ends.ts'
import type { Line, Ticket } from '../../src/web/shared/index.ts'
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
  delivery: null,
  why: null,
})
const answered = [aLine('customer', '在吗'), aLine('agent', '在的')]
const withCases = (...stages: readonly Ticket['stage'][]) => ({
  tickets: stages.map((stage) => aCase({ stage })),
  owes_answer: false,
})

test('where cases are over and nobody waits for a word there are no open ends', () => {
  expect(openEnds(withCases('done', 'rejected', 'withdrawn'), answered)).toBeUndefined()
  expect(openEnds(withCases(), [aLine('customer', '好的谢谢')])).toBeUndefined()
})

test.each(['opened', 'under_review', 'proposed', 'agreed', 'reopened'] as const)(
  'a case that is %s is one',
  (stage) => {
    expect(openEnds(withCases('done', stage), answered)?.cases).toHaveLength(1)
  },
)

test('so are the last words of a customer who waits, whatever the system notes after them', () => {
  const asked = [...answered, aLine('customer', '什么时候寄'), aLine('event', '小林接手了会话')]
  const owed = { tickets: [], owes_answer: true }
  expect(openEnds(owed, asked)).toEqual({ cases: [], unanswered: '什么时候寄' })
  expect(openEnds(owed, [...answered, aLine('customer')])?.unanswered).toBe('')
})

test('what a person has said since is an answer, though the detail does not know yet', () => {
  expect(openEnds({ tickets: [], owes_answer: true }, answered)).toBeUndefined()
})
