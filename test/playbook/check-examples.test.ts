import { expect, test } from 'vitest'
import { errorsOf, warningsOf } from './faults-of.ts'
import { changed } from './playbook-dir.ts'

test('one example in two intents', async () => {
  const file = changed('intents/refund.yaml', '退款说法甲0', '破损说法乙1')
  expect(await errorsOf(file)).toEqual([
    'intents/refund.yaml:5:5 例句「破损说法乙1」同时出现在「damaged」（intents/damaged.yaml:7:5）和「refund」',
  ])
})

test('one example twice in an intent', async () => {
  const file = changed('intents/damaged.yaml', '破损说法丙2', '破损说法乙1')
  expect(await errorsOf(file)).toEqual([
    'intents/damaged.yaml:8:5 例句「破损说法乙1」写了两遍，另一处在 intents/damaged.yaml:7:5',
  ])
})

test('a warning for few examples', async () => {
  const file = {
    'intents/thanks.yaml': 'id: thanks\ntitle: 道谢\nrole: social\nexamples: [谢谢]\n',
  }
  expect(await warningsOf(file)).toEqual([
    'intents/thanks.yaml:4:11 意图「thanks」只有 1 句例句，建议至少 20 句',
  ])
})

test('a warning for examples of two intents that differ in punctuation only', async () => {
  const file = changed('intents/refund.yaml', '退款说法甲0', '破损，说法 乙1！')
  expect(await warningsOf(file)).toEqual([
    'intents/refund.yaml:5:5 例句「破损，说法 乙1！」和「damaged」的「破损说法乙1」（intents/damaged.yaml:7:5）几乎一样',
  ])
})

test('a warning for examples of two intents that are nearly the same', async () => {
  const pair = (one: string, other: string) =>
    warningsOf({
      ...changed('intents/damaged.yaml', '破损说法乙1', one),
      ...changed('intents/refund.yaml', '退款说法甲0', other),
    })
  const [long, longer] = ['收到的杯子碎了请帮我处理一下', '收到的杯子都碎了请帮我处理一下']
  expect(await pair(long, longer)).toEqual([
    `intents/refund.yaml:5:5 例句「${longer}」和「damaged」的「${long}」（intents/damaged.yaml:7:5）几乎一样`,
  ])
  expect(await pair(long, '收到的盘子碎了帮忙处理一下')).toEqual([])
})

test('examples that differ in a denial are not nearly the same', async () => {
  const files = {
    ...changed('intents/damaged.yaml', '破损说法乙1', '这个订单就是我昨天下的单'),
    ...changed('intents/refund.yaml', '退款说法甲0', '这个订单就不是我昨天下的单'),
  }
  expect(await warningsOf(files)).toEqual([])
})

test('a warning for examples of one intent that differ in punctuation only', async () => {
  const file = changed('intents/damaged.yaml', '破损说法丙2', '破损，说法乙1！')
  expect(await warningsOf(file)).toEqual([
    'intents/damaged.yaml:8:5 例句「破损，说法乙1！」和「破损说法乙1」（intents/damaged.yaml:7:5）只差标点',
  ])
  expect(await warningsOf(changed('intents/damaged.yaml', '破损说法丙2', '👍破损说法乙1'))).toEqual(
    [],
  )
})

test('an intent without examples', async () => {
  const withExamples = (examples: string) =>
    errorsOf({ 'intents/thanks.yaml': `id: thanks\ntitle: 道谢\nrole: social\n${examples}` })
  expect(await withExamples('examples: []\n')).toEqual([
    'intents/thanks.yaml:4:11 「examples」（例句）至少要写 1 条',
  ])
  expect(await withExamples('examples:\n')).toEqual([
    'intents/thanks.yaml:4:1 「examples」（例句）后面是空的',
  ])
  expect(await withExamples('')).toEqual(['intents/thanks.yaml:1:1 缺少「examples」（例句）'])
})
