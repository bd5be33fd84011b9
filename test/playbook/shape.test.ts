import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const cases: readonly [
  behaviour: string,
  file: string,
  from: string,
  to: string,
  ...faults: string[],
][] = [
  [
    'a missing field is reported at the first field beside it',
    'intents/damaged.yaml',
    'title: 收到破损\n',
    '',
    'intents/damaged.yaml:1:1 缺少「title」（中文名称）',
  ],
  [
    'a missing field of an item is reported at the item',
    'replies/refund.yaml',
    '    reply: 请在订单里申请\n',
    '',
    'replies/refund.yaml:9:5 缺少「reply」（回复内容）',
  ],
  [
    'a misspelt field is reported with the field that was meant',
    'intents/damaged.yaml',
    'keywords:',
    'keywrods:',
    'intents/damaged.yaml:4:1 不认识的字段「keywrods」，是不是想写「keywords」？',
  ],
  [
    'a field written in Chinese is recognised',
    'intents/damaged.yaml',
    'keywords:',
    '关键词:',
    'intents/damaged.yaml:4:1 不认识的字段「关键词」，是不是想写「keywords」？',
  ],
  [
    'a field like nothing known has no suggestion',
    'replies/refund.yaml',
    '    reply: 请',
    '    constructor: x\n    reply: 请',
    'replies/refund.yaml:11:5 不认识的字段「constructor」',
  ],
  [
    'a misspelt condition is reported',
    'replies/refund.yaml',
    'after_sale:',
    'after_sales:',
    'replies/refund.yaml:7:7 不认识的字段「after_sales」，是不是想写「after_sale」？',
  ],
  [
    'a text in place of a list is reported',
    'intents/damaged.yaml',
    '[破损]',
    '破损',
    'intents/damaged.yaml:4:11 「keywords」（关键词）应该是一个列表，例如 [第一个, 第二个]',
  ],
  [
    'a number in place of a text is reported',
    'intents/damaged.yaml',
    '[破损]',
    '[破损, 618]',
    'intents/damaged.yaml:4:16 「keywords」（关键词）应该是一段文字',
  ],
  [
    'an empty field is reported at its name',
    'intents/damaged.yaml',
    'title: 收到破损',
    'title:',
    'intents/damaged.yaml:2:1 「title」（中文名称）后面是空的',
  ],
  [
    'an empty list item is reported',
    'intents/damaged.yaml',
    'examples:\n',
    'examples:\n  - ""\n',
    'intents/damaged.yaml:6:5 「examples」（例句）里有一条是空的',
  ],
  [
    'a misspelt choice is reported with the one that was meant',
    'intents/damaged.yaml',
    'role: request',
    'role: reqeust',
    'intents/damaged.yaml:3:7 「role」（角色）不能是「reqeust」，是不是想写「request」？',
  ],
  [
    'an unknown kind of evidence is reported',
    'replies/damaged.yaml',
    'kind: photo',
    'kind: foto',
    'replies/damaged.yaml:12:15 「kind」（凭证种类）不能是「foto」，是不是想写「photo」？',
  ],
  [
    'a missing kind of evidence is reported',
    'replies/damaged.yaml',
    '        kind: photo\n',
    '',
    'replies/damaged.yaml:11:9 缺少「kind」（凭证种类）',
  ],
  [
    'a bad duration is reported',
    'replies/damaged.yaml',
    '    slots:',
    '    remind_after: 30分钟\n    slots:',
    'replies/damaged.yaml:10:19 「remind_after」（多久后提醒）的写法不对：「30分钟」',
  ],
  [
    'a bad id is reported',
    'replies/refund.yaml',
    'id: refund-any',
    'id: Refund_Any',
    'replies/refund.yaml:9:9 「id」（编号）的写法不对：「Refund_Any」',
  ],
  [
    'a bad time of day is reported',
    'replies/refund.yaml',
    'after_sale: [refunding]',
    'hours: 22点到8点',
    'replies/refund.yaml:7:14 「hours」（每天的时段）的写法不对：「22点到8点」',
  ],
  [
    'a number that is too large is reported',
    'replies/damaged.yaml',
    '        kind: photo\n',
    '        kind: photo\n        max_asks: 9\n',
    'replies/damaged.yaml:13:19 「max_asks」（最多要几次）最多是 5',
  ],
  [
    'a list that is too short is reported',
    'replies/damaged.yaml',
    'kind: photo\n',
    'kind: choice\n        options: [补发]\n',
    'replies/damaged.yaml:13:18 「options」（选项）至少要写 2 条',
  ],
  [
    'what follows a reply is a person or a flow, and nothing else',
    'replies/refund.yaml',
    'reply: 请在订单里申请',
    'reply: 请在订单里申请\n    next: 人工',
    'replies/refund.yaml:12:11 「next」（回复之后做什么）写得不对',
  ],
  [
    'a misspelt field of what follows a reply is reported inside it',
    'replies/refund.yaml',
    'reply: 请在订单里申请',
    'reply: 请在订单里申请\n    next: { colect: damaged }',
    'replies/refund.yaml:12:13 不认识的字段「colect」，是不是想写「collect」？',
  ],
  [
    'a bad name of a shop detail is reported at the name',
    'replies/shop.yaml',
    '  phone:',
    '  Phone-2:',
    'replies/shop.yaml:3:3 名称「Phone-2」写法不对：只能用小写英文字母、数字和下划线，以字母开头',
  ],
  [
    'a telephone number without quotes is reported',
    'replies/shop.yaml',
    '"0798-0000000"',
    '13800000000',
    'replies/shop.yaml:3:10 「phone」应该是一段文字',
  ],
]

test.each(cases)('%s', async (_behaviour, file, from, to, ...faults) => {
  expect(await errorsOf(changed(file, from, to))).toEqual(faults)
})

test('all faults of all files are reported at once, sorted by place', async () => {
  const faults = await errorsOf({
    ...changed('intents/damaged.yaml', 'title:', 'titel:'),
    ...changed('replies/damaged.yaml', 'kind: photo', 'kind: foto'),
    ...changed('replies/refund.yaml', '[refund]', '[refnd]'),
  })
  expect(faults).toEqual([
    'intents/damaged.yaml:2:1 不认识的字段「titel」，是不是想写「title」？',
    'replies/damaged.yaml:12:15 「kind」（凭证种类）不能是「foto」，是不是想写「photo」？',
    'replies/refund.yaml:5:15 没有叫「refnd」的意图，是不是想写「refund」？',
  ])
})

test('a wrong type tells what to write', async () => {
  const remedyOf = async (calendar: string) => {
    const dir = await aPlaybookDir({ 'replies/calendar.yaml': calendar })
    const loaded = await loadPlaybook({ dir })
    return loaded.ok ? [] : loaded.faults.map(({ remedy }) => remedy)
  }
  expect(await remedyOf('week: { mon: 09:00-18:00 }\n')).toEqual(['写成 [09:00-18:00]'])
  expect(await remedyOf('week: 每天\n')).toEqual([
    '写成几行「字段: 内容」，比上一行多缩进两格；不需要就整行删掉',
  ])
  expect(await remedyOf('days: [{ name: 国庆, from: 20261001 }]\n')).toEqual([
    '日期写成 2026-11-11',
  ])
  expect(await remedyOf('days: [{ name: 国庆, from: 10月1日 }]\n')).toEqual(['日期写成 2026-11-11'])
})
