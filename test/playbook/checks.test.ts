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

test('the form for what has none of its own is a flow that there is', async () => {
  const cases = (flow: string) => ({ 'replies/cases.yaml': `other_flow: ${flow}\n` })
  expect(await errorsOf(cases('damaged'))).toEqual([])
  expect(await errorsOf(cases('damagde'))).toEqual([
    'replies/cases.yaml:1:13 没有叫「damagde」的取证流程，是不是想写「damaged」？',
  ])
})

test('a rule of severity and an entry that are named are there', async () => {
  const suggest = (rule: string, answer: string) => ({
    'replies/severity.yaml':
      'rules:\n  - { id: gift, level: 1, because: 送礼, when: { words: [生日] } }\n',
    'replies/suggest.yaml': [
      'suggestions:',
      '  - id: a',
      `    when: { severity_rule: [${rule}] }`,
      '    say: 颜色还是大小？',
      `    offers: [{ label: 颜色, answer: ${answer} }, { label: 大小, answer: ${answer} }]`,
      '',
    ].join('\n'),
  })
  expect(await errorsOf(suggest('gift', 'refund-known'))).toEqual([])
  expect(await errorsOf(suggest('gfit', 'refund-knwon'))).toEqual([
    'replies/suggest.yaml:3:29 没有叫「gfit」的轻重缓急规则，是不是想写「gift」？',
    'replies/suggest.yaml:5:35 没有叫「refund-knwon」的回复，是不是想写「refund-known」？',
    'replies/suggest.yaml:5:72 没有叫「refund-knwon」的回复，是不是想写「refund-known」？',
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
