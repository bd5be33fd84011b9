import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { warningsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

test('a warning for an answer whose orders nobody looks for', async () => {
  const when = (text: string) => changed('replies/refund.yaml', 'after_sale: [refunding]', text)
  expect(await warningsOf(when('order_state: [delivered, cancelled]'))).toEqual([
    'replies/refund.yaml:7:21 这条回复等不到：意图「refund」不会去找 order_state 是 delivered、cancelled 的订单，除非顾客自己发来订单号',
  ])
  expect(await warningsOf(when('after_sale: [refunding, closed]'))).toEqual([
    'replies/refund.yaml:7:31 这条回复等不到：意图「refund」不会去找 after_sale 是 closed 的订单，除非顾客自己发来订单号',
  ])
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(when('order_state: [cancelled]')) })
  expect(loaded.warnings.map(({ remedy }) => remedy)).toEqual([
    '在 intents/refund.yaml 的 about_orders 里加上 cancelled（最可能的写在前面），或者去掉这个条件',
  ])
})

test('an order is found by its state, or by its case', async () => {
  const about = (kinds: string) => changed('intents/refund.yaml', '[after_sale]', kinds)
  const when = (text: string) => changed('replies/refund.yaml', 'after_sale: [refunding]', text)
  const both = 'order_state: [delivered]\n      after_sale: [refunding]'
  expect(await warningsOf(when(both))).toEqual([])
  expect(await warningsOf({ ...about('[delivered]'), ...when(both) })).toEqual([])
  expect(await warningsOf(about('[delivered]'))).toEqual([])
  expect(await warningsOf({ ...about('[paid]'), ...when(both) })).toEqual([
    expect.stringContaining('不会去找 order_state 是 delivered 的订单'),
  ])
  expect(await warningsOf(about('[]'))).toEqual([
    expect.stringContaining('不会去找 after_sale 是 refunding 的订单'),
  ])
})

test('one intent that looks for the order is enough, and answers found by words look for none', async () => {
  const intents = changed('replies/refund.yaml', 'intents: [refund]', 'intents: [damaged, refund]')
  expect(await warningsOf(intents)).toEqual([])
  const words = changed('replies/refund.yaml', 'intents: [refund]', 'keywords: [退款到哪]')
  expect(await warningsOf(words)).toEqual([])
})
