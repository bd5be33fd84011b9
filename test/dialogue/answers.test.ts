import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/model/decision.ts'
import { orderNo } from '../../src/model/ids.ts'
import type { Order } from '../../src/model/order.ts'
import type { When } from '../../src/playbook/index.ts'
import {
  anAnswer,
  anOrder,
  aPlaybook,
  card,
  dayMs,
  hourMs,
  image,
  noon,
  talk,
} from '../support/dialogue.ts'

/** Whether an answer with this condition is given, the customer's only order being `order`. */
const given = (when: When, order?: Partial<Order>, facts: Partial<Facts> = {}) => {
  const playbook = aPlaybook({
    answers: [
      anAnswer({ id: 'conditional', intents: ['logistics'], when, reply: '有条件' }),
      anAnswer({ id: 'logistics-moving', reply: '不参与' }),
    ],
  })
  const orders = order === undefined ? [] : [anOrder(order)]
  return talk(playbook, { ...facts, orders }).says('到哪了', 'logistics').said === '有条件'
}

describe('an answer is given only when its condition holds:', () => {
  test('the state of the order', () => {
    expect(given({ order_state: ['shipped'] }, {})).toBe(true)
    expect(given({ order_state: ['paid', 'delivered'] }, {})).toBe(false)
    expect(given({ order_state: ['shipped'] })).toBe(false)
  })

  test('the state of the after-sale case, none included', () => {
    const afterSale = {
      kind: 'exchange',
      state: 'returning',
      appliedAt: noon,
      updatedAt: noon,
    } as const
    expect(given({ after_sale: ['returning'] }, { afterSale })).toBe(true)
    expect(given({ after_sale: ['none'] }, { afterSale })).toBe(false)
    expect(given({ after_sale: ['none'] }, {})).toBe(true)
    expect(given({ after_sale: ['none'] })).toBe(false)
  })

  test('how many days ago it was delivered, counted as the law does: the day itself is left out', () => {
    const limit = 7 * dayMs
    const delivered = (agoMs: number) =>
      ({ state: 'delivered', deliveredAt: noon - agoMs }) as const
    const elevenHours = 11 * 3_600_000
    // Signed early on the first day; asked at noon of the seventh day after it, and of the eighth.
    expect(given({ delivered_within: limit }, delivered(limit + elevenHours))).toBe(true)
    expect(given({ delivered_over: limit }, delivered(limit + elevenHours))).toBe(false)
    expect(given({ delivered_within: limit }, delivered(limit + dayMs))).toBe(false)
    expect(given({ delivered_over: limit }, delivered(limit + dayMs))).toBe(true)
    expect(given({ delivered_within: limit }, {})).toBe(false)
    expect(given({ delivered_over: limit }, {})).toBe(false)
  })

  test('how many hours ago it was delivered, where the span is given in hours', () => {
    const limit = 5 * 3_600_000
    const delivered = (agoMs: number) =>
      ({ state: 'delivered', deliveredAt: noon - agoMs }) as const
    expect(given({ delivered_within: limit }, delivered(limit))).toBe(true)
    expect(given({ delivered_over: limit }, delivered(limit + 1))).toBe(true)
  })

  test('how long the parcel has been silent', () => {
    expect(given({ no_update_for: 2 * hourMs }, {})).toBe(true)
    expect(given({ no_update_for: 3 * hourMs }, {})).toBe(false)
    expect(given({ no_update_for: hourMs }, { parcels: [] })).toBe(false)
  })

  test('whether shipping is overdue', () => {
    const playbook = (ship_overdue: boolean) =>
      aPlaybook({
        answers: [
          anAnswer({ id: 'late', intents: ['shipping_time'], when: { ship_overdue }, reply: '看' }),
        ],
      })
    const said = (ship_overdue: boolean, promisedShipAt: number) =>
      talk(playbook(ship_overdue), { orders: [anOrder({ state: 'paid', promisedShipAt })] }).says(
        '何时发',
        'shipping_time',
      ).said
    expect(said(true, noon - 1)).toBe('看')
    expect(said(true, noon + 1)).toBe('48 小时内发货。')
    expect(said(false, noon + 1)).toBe('看')
  })

  test('whether it is promised to be sent after the day that was named', () => {
    const when = { ships_too_late: true }
    const answers = [anAnswer({ id: 'late', intents: ['shipping_time'], when, reply: '赶不上' })]
    const orders = [anOrder({ state: 'paid', promisedShipAt: noon + 5 * dayMs })]
    const said = (value: string) =>
      talk(aPlaybook({ answers }), { orders }).says('何时发', {
        intent: 'shipping_time',
        entities: [{ kind: 'date', text: value, value, start: 0, end: 1 }],
      }).said
    expect(said('2026-11-21')).toBe('赶不上')
    expect(said('2026-11-24')).toBe('48 小时内发货。')
    expect(said('2026-11-15')).toBe('48 小时内发货。')
  })

  test('the product or its category', () => {
    const cup = {
      productId: 'p-cup',
      title: '白瓷杯',
      category: '杯具',
      skus: [],
      price: { minor: 1, currency: 'CNY' },
      aliases: [],
    } as const
    expect(given({ product: ['p-cup'] }, {})).toBe(true)
    expect(given({ product: ['杯具'] }, {}, { products: [cup] })).toBe(true)
    expect(given({ product: ['茶叶'] }, {}, { products: [cup] })).toBe(false)
    expect(given({ product: ['杯具'] })).toBe(false)
  })

  test('the channel', () => {
    expect(given({ channel: ['simulator'] }, {})).toBe(true)
    expect(given({ channel: ['taobao'] }, {})).toBe(false)
  })

  test('the days, both included, by the shop clock', () => {
    expect(given({ dates: { from: '2026-11-18', to: '2026-11-18' } }, {})).toBe(true)
    expect(given({ dates: { from: '2026-11-19', to: '2026-12-01' } }, {})).toBe(false)
  })

  test('how often it was asked in this conversation, this time included', () => {
    const playbook = aPlaybook({
      answers: [
        anAnswer({
          id: 'again',
          intents: ['invoice'],
          when: { asked_at_least: 2 },
          reply: '再说一遍',
        }),
      ],
    })
    const chat = talk(playbook)
    expect(chat.says('能开发票不', 'invoice').said).toBe('发票在订单页申请，小店开具。')
    expect(chat.says('发票呢', 'invoice').said).toBe('再说一遍')
  })
})

describe('hours', () => {
  const saidAt = (hours: string, clock: string, timeZone = 'Asia/Shanghai') => {
    const playbook = aPlaybook({
      answers: [anAnswer({ id: 'night', intents: ['invoice'], when: { hours }, reply: '夜里' })],
    })
    const chat = talk(playbook, { timeZone })
    chat.passes(Date.parse(`2026-11-18T${clock}:00+08:00`) - noon)
    return chat.says('能开发票不', 'invoice').said
  }

  test.each(['22:00', '23:59', '00:00', '07:59'])('that cross midnight hold at %s', (clock) => {
    expect(saidAt('22:00-08:00', clock)).toBe('夜里')
  })

  test.each(['08:00', '12:00', '21:59'])('that cross midnight do not hold at %s', (clock) => {
    expect(saidAt('22:00-08:00', clock)).not.toBe('夜里')
  })

  test('within a day begin with the first minute and end before the last', () => {
    expect(saidAt('09:00-18:00', '09:00')).toBe('夜里')
    expect(saidAt('09:00-18:00', '18:00')).not.toBe('夜里')
  })

  test('are those of the shop', () => {
    expect(saidAt('04:00-05:00', '12:30', 'UTC')).toBe('夜里')
    expect(saidAt('04:00-05:00', '12:30')).not.toBe('夜里')
  })
})

test('the answer with more conditions is tried first, and time outranks the order', () => {
  const playbook = aPlaybook({
    answers: [
      anAnswer({
        id: 'state',
        intents: ['invoice'],
        when: { order_state: ['shipped'] },
        reply: '状态',
      }),
      anAnswer({
        id: 'night',
        intents: ['invoice'],
        when: { hours: '10:00-14:00' },
        reply: '时段',
      }),
      anAnswer({
        id: 'both',
        intents: ['invoice'],
        when: { hours: '13:00-14:00', order_state: ['shipped'] },
        reply: '都要',
      }),
    ],
  })
  const chat = talk(playbook, { orders: [anOrder()] })
  chat.shows(card('260011112222'))
  expect(chat.says('能开发票不', 'invoice').said).toBe('时段')
  chat.passes(hourMs)
  expect(chat.says('能开发票不', 'invoice').said).toBe('都要')
})

test('an answer with a hole is passed over for the next one', () => {
  const unknown = anOrder({ parcels: [] })
  expect(talk(aPlaybook(), { orders: [unknown] }).says('到哪了', 'logistics').said).toBe(
    '请在订单页看物流。',
  )
  expect(talk(aPlaybook({ shop: {} })).says('能开发票不', 'invoice').next.phase).toMatchObject({
    handoff: { reason: 'no_answer' },
  })
})

describe('the order in question', () => {
  const first = anOrder()
  const second = anOrder({ orderNo: orderNo('260033334444'), placedAt: noon - 9 * dayMs })
  const foreign = anOrder({ orderNo: orderNo('260055556666'), buyerId: 'buyer-2' })

  test('is the only one it can be', () => {
    expect(talk(aPlaybook(), { orders: [first] }).says('到哪了', 'logistics').said).toBe(
      '您的 白瓷杯（260011112222）：已到达杭州转运中心，11月18日 10:00',
    )
  })

  test('is the one that was quoted', () => {
    const chat = talk(aPlaybook(), { orders: [first, second] })
    expect(chat.says('260033334444 到哪了', 'logistics').said).toContain('260033334444')
    expect(chat.says('现在呢', 'logistics').said).toContain('260033334444')
  })

  test('is the one on a card, from the customer or from the shop system', () => {
    const sent = talk(aPlaybook(), { orders: [first, second] })
    expect(sent.sends(card('260033334444')).said).toBe('这单怎么了？')
    expect(sent.says('到哪了', 'logistics').said).toContain('260033334444')
    const shown = talk(aPlaybook(), { orders: [first, second] })
    expect(shown.shows(card('260033334444'))).toMatchObject({ kind: 'silent', said: '' })
    expect(shown.says('到哪了', 'logistics').said).toContain('260033334444')
  })

  test('is asked for when there are several, and what was asked counts once', () => {
    const chat = talk(aPlaybook(), { orders: [first, second] })
    const asked = chat.says('到哪了', 'logistics')
    expect(asked).toMatchObject({ kind: 'clarify', intent: 'logistics' })
    expect(asked.said).toMatch(/^哪一单？\n1\. 白瓷杯（运输中，\d+月\d+日下单）\n2\. .*下单）$/)
    const answer = chat.says('第二个')
    expect(answer).toMatchObject({ kind: 'answer', rung: 'pending_question' })
    expect(answer.said).toContain('260033334444')
    expect(answer.next.memory.asked).toEqual({ logistics: 1 })
  })

  test.each([['2'], ['２'], ['尾号4444'], ['260033334444'], ['我选2'], ['2️⃣'], ['选第二个']])(
    'is picked by 「%s」',
    (words) => {
      const chat = talk(aPlaybook(), { orders: [first, second] })
      chat.says('到哪了', 'logistics')
      expect(chat.says(words).said).toContain('260033334444')
    },
  )

  test('is asked for again when the end of the number is that of several', () => {
    const alike = [first, second, anOrder({ orderNo: orderNo('260099994444') })]
    const chat = talk(aPlaybook(), { orders: alike })
    chat.says('到哪了', 'logistics')
    const heard = chat.says('尾号4444')
    expect(heard).toMatchObject({ kind: 'clarify', rung: 'pending_question' })
    expect(heard.said).toMatch(/^哪一单？/)
    expect(chat.says('第二个').said).toContain('260033334444')
  })

  test('whoever asks on instead of picking is insisting', () => {
    const chat = talk(aPlaybook(), { orders: [first, second] })
    chat.says('到哪了', 'logistics')
    chat.says('到哪了啊', 'logistics')
    expect(chat.says('到底到哪了', 'logistics').next.phase).toMatchObject({
      handoff: { reason: 'insistence' },
    })
  })

  test('an order number sent after the question takes the question up, without counting it again', () => {
    const chat = talk(aPlaybook(), { orders: [first, second] })
    chat.says('到哪了', 'logistics')
    chat.sends(image())
    const heard = chat.says('260033334444', 'order_given')
    expect(heard.said).toContain('260033334444')
    expect(heard.next.memory.asked).toEqual({ logistics: 1 })
  })

  test('of another customer is never disclosed', () => {
    const chat = talk(aPlaybook(), { orders: [first], others: [foreign] })
    const heard = chat.says('260055556666 到哪了', 'logistics')
    expect(heard.kind).toBe('clarify')
    expect(heard.said).toBe('订单 260055556666 不在您名下。')
    expect(JSON.stringify(heard.effects)).not.toContain('白瓷杯')
  })

  test('that nobody knows is said to be unknown, and a second wrong number calls a person', () => {
    const chat = talk(aPlaybook(), { orders: [first] })
    expect(chat.says('99990000 到哪了', 'logistics').said).toBe('订单 99990000 不在您名下。')
    expect(chat.says('那 99990001 呢', 'logistics')).toMatchObject({ kind: 'handoff' })
  })

  test('on a card is not called unknown while the order system is silent', () => {
    expect(talk(aPlaybook(), { ordersDown: '超时' }).sends(card('260011112222')).said).toBe(
      '这单怎么了？',
    )
  })

  test('with a name that objects inherit does no harm', () => {
    const down = talk(aPlaybook(), { ordersDown: '超时' })
    expect(down.sends(card('__proto__')).kind).toBe('clarify')
    expect(talk().sends(card('constructor')).said).toBe('订单 constructor 不在您名下。')
  })
})

test('an order system that does not answer is said so and handed over, never guessed', () => {
  const heard = talk(aPlaybook(), { ordersDown: '超时' }).says('到哪了', 'logistics')
  expect(heard).toMatchObject({
    kind: 'handoff',
    next: { phase: { handoff: { reason: 'no_answer' } } },
  })
  expect(heard.said).toBe('暂时查不到订单，请同事来查。')
  expect(heard.because).toContain('超时')
})

test('a question that needs no order is answered while the order system is silent', () => {
  expect(talk(aPlaybook(), { ordersDown: '超时' }).says('能开发票不', 'invoice').kind).toBe(
    'answer',
  )
})

test('an answer made for this very situation spares the customer the form', () => {
  const playbook = aPlaybook({
    answers: [
      anAnswer({
        id: 'early',
        intents: ['damaged'],
        when: { order_state: ['delivered'] },
        reply: '直接补发。',
      }),
    ],
  })
  const order = anOrder({ state: 'delivered' })
  expect(talk(playbook, { orders: [order] }).says('碎了', 'damaged').said).toBe('直接补发。')
  expect(talk(playbook).says('碎了', 'damaged').kind).toBe('collect')
})
