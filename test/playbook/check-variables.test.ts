import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf, warningsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

test('an unknown variable is reported where it stands in a long text', async () => {
  const reply = 'reply: |-\n      单号 {{order.no}}，\n      物流 {{order.trackng_no}}。'
  expect(await errorsOf(changed('replies/refund.yaml', 'reply: 请在订单里申请', reply))).toEqual([
    'replies/refund.yaml:13:10 不认识的变量「{{order.trackng_no}}」，是不是想写「{{order.tracking_no}}」？',
  ])
})

test('the second of two equal mistakes is reported at its own place', async () => {
  const reply = 'reply: 一 {{x}} 二 {{x}}'
  expect(await errorsOf(changed('replies/refund.yaml', 'reply: 请在订单里申请', reply))).toEqual([
    'replies/refund.yaml:11:14 不认识的变量「{{x}}」',
    'replies/refund.yaml:11:22 不认识的变量「{{x}}」',
  ])
})

test('a variable that this sentence does not know', async () => {
  expect(await errorsOf(changed('replies/damaged.yaml', '抱歉', '抱歉 {{order.no}}'))).toEqual([
    'replies/damaged.yaml:8:16 变量「{{order.no}}」不能用在这句话里',
  ])
  expect(await errorsOf(changed('replies/phrases.yaml', '没听懂', '没听懂 {{missing}}'))).toEqual([
    'replies/phrases.yaml:7:21 变量「{{missing}}」不能用在这句话里',
  ])
})

test('words around a handoff may use the shop and the customer', async () => {
  const told = '请稍等 {{customer}}，或拨打 {{shop.phone}}'
  expect(await errorsOf(changed('replies/handoff.yaml', '马上转人工', told))).toEqual([])
})

test('braces that are not paired', async () => {
  const withReply = (reply: string) =>
    errorsOf(changed('replies/refund.yaml', '请在订单里申请', reply))
  expect(await withReply('单号 {{order.no')).toEqual([
    'replies/refund.yaml:11:15 花括号没有成对：「{{」',
  ])
  expect(await withReply('单号 {order.no}')).toEqual([
    'replies/refund.yaml:11:15 花括号没有成对：「{order.no}」',
  ])
  expect(await withReply('单号 ｛｛order.no｝｝')).toEqual([
    'replies/refund.yaml:11:15 花括号没有成对：「｛｛order.no｝｝」',
  ])
})

test('a shop detail that is not in shop.yaml', async () => {
  expect(
    await errorsOf(changed('replies/refund.yaml', '请在订单里申请', '打 {{shop.phnoe}}')),
  ).toEqual([
    'replies/refund.yaml:11:14 不认识的变量「{{shop.phnoe}}」，是不是想写「{{shop.phone}}」？',
  ])
  expect(
    await errorsOf(changed('replies/refund.yaml', '请在订单里申请', '寄到 {{shop.return_to}}')),
  ).toEqual(['replies/refund.yaml:11:15 店铺资料 replies/shop.yaml 里没有「return_to」'])
})

test('a warning for shop details that replies wait for, unless the defaults have them', async () => {
  const files = {
    ...changed('replies/shop.yaml', '"0798-0000000"', '待填写'),
    ...changed(
      'replies/refund.yaml',
      '请在订单里申请',
      '{{shop.phone}} 或 {{ shop.phone }}'.replace('{{', '拨打 {{'),
    ),
  }
  expect(await warningsOf(files)).toEqual([
    'replies/shop.yaml:3:10 店铺资料「phone」还没有填写，有 1 条回复用到它',
  ])
  const loaded = await loadPlaybook({
    dir: await aPlaybookDir(files),
    shopDefaults: { phone: '1' },
  })
  expect(loaded).toMatchObject({ ok: true, warnings: [] })
})

test('a suggestion is said as it stands, so no variable is filled in', async () => {
  const suggest = 'suggestions:\n  - { id: a, when: { urgent: true }, say: "订单 {{order.no}}" }\n'
  expect(await errorsOf({ 'replies/suggest.yaml': suggest })).toEqual([
    'replies/suggest.yaml:2:47 变量「{{order.no}}」不能用在这句话里',
  ])
})
