import { expect, test } from 'vitest'
import { isOver } from '../../src/web/console/playbook/save-end.ts'

const file = 'replies/refund.yaml'
const other = 'replies/damaged.yaml'
const draft = (text: string) => ({ text, original: '', base: null })
const notes = { played: 0, failedBefore: [], unreadable: [] }
const refused = { end: { kind: 'refused', faults: [] }, undo: null, sent: [file] } as const
const live = {
  end: { kind: 'live', saved: [{ file, kind: 'topic', title: null, hash: 'h' }], notes },
  undo: null,
  sent: [file],
} as const

test('a refusal stays while a file that was sent is not saved, and goes with the last of them', () => {
  const atEnd = { [file]: draft('a'), [other]: draft('b') }
  expect(isOver(refused, { atEnd, now: atEnd })).toBe(false)
  expect(isOver(refused, { atEnd, now: { [file]: draft('mended') } })).toBe(false)
  expect(isOver(refused, { atEnd, now: { [other]: draft('b') } })).toBe(true)
})

test('a refusal to take something back has nothing to do with drafts', () => {
  expect(isOver({ ...refused, undo: {}, sent: [] }, { atEnd: {}, now: {} })).toBe(false)
})

test('what is said of a file in force goes when somebody writes on in it', () => {
  expect(isOver(live, { atEnd: {}, now: {} })).toBe(false)
  expect(isOver(live, { atEnd: {}, now: { [other]: draft('b') } })).toBe(false)
  expect(isOver(live, { atEnd: {}, now: { [file]: draft('next') } })).toBe(true)
})

test('what was typed while it was saved does not hide that it is in force', () => {
  const atEnd = { [file]: draft('meanwhile') }
  expect(isOver(live, { atEnd, now: atEnd })).toBe(false)
  expect(isOver(live, { atEnd, now: { [file]: draft('more') } })).toBe(true)
})

test('so does what was taken back and is in force', () => {
  const taken = { ...live, undo: {}, sent: [] }
  expect(isOver(taken, { atEnd: {}, now: { [file]: draft('next') } })).toBe(true)
})
