import { beforeAll, describe, expect, test } from 'vitest'
import {
  type CaseView,
  holds,
  type Rules,
  severityAfter,
  severityOf,
} from '../../src/cases/index.ts'
import { orderNo } from '../../src/model/ids.ts'
import type { Severity } from '../../src/model/ticket.ts'
import { caseCondition } from '../../src/playbook/schema/index.ts'
import { anOrder, aView, day, hour, now, shippedRules, shopTime } from './support.ts'

const yuan = (amount: number) => ({ minor: amount * 100, currency: 'CNY' }) as const
const returning = ['return_process'] as const

/** Given what the customer said and what is known, the rule of the shipped file that decides. */
const cases: readonly (readonly [given: string, rule: string, level: number, view: CaseView])[] = [
  ['烧水时漏电了', 'safety-words', 1, aView({ said: '烧水的时候漏电了' })],
  ['问会不会漏电', '', 2, aView({ said: '杯垫会不会漏电' })],
  ['安全问题的意图，没说出词', 'safety', 1, aView({ intents: ['safety_incident'] })],
  ['破损，后来又说起安全问题', 'safety', 1, aView({ intents: ['damaged', 'safety_incident'] })],
  ['茶叶发霉', 'safety-words', 1, aView({ said: '罐子里的茶叶都发霉了' })],
  ['怕发霉', '', 2, aView({ said: '外袋破了，怕发霉' })],
  ['穿了过敏', 'safety-words', 1, aView({ said: '穿了一天身上过敏' })],
  ['人没受伤', '', 2, aView({ said: '杯子碎了，还好人没受伤' })],
  ['人没受伤，但割伤了手', 'safety-words', 1, aView({ said: '大人没受伤，孩子割伤了' })],
  ['图片在别人的单里出现过', 'picture-reused', 3, aView({ pictureReused: true })],
  ['图片出现过，可是漏电了', 'safety-words', 1, aView({ pictureReused: true, said: '壶漏电了' })],
  ['要求私了', 'claim', 3, aView({ said: '给钱私了，不然去投诉' })],
  ['骂自私，没有索赔', '', 2, aView({ said: '你们也太自私了' })],
  ['说要去 12315', 'threat', 3, aView({ said: '再拖我就去12315' })],
  ['假一赔十', 'claim', 3, aView({ said: '我要求假一赔十' })],
  [
    '洗过再退',
    'used-then-return',
    3,
    aView({ intents: ['size_issue'], said: '洗过一次，太小了想退' }),
  ],
  [
    '洗一次就缩水，要退：是质量问题',
    '',
    2,
    aView({ intents: returning, said: '洗过一次缩水了，要退货' }),
  ],
  [
    '穿一次就开线，要换',
    '',
    2,
    aView({ intents: ['exchange_request'], said: '穿了一次袖口就开线，给我换' }),
  ],
  [
    '洗过，东西没坏，反悔要退',
    'used-then-return',
    3,
    aView({ intents: returning, said: '洗过了，没坏也没缩水，就是不想要了' }),
  ],
  [
    '拆封了，自己撕坏了盒子',
    'used-then-return',
    3,
    aView({ intents: returning, said: '拆封了，盒子让我撕坏了，想退' }),
  ],
  ['没拆封要退', '', 2, aView({ intents: returning, said: '还没拆封过，想退掉' })],
  [
    '收到的像别人用过了',
    '',
    2,
    aView({ intents: ['exchange_request'], said: '收到的杯子别人用过了，换一个' }),
  ],
  ['用过了才发现质量问题', '', 2, aView({ intents: ['quality_defect'], said: '用过了才发现漏' })],
  ['定制的要退', 'custom-made', 3, aView({ intents: returning, said: '刻字的杯子不想要了' })],
  ['定制的碎了', '', 2, aView({ said: '刻字的杯子碎了' })],
  ['刻字刻错了', '', 2, aView({ intents: ['exchange_request'], said: '刻字刻错了，要换' })],
  ['送礼，日子在后天', 'gift-day', 1, aView({ said: '后天我妈生日要用', dates: ['2026-11-27'] })],
  ['送礼，日子还早', '', 2, aView({ said: '春节送人用的', dates: ['2027-02-06'] })],
  ['送礼，日子刚过', 'gift-passed', 1, aView({ said: '20 号婚礼要用的', dates: ['2026-11-20'] })],
  ['礼物送晚了', 'gift-late', 1, aView({ said: '生日礼物送晚了' })],
  ['给孩子的礼物晚到了', 'gift-late', 1, aView({ said: '给孩子的生日礼物晚到了' })],
  ['错过了情人节', 'gift-late', 1, aView({ said: '错过了情人节' })],
  ['婚礼办完了', 'gift-missed', 1, aView({ said: '婚礼都办完了才送到' })],
  ['怕礼物晚到', '', 2, aView({ said: '生日礼物会晚到吗' })],
  ['礼物别送晚了', '', 2, aView({ said: '生日礼物别送晚了' })],
  ['礼物才收到就碎了', '', 2, aView({ said: '送人的杯子才收到就碎了' })],
  ['礼物还没买', '', 2, aView({ said: '生日礼物还没买，现在买会不会太晚了' })],
  ['礼物怕赶不上', 'gift-short', 1, aView({ said: '我妈的生日礼物赶不上了吧' })],
  [
    '过节送礼，日子在后天',
    'feast-gift',
    1,
    aView({ said: '中秋走亲戚用的', dates: ['2026-11-27'] }),
  ],
  ['过节放假，日子在后天', '', 2, aView({ said: '中秋放假', dates: ['2026-11-27'] })],
  ['送礼，日子早就过了', '', 2, aView({ said: '中秋送人的', dates: ['2026-09-25'] })],
  ['日子近，不是送礼', '', 2, aView({ said: '后天要出门', dates: ['2026-11-27'] })],
  [
    '送礼，提到的是收货那天',
    '',
    2,
    aView({ said: '23 号收到的礼物碎了', dates: ['2026-11-23'], order: anOrder() }),
  ],
  [
    '送礼，提到的是下单以前',
    '',
    2,
    aView({ said: '19 号买来送人的', dates: ['2026-11-19'], order: anOrder() }),
  ],
  ['送礼，顾客在催', 'gift-urgent', 1, aView({ said: '等着送礼呢', urgent: true })],
  ['在催，不是送礼', '', 2, aView({ said: '快一点', urgent: true })],
  ['错过生日', 'gift-missed', 1, aView({ said: '东西到了，生日都过了' })],
  ['生日没说过没过', '', 2, aView({ said: '给孩子过生日买的' })],
  ['贵重订单破损', 'high-value', 1, aView({ order: anOrder({ amount: yuan(2_000.01) }) })],
  ['刚好 2000 元', '', 2, aView({ order: anOrder({ amount: yuan(2_000) }) })],
  [
    '贵重订单只是改地址',
    '',
    2,
    aView({ intents: ['change_address'], order: anOrder({ amount: yuan(5_000) }) }),
  ],
  [
    '贵重订单，图片出现过',
    'high-value',
    1,
    aView({ order: anOrder({ amount: yuan(5_000) }), pictureReused: true }),
  ],
  ['普通破损', '', 2, aView({ said: '杯子碎了', order: anOrder() })],
]

describe('replies/severity.yaml as it ships', () => {
  let severity: Rules['severity']

  beforeAll(async () => {
    severity = (await shippedRules()).severity
  })

  test.each(cases)('given %s, then %s decides: level %i', (_, rule, level, view) => {
    const found = severityOf(severity, view)
    const decided = severity.rules.find(({ source }) => source === found.source)
    expect([decided?.id ?? '', found.level]).toEqual([rule, level])
  })

  test('each of its rules has a case above that it decides', () => {
    const decided = new Set(cases.map(([, rule]) => rule))
    const untried = severity.rules.filter(({ id }) => !decided.has(id))
    expect(untried.map(({ id }) => id)).toEqual([])
  })

  test('what decided is told with its place', () => {
    const found = severityOf(severity, aView({ intents: ['safety_incident'] }))
    expect(found).toMatchObject({ because: '人身安全', by: 'rules' })
    expect(found.source).toMatch(/^replies\/severity\.yaml:\d+:5$/)
  })

  test('the words for a disputed case promise nothing and accuse nobody', () => {
    const { complete, decided_by } = severity.levels[3] ?? {}
    expect(decided_by).toEqual(['supervisor', 'legal'])
    expect(complete).toContain('{{ticket.number}}')
    expect(complete).not.toMatch(
      /退款|赔|补发|换货|同意|保证|一定|小时|分钟|天内|恶意|虚假|造假|重复/,
    )
  })
})

const { deliveredAt: _, ...onItsWay } = anOrder({ state: 'shipped' })
const teaProducts = [
  {
    productId: 'jianzhan-cup',
    title: '建盏主人杯',
    category: '茶具',
    skus: ['油滴'],
    price: yuan(199),
    aliases: [],
  },
]
const paid = (amount: number, n: number) =>
  anOrder({ orderNo: orderNo(`69200000000000001${n}`), state: 'completed', amount: yuan(amount) })

describe('each condition', () => {
  test.each([
    ['nothing', {}, aView(), true],
    ['one of several intents', { intents: ['damaged', 'urge'] }, aView(), true],
    ['another intent', { intents: ['urge'] }, aView(), false],
    ['a product', { product: ['jianzhan-cup'] }, aView({ order: anOrder() }), true],
    [
      'a category',
      { product: ['食品', '茶具'] },
      aView({ order: anOrder(), products: teaProducts }),
      true,
    ],
    [
      'another category',
      { product: ['食品'] },
      aView({ order: anOrder(), products: teaProducts }),
      false,
    ],
    ['a product of no known order', { product: ['jianzhan-cup'] }, aView(), false],
    ['an amount of no known order', { order_amount_over: 0 }, aView(), false],
    ['enough emotion', { emotion_at_least: 2 }, aView({ emotion: 3 }), true],
    ['too little emotion', { emotion_at_least: 2 }, aView({ emotion: 1 }), false],
    ['that nobody presses', { urgent: false }, aView(), true],
    ['that nobody presses, while somebody does', { urgent: false }, aView({ urgent: true }), false],
    [
      'two orders, one of them cancelled',
      { customer_orders_at_least: 2 },
      aView({ orders: [paid(10, 1), { ...paid(10, 2), state: 'cancelled' }] }),
      false,
    ],
    [
      'two orders',
      { customer_orders_at_least: 2 },
      aView({ orders: [paid(10, 1), paid(10, 2)] }),
      true,
    ],
    [
      'more than it spent',
      { customer_spent_over: 300 },
      aView({ orders: [paid(100, 1), paid(200, 2)] }),
      false,
    ],
    [
      'less than it spent',
      { customer_spent_over: 299.99 },
      aView({ orders: [paid(100, 1), paid(200, 2)] }),
      true,
    ],
    [
      'fifteen days, on the last of them',
      { delivered_over: '15d' },
      aView({ at: shopTime('2026-11-25 23:59'), order: deliveredAt('2026-11-10 00:01') }),
      false,
    ],
    [
      'fifteen days, the day after',
      { delivered_over: '15d' },
      aView({ at: shopTime('2026-11-26 00:00'), order: deliveredAt('2026-11-10 23:59') }),
      true,
    ],
    [
      'hours, to the minute',
      { delivered_over: '36h' },
      aView({ order: anOrder({ deliveredAt: now - 36 * hour - 1 }) }),
      true,
    ],
    [
      'a delivery, of an order on its way',
      { delivered_over: '1h' },
      aView({ order: onItsWay }),
      false,
    ],
    ['a day that is near: today', { occasion: 'near' }, aView({ dates: ['2026-11-25'] }), true],
    ['a day that is near: in three', { occasion: 'near' }, aView({ dates: ['2026-11-28'] }), true],
    ['a day that is near: in four', { occasion: 'near' }, aView({ dates: ['2026-11-29'] }), false],
    ['a day that passed: today', { occasion: 'passed' }, aView({ dates: ['2026-11-25'] }), false],
    ['a day that passed', { occasion: 'passed' }, aView({ dates: ['2026-11-24'] }), true],
    [
      'a day that passed: the second of two',
      { occasion: 'passed' },
      aView({ dates: ['2027-01-01', '2026-11-24'] }),
      true,
    ],
    [
      'a day that passed: on which the order was shipped',
      { occasion: 'passed' },
      aView({
        said: '昨天才发货',
        dates: ['2026-11-24'],
        order: anOrder({ shippedAt: now - day }),
      }),
      false,
    ],
    [
      'a day that passed: on which the order was shipped, and which is a birthday',
      { occasion: 'passed' },
      aView({
        said: '我妈生日昨天过了',
        dates: ['2026-11-24'],
        order: anOrder({ shippedAt: now - day }),
      }),
      true,
    ],
    [
      'a day in the zone of the shop, not in UTC',
      { occasion: 'near' },
      aView({ at: shopTime('2026-11-26 00:30'), dates: ['2026-11-29'] }),
      true,
    ],
    [
      'words, and none that excuse it',
      { words: ['生日'], unless: ['想买'] },
      aView({ said: '生日要用' }),
      true,
    ],
    [
      'words, and one that excuses it',
      { words: ['生日'], unless: ['想买'] },
      aView({ said: '想买个杯子，生日要用' }),
      false,
    ],
    [
      'words beside others, in one sentence',
      { words: ['端午'], beside: ['送'] },
      aView({ said: '碎了。后天端午，要送人' }),
      true,
    ],
    [
      'words beside others, in another sentence',
      { words: ['端午'], beside: ['送'] },
      aView({ said: '后天端午。快递还送吗' }),
      false,
    ],
    [
      'words without what stands beside them',
      { words: ['生日'], not_beside: ['放假'] },
      aView({ said: '生日那天放假\n杯子碎了' }),
      false,
    ],
    [
      'words, one sentence of two without it',
      { words: ['生日'], not_beside: ['放假'] },
      aView({ said: '生日那天放假\n生日要用的' }),
      true,
    ],
    [
      'what excuses it, and it was denied',
      { words: ['洗过'], not_words: ['没坏'], unless: ['坏'] },
      aView({ said: '洗过，没坏' }),
      true,
    ],
    ['one of two conditions', { intents: ['damaged'], urgent: true }, aView(), false],
    [
      'words in another width and case',
      { words: ['usb坏'] },
      aView({ said: '这个ＵＳＢ 坏了' }),
      true,
    ],
  ] as const)('asked for %s', (_, when, view, expected) => {
    expect(holds(caseCondition.parse(when), view)).toBe(expected)
  })
})

function deliveredAt(text: string) {
  return anOrder({ placedAt: now - 40 * day, deliveredAt: shopTime(text) })
}

const ruled = (level: 1 | 2 | 3, because = `${level}`): Severity => ({
  level,
  because,
  by: 'rules',
})
const both: Severity = { ...ruled(1), review: { because: '3', by: 'rules' } }
const bySomebody: Severity = { level: 2, because: '主管看过', by: 'person' }

describe('as more is known', () => {
  test.each([
    ['routine becomes urgent', ruled(2), ruled(1), ruled(1)],
    ['routine becomes disputed', ruled(2), ruled(3), ruled(3)],
    ['disputed becomes urgent too', ruled(3), ruled(1), both],
    ['urgent becomes disputed too', ruled(1), ruled(3), both],
    ['both stays both where one rule holds no more', both, ruled(3), both],
    ['urgent stays urgent where no rule holds any more', ruled(1), ruled(2), ruled(1)],
    ['disputed stays disputed where no rule holds any more', ruled(3), ruled(2), ruled(3)],
    [
      'another reason for the same level counts',
      ruled(1, '送礼'),
      ruled(1, '安全'),
      ruled(1, '安全'),
    ],
    ["a person's word stays", bySomebody, ruled(1), bySomebody],
  ])('%s', (_, before, found, after) => {
    expect(severityAfter({ rules: [] }, before, found)).toEqual(after)
  })

  test('danger that is told after a person has decided makes it urgent, and leaves their word on a review', () => {
    const because = '后来说到人身安全：流血'
    const danger = { level: 1, because, by: 'rules' } as const
    const rules = { rules: [] }
    const routine = severityAfter(rules, bySomebody, ruled(2), '流血')
    expect(routine).toEqual({ ...danger, lifted: true })
    expect(severityAfter(rules, routine, ruled(3))).toEqual(routine)
    const disputed: Severity = { level: 3, because: '像上个月的', by: 'person' }
    const both = { ...danger, review: { because: '像上个月的', by: 'person' } }
    expect(severityAfter(rules, disputed, ruled(2), '流血')).toEqual(both)
    const urgent: Severity = { level: 1, because: '主管看过', by: 'person' }
    expect(severityAfter(rules, urgent, ruled(2), '流血')).toEqual(urgent)
  })

  test('a lower rule does not overrule a higher one whose words are forgotten by now', () => {
    const [danger, large] = (['danger', 'large'] as const).map((id) => ({
      id,
      level: 1 as const,
      because: id,
      when: caseCondition.parse({}),
      source: `replies/severity.yaml:${id}`,
    }))
    if (danger === undefined || large === undefined) return expect.fail('no rules')
    const now = { ...ruled(1, 'danger'), source: danger.source }
    const found = { ...ruled(1, 'large'), source: large.source }
    expect(severityAfter({ rules: [danger, large] }, now, found)).toEqual(now)
    expect(severityAfter({ rules: [large, danger] }, now, found)).toEqual(found)
    // Edited away meanwhile.
    expect(severityAfter({ rules: [large] }, now, found)).toEqual(found)
  })
})
