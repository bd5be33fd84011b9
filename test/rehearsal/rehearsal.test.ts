import { afterAll, expect, test, vi } from 'vitest'
import { formatFaults } from '../../src/playbook/index.ts'
import { verdictOf } from '../../src/rehearsal/index.ts'
import { aStory, openRoom, played, removeStories, storyOf, told } from './room.ts'

vi.setConfig({ testTimeout: 30_000 })

const room = await openRoom()
afterAll(removeStories)

test('a wrong expectation fails, with its place, what there was instead, and why', async () => {
  const story = await storyOf(
    room,
    aStory('  - customer: 收到就碎了\n    expect:\n      kind: answer\n      says: 马上赔您'),
  )
  const outcome = await room.play(story)
  expect(outcome).toMatchObject({
    kind: 'failed',
    step: 1,
    place: { line: 5, column: 5 },
    differences: [
      { path: ['kind'], place: { line: 7, column: 13 }, expected: ['answer', 'answer'] },
      { path: ['says'], place: { line: 8, column: 13 } },
    ],
  })
  const text = told(room, story, outcome)
  expect(text).toMatch(/story-\d+\.yaml:5:5 .*第 1 步/)
  expect(text).toContain('实际  collect')
  expect(text).toContain('有「马上赔您」')
  expect(text).toMatch(/因为：collect ← .*replies\/damaged\.yaml:\d+:\d+/)
  expect(text).toMatch(/11-25 14:00 {2}顾客 {2}收到就碎了/)
})

test('a bot that keeps silent where it should speak fails', async () => {
  const steps = '  - customer: 转人工\n  - agent: lin\n    does: take\n'
  const outcome = await played(room, `${steps}  - customer: 在吗\n    expect: { says: 您好 }`)
  expect(outcome).toMatchObject({
    kind: 'failed',
    step: 3,
    differences: [{ path: ['says'], actual: ['没有', 'nothing'] }],
  })
})

test.each([
  [
    'a misspelt key',
    '  - customer: 碎了\n    expcet: { kind: collect }',
    '6:5  错误  不认识的字段「expcet」，是不是想写「expect」？',
  ],
  [
    'a key that is unknown deep inside',
    '  - customer: 碎了\n    expect: { ticket: { levle: 1 } }',
    '6:25  错误  不认识的字段「levle」，是不是想写「level」？',
  ],
  [
    'a key in Chinese',
    '  - 顾客说的话: 碎了',
    '5:5  错误  不认识的字段「顾客说的话」，是不是想写「customer」？',
  ],
  [
    'a kind that does not exist',
    '  - customer: 碎了\n    expect: { kind: collct }',
    '6:21  错误  「kind」（决定）不能是「collct」',
  ],
  ['a step without anything', '  - expect: { silent: true }', '5:5  错误  这一步里什么也没发生'],
  ['two things in one step', '  - customer: 碎了\n    after: 3m', '这一步里有 customer、after'],
  ['an agent who does nothing', '  - agent: lin', '没有写坐席做什么'],
  ['an agent nobody knows', '  - agent: lim\n    does: take', '5:12  错误  没有坐席「lim」'],
  ['a colleague nobody knows', '  - agent: lin\n    gives: chem', '6:12  错误  没有坐席「chem」'],
  ['a change of nothing', '  - agent: lin\n    changes: { which: 1 }', '没有写改什么'],
  [
    'two changes in one step',
    '  - agent: lin\n    changes: { stage: done, note: 好了 }',
    '没有写改什么，或者写了几样',
  ],
  ['two deeds in one step', '  - agent: lin\n    does: take\n    replies: 您好', '或者写了两样'],
  ['a deed of nobody', '  - after: 3m\n    does: take', '没有写是哪位坐席'],
  ['a buyer nobody knows', '  - customer: 碎了\n    as: demo-l', '6:9  错误  没有买家「demo-l」'],
  ['an order number without quotes', '  - customer: 4532239827909130090', '加上英文引号'],
])('%s is refused with its place', async (_, steps, message) => {
  const read = await room.read('', aStory(steps))
  if (read.ok) expect.fail('the story was taken')
  expect(formatFaults(read.faults)).toContain(message)
})

test('a time that does not exist is refused', async () => {
  const read = await room.read('', aStory('  - after: 3m', '2026-02-30 14:00'))
  expect(read).toMatchObject({ ok: false, faults: [{ line: 3, column: 5 }] })
})

test('a pending story that fails is pending; one that passes must be unmarked', async () => {
  const story = await storyOf(room, aStory('  - customer: 收到就碎了'))
  const pending = { ...story, pending: '还没做' }
  const passed = await room.play(pending)
  expect(verdictOf(pending, passed)).toBe('passed_unexpectedly')
  const failed = await played(room, '  - customer: 收到就碎了\n    expect: { silent: true }')
  expect(verdictOf(pending, failed)).toBe('pending')
  expect(verdictOf(story, failed)).toBe('failed')
})
