import { expect, test } from 'vitest'
import { anIntent, aPlaybook, image, talk } from '../support/dialogue.ts'

const playbook = aPlaybook({
  intents: [
    anIntent({ id: 'damaged', told_by: ['碎', '裂'] }),
    anIntent({ id: 'missing', keywords: ['漏发'], told_by: ['少了', '盖子没有'] }),
  ],
})

const troublesOf = ({ next }: ReturnType<ReturnType<typeof talk>['says']>) =>
  next.phase.kind === 'collecting' ? [next.phase.run.flow, ...(next.phase.run.also ?? [])] : []

const guess = { intent: 'missing', confidence: 0.8 }

test('while a form runs, a guess brings no other trouble in', () => {
  const chat = talk(playbook)
  expect(troublesOf(chat.says('收到就碎了', 'damaged'))).toEqual(['damaged'])
  expect(troublesOf(chat.says('家里那个才三岁', guess))).toEqual(['damaged'])
})

test.each([
  ['words of the trouble', '里面还少了一个', guess],
  ['a keyword', '勺子漏发', guess],
  [
    'a meaning as clear as a known sentence',
    '买两个来一个',
    { intent: 'missing', confidence: 0.93 },
  ],
])('%s bring it in', (_, words, meaning) => {
  const chat = talk(playbook)
  chat.says('收到就碎了', 'damaged')
  expect(troublesOf(chat.says(words, meaning))).toEqual(['damaged', 'missing'])
})

test('a guess opens the first form of all, unless there is hardly a word', () => {
  expect(troublesOf(talk(playbook).says('买两个只来一个呢', guess))).toEqual(['missing'])
  expect(troublesOf(talk(playbook).says('睡了', guess))).toEqual([])
})

test('after the form is done a guess opens none either', () => {
  const chat = talk(playbook)
  chat.says('收到就碎了', 'damaged')
  chat.sendsWith('杯口裂了一圈 260011112222', { intent: 'damaged' }, image(), image())
  const before = chat.tickets.length
  chat.says('家里那个才三岁', guess)
  expect(chat.tickets).toHaveLength(before)
})
