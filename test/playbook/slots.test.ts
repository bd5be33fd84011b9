import { expect, test } from 'vitest'
import { errorsOf, warningsOf } from './faults-of.ts'

const flow = (first: string, second = '', kind = 'description') => ({
  'replies/address.yaml': [
    'topic: address',
    'title: 改地址',
    'flows:',
    '  - id: address',
    '    title: 改地址',
    '    problem_class: 其他特殊',
    '    soothe: 好的',
    '    ask: "请发给我：{{missing}}"',
    '    complete: 好了',
    '    partial: 先这样',
    '    remind: "还差：{{missing}}"',
    '    slots:',
    '      - id: description',
    `        kind: ${kind}`,
    '        label: 新地址',
    ...[first, second].map((line) => `        ${line}`),
  ].join('\n'),
})

test('a phrase that tells a slot is read like those of tone.yaml', async () => {
  const good = flow('from_opening: false', 'told_by: { patterns: [(市|区)……(路|号)] }')
  expect(await errorsOf(good)).toEqual([])
  const bad = flow('from_opening: false', 'told_by: { patterns: [改成……] }')
  expect(await errorsOf(bad)).toEqual(['replies/address.yaml:17:33 句型「改成……」的头尾不能是 …'])
})

test('a thing that nobody finds in a message', async () => {
  const wrong = flow('from_opening: false', 'told_by: { entities: [phon] }')
  expect((await errorsOf(wrong))[0]).toMatch(/「phon」.*「?phone/)
})

test('what tells a slot that takes no words does nothing', async () => {
  const warnings = await warningsOf(flow('told_by: { entities: [phone] }', '', 'photo'))
  expect(warnings.filter((each) => each.includes('told_by'))).toEqual([
    'replies/address.yaml:16:20 told_by 不起作用：只有 kind: description 的资料看它',
  ])
})

test('a whole message that a phrase finds anyway', async () => {
  const warnings = await warningsOf(
    flow('from_opening: false', 'told_by: { patterns: [都找(过|了)], alone: [都没有, 都找过了] }'),
  )
  expect(warnings.filter((each) => each.includes('alone'))).toEqual([
    'replies/address.yaml:17:54 alone 里的「都找过了」不起作用：patterns 里的「都找(过|了)」已经认得',
  ])
})

test('a form that an answer invites to and that is not there', async () => {
  const files = flow('from_opening: false')
  const answers = [
    'answers:',
    '  - id: where',
    '    keywords: [送到哪]',
    '    reply: 没拿到就说一声',
    '    invites: adress',
    'flows:',
  ]
  const broken = {
    'replies/address.yaml': files['replies/address.yaml'].replace('flows:', answers.join('\n')),
  }
  expect((await errorsOf(broken))[0]).toMatch(/没有叫「adress」的取证流程.*address/)
})
