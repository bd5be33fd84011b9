import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf, warningsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const flow = (id: string, intent: string) => `  - id: ${id}
    title: 登记
    intents: [${intent}]
    problem_class: 物流异常
    soothe: 抱歉
    ask: 请发
    slots:
      - { id: photo, kind: photo, label: 照片 }
    complete: 好
    partial: 好
    remind: 好
`

test('an id other than the file name', async () => {
  expect(await errorsOf(changed('intents/damaged.yaml', 'id: damaged', 'id: broken'))).toEqual([
    'intents/damaged.yaml:1:5 「id」是「broken」，和文件名「damaged」不一样',
  ])
  expect(await errorsOf(changed('replies/refund.yaml', 'topic: refund', 'topic: money'))).toEqual([
    'replies/refund.yaml:1:8 「topic」是「money」，和文件名「refund」不一样',
  ])
})

test('an answer id used in two files', async () => {
  const more =
    'topic: more\ntitle: 更多\nanswers:\n  - { id: refund-any, intents: [refund], reply: 好 }\n'
  expect(await errorsOf({ 'replies/more.yaml': more })).toEqual([
    'replies/refund.yaml:9:9 回复编号「refund-any」重复了，replies/more.yaml:4:11 已经用过',
  ])
})

test('a flow id used in two files', async () => {
  const more = `topic: more\ntitle: 更多\nflows:\n${flow('damaged', 'refund')}`
  expect(await errorsOf({ 'replies/more.yaml': more })).toEqual([
    'replies/more.yaml:4:9 取证流程编号「damaged」重复了，replies/damaged.yaml:4:9 已经用过',
  ])
})

test('a slot id used twice in a flow', async () => {
  const slots = `        label: 照片
      - id: photo
        kind: video
        label: 视频
`
  const file = changed('replies/damaged.yaml', '        label: 照片\n', slots)
  expect(await errorsOf(file)).toEqual([
    'replies/damaged.yaml:14:13 凭证编号「photo」重复了，replies/damaged.yaml:11:13 已经用过',
  ])
})

test('two flows for one intent', async () => {
  const more = `topic: more\ntitle: 更多\nflows:\n${flow('again', 'damaged')}`
  expect(await errorsOf({ 'replies/more.yaml': more })).toEqual([
    'replies/more.yaml:6:15 意图「damaged」有两个取证流程，另一个在 replies/damaged.yaml:6:15',
  ])
})

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

test('an unknown intent', async () => {
  expect(await errorsOf(changed('replies/damaged.yaml', '[damaged]', '[damagde]'))).toEqual([
    'intents/damaged.yaml:1:1 意图「damaged」是顾客的请求，但没有任何回复或取证流程',
    'replies/damaged.yaml:6:15 没有叫「damagde」的意图，是不是想写「damaged」？',
  ])
  expect(
    await errorsOf(changed('replies/handoff.yaml', 'intents: []', 'intents: [human_agent]')),
  ).toEqual(['replies/handoff.yaml:2:13 没有叫「human_agent」的意图'])
  for (const key of ['affirms', 'denies', 'urges']) {
    const begin = `${key}: { intents: [`
    const phrases = changed('replies/phrases.yaml', begin, `${begin}yes`)
    const lines = phrases['replies/phrases.yaml']?.split('\n') ?? []
    const line = lines.findIndex((each) => each.startsWith(begin)) + 1
    expect(await errorsOf(phrases)).toEqual([
      `replies/phrases.yaml:${line}:${begin.length + 1} 没有叫「yes」的意图`,
    ])
  }
})

test('an emotion level that there is not', async () => {
  const level = (level: number) =>
    errorsOf(changed('replies/handoff.yaml', 'told:', `emotion_level: ${level}\ntold:`))
  expect(await level(2)).toEqual([])
  expect(await level(4)).toHaveLength(1)
})

test('an unknown flow', async () => {
  const next = 'reply: 请在订单里申请\n    next: { collect: damage }'
  expect(await errorsOf(changed('replies/refund.yaml', 'reply: 请在订单里申请', next))).toEqual([
    'replies/refund.yaml:12:22 没有叫「damage」的取证流程，是不是想写「damaged」？',
  ])
})

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

test('an answer that nothing leads to', async () => {
  const more = 'topic: more\ntitle: 更多\nanswers:\n  - id: alone\n    reply: 好\n'
  expect(await errorsOf({ 'replies/more.yaml': more })).toEqual([
    'replies/more.yaml:4:5 回复「alone」没有写什么时候用',
  ])
})

test('a request without an answer or a flow', async () => {
  expect(await errorsOf({ 'replies/damaged.yaml': undefined })).toEqual([
    'intents/damaged.yaml:1:1 意图「damaged」是顾客的请求，但没有任何回复或取证流程',
  ])
})

test('a request that always goes to a person needs no answer', async () => {
  const files = {
    'replies/damaged.yaml': undefined,
    ...changed(
      'replies/handoff.yaml',
      'intents: []\n  words: [漏电]',
      'intents: [damaged]\n  words: [漏电]',
    ),
  }
  expect(await errorsOf(files)).toEqual([])
})

test('missing special files', async () => {
  const files = { 'replies/shop.yaml': undefined, 'replies/phrases.yaml': undefined }
  expect(await errorsOf(files)).toEqual([
    'replies/phrases.yaml:1:1 缺少文件 replies/phrases.yaml',
    'replies/shop.yaml:1:1 缺少文件 replies/shop.yaml',
  ])
})

test('an empty folder and a missing one', async () => {
  const empty = await loadPlaybook({
    dir: await aPlaybookDir({
      'intents/damaged.yaml': undefined,
      'intents/refund.yaml': undefined,
    }),
  })
  const messages = empty.ok ? [] : empty.faults.map(({ file, message }) => `${file} ${message}`)
  expect(messages).toContain('intents/ 文件夹 intents/ 里一个 .yaml 文件也没有')
  const nowhere = await loadPlaybook({ dir: '/nonexistent' })
  expect(nowhere.ok ? [] : nowhere.faults.map(({ message }) => message)).toEqual([
    '找不到文件夹 intents/',
    '找不到文件夹 replies/',
    '缺少文件 replies/handoff.yaml',
    '缺少文件 replies/phrases.yaml',
    '缺少文件 replies/shop.yaml',
  ])
})

test('dates that are not in the calendar or the wrong way round', async () => {
  const withDates = (dates: string) =>
    errorsOf(changed('replies/refund.yaml', 'after_sale: [refunding]', `dates: ${dates}`))
  expect(await withDates('{ from: 2026-02-30, to: 2026-03-01 }')).toEqual([
    'replies/refund.yaml:7:22 没有 2026-02-30 这一天',
  ])
  expect(await withDates('{ from: 2026-11-11, to: 2026-11-01 }')).toEqual([
    'replies/refund.yaml:7:38 结束日期 2026-11-01 早于开始日期 2026-11-11',
  ])
})

test('a warning for an intent without a fallback', async () => {
  const conditional = 'reply: 请在订单里申请\n    when: { channel: [web] }'
  expect(
    await warningsOf(changed('replies/refund.yaml', 'reply: 请在订单里申请', conditional)),
  ).toEqual([
    'replies/refund.yaml:4:9 意图「refund」没有兜底回复：每条回复都有条件或订单变量，都不符合时只能转人工',
  ])
  expect(
    await warningsOf(changed('replies/refund.yaml', '请在订单里申请', '单号 {{order.no}}')),
  ).toEqual([
    'replies/refund.yaml:4:9 意图「refund」没有兜底回复：每条回复都有条件或订单变量，都不符合时只能转人工',
  ])
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

test('a warning for few examples', async () => {
  const file = {
    'intents/thanks.yaml': 'id: thanks\ntitle: 道谢\nrole: social\nexamples: [谢谢]\n',
  }
  expect(await warningsOf(file)).toEqual([
    'intents/thanks.yaml:4:11 意图「thanks」只有 1 句例句，建议至少 20 句',
  ])
})

test('warnings for keywords that match too much, or that are several in one', async () => {
  expect(await warningsOf(changed('intents/damaged.yaml', '[破损]', '[碎, 破损， 碎了]'))).toEqual([
    'intents/damaged.yaml:4:12 关键词「碎」只有一个字，容易误伤',
    'intents/damaged.yaml:4:15 关键词「破损， 碎了」里有中文标点，会被当成一个词',
  ])
})

test('a warning for a keyword that decides two intents', async () => {
  const file = changed('intents/refund.yaml', 'examples:', 'keywords: [破损]\nexamples:')
  expect(await warningsOf(file)).toEqual([
    'intents/refund.yaml:4:12 关键词「破损」同时决定「damaged」（intents/damaged.yaml:4:12）和「refund」',
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

test('the form for what has none of its own is a flow that there is', async () => {
  const cases = (flow: string) => ({ 'replies/cases.yaml': `other_flow: ${flow}\n` })
  expect(await errorsOf(cases('damaged'))).toEqual([])
  expect(await errorsOf(cases('damagde'))).toEqual([
    'replies/cases.yaml:1:13 没有叫「damagde」的取证流程，是不是想写「damaged」？',
  ])
})

test('a choice that stands for an intent that there is not', async () => {
  const choice = `        label: 照片
      - id: wanted
        kind: choice
        label: 怎么处理
        options: [{ name: 退款, intents: [refnud] }, 换货]
`
  expect(await errorsOf(changed('replies/damaged.yaml', '        label: 照片\n', choice))).toEqual([
    'replies/damaged.yaml:17:41 没有叫「refnud」的意图，是不是想写「refund」？',
  ])
})

test('channels are looked up where it is known which there are', async () => {
  const dir = await aPlaybookDir({
    ...changed('replies/refund.yaml', 'after_sale: [refunding]', 'channel: [wbe]'),
    'replies/clocks.yaml': 'reply:\n  channels:\n    brigde: { within: 5m }\n',
    'replies/routing.yaml':
      'agents:\n  - { login: lin, skills: { shops: [web/demo, brdge/demo] } }\n',
  })
  const faults = async (channels?: readonly string[]) => {
    const loaded = await loadPlaybook({ dir, ...(channels ? { channels } : {}) })
    return loaded.ok ? [] : loaded.faults.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`)
  }
  expect(await faults()).toEqual([])
  expect(await faults(['web', 'bridge'])).toEqual([
    'replies/clocks.yaml:3:5 没有叫「brigde」的渠道，是不是想写「bridge」？',
    'replies/refund.yaml:7:17 没有叫「wbe」的渠道，是不是想写「web」？',
    'replies/routing.yaml:2:47 没有叫「brdge」的渠道，是不是想写「bridge」？',
  ])
})

test('a name that is like no other tells which there are', async () => {
  const loaded = await loadPlaybook({
    dir: await aPlaybookDir({ 'replies/cases.yaml': 'other_flow: something-else\n' }),
  })
  expect(loaded.ok ? [] : loaded.faults).toMatchObject([{ remedy: '可以写：damaged' }])
})

test('a suggestion is said as it stands, so no variable is filled in', async () => {
  const suggest = 'suggestions:\n  - { id: a, when: { urgent: true }, say: "订单 {{order.no}}" }\n'
  expect(await errorsOf({ 'replies/suggest.yaml': suggest })).toEqual([
    'replies/suggest.yaml:2:47 变量「{{order.no}}」不能用在这句话里',
  ])
})

test('a day that there is not tells how one is written', async () => {
  const calendar = 'days:\n  - { name: 国庆, from: 2026-09-31, shifts: [] }\n'
  const loaded = await loadPlaybook({
    dir: await aPlaybookDir({ 'replies/calendar.yaml': calendar }),
  })
  expect(loaded.ok ? [] : loaded.faults).toMatchObject([
    {
      message: '没有 2026-09-31 这一天',
      remedy: '2026 年 9 月只有 30 天；写一个有的日子，例如 2026-09-30',
    },
  ])
})
