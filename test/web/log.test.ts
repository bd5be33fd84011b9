import { expect, test } from 'vitest'
import type { CustomerLine } from '../../src/web/shared/index.ts'
import {
  arrange,
  emptyLog,
  type Outgoing,
  openOptions,
  withLine,
} from '../../src/web/widget/log.ts'

const aLine = (id: string, line: Partial<CustomerLine> = {}): CustomerLine => ({
  id,
  seq: 1,
  position: 1,
  at: 0,
  from: 'bot',
  name: null,
  parts: [{ kind: 'text', text: id }],
  options: [],
  clientId: null,
  ...line,
})

const aMessage = (id: string, state: Outgoing['state']): Outgoing => ({
  id,
  at: 0,
  parts: [{ type: 'text', text: id }],
  state,
})

test('a line that comes again replaces itself', () => {
  const first = withLine(emptyLog, aLine('a', { seq: 1 }))
  const second = withLine(first, aLine('a', { seq: 2, name: '小叶' }))
  expect(second.lines.map((line) => line.name)).toEqual(['小叶'])
})

test('an older version of a line changes nothing', () => {
  const log = withLine(emptyLog, aLine('a', { seq: 5, name: '新' }))
  expect(withLine(log, aLine('a', { seq: 4, name: '旧' }))).toEqual(log)
})

test('lines stand by position, however they arrive', () => {
  const log = [aLine('b', { position: 2, seq: 9 }), aLine('a', { position: 1, seq: 3 })].reduce(
    withLine,
    emptyLog,
  )
  expect(log.lines.map((line) => line.id)).toEqual(['a', 'b'])
  expect(log.after).toBe(9)
})

test('a delivered message stays before the answer that came after it', () => {
  const log = [aLine('old', { position: 1 }), aLine('answer', { position: 3 })].reduce(
    withLine,
    emptyLog,
  )
  const rows = arrange(log, [
    aMessage('mine', { kind: 'delivered', behind: 1 }),
    aMessage('unsent', { kind: 'sending' }),
  ])
  expect(rows.map((row) => (row.kind === 'line' ? row.line.id : row.message.id))).toEqual([
    'old',
    'mine',
    'answer',
    'unsent',
  ])
})

test('options close as soon as anything is said after them', () => {
  const log = withLine(emptyLog, aLine('q', { options: ['退款', '换货'] }))
  expect(openOptions(arrange(log, []))).toEqual([
    { number: '1', label: '退款' },
    { number: '2', label: '换货' },
  ])
  expect(openOptions(arrange(log, [aMessage('m', { kind: 'sending' })]))).toEqual([])
})
