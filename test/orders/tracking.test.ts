import { createHash, createSecretKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import type { Order } from '../../src/model/order.ts'
import { createTrackingIntake, type Orders, withTracking } from '../../src/orders/index.ts'
import { signatureHeader, signatureOf, timestampHeader } from '../../src/orders/signature.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { shopAt } from './demo-shop.ts'

const now = Date.parse('2026-11-25T12:00:00+08:00')
const secret = createSecretKey('what couriers sign with', 'utf8')
const salt = 'the salt of a subscription'
let store: Store
beforeEach(() => {
  store = createSqliteStore({ file: ':memory:' })
})
afterEach(() => store.close())

const intake = (more: Partial<Parameters<typeof createTrackingIntake>[0]> = {}) =>
  createTrackingIntake({
    parcels: store.parcels,
    secret,
    kuaidi100Salt: createSecretKey(salt, 'utf8'),
    now: () => now,
    ...more,
  })

/** A push in our own shape, rightly signed unless `more` spoils it. */
function ownPush(
  content: unknown,
  more: { at?: number; key?: typeof secret; headers?: Record<string, string> } = {},
) {
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const timestamp = String(Math.floor((more.at ?? now) / 1_000))
  const signed = { timestamp, method: 'POST', target: '/hooks/tracking', body }
  const signature = signatureOf(more.key ?? secret, signed)
  const headers = { [timestampHeader]: timestamp, [signatureHeader]: signature }
  return { body, headers: { 'content-type': 'application/json', ...headers, ...more.headers } }
}

const form = (fields: Readonly<Record<string, string>>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: Buffer.from(new URLSearchParams(fields).toString()),
})

const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase()

/** As kuaidi100.com pushes it: the newest event first. */
function kuaidi100Push(lastResult: Readonly<Record<string, unknown>>) {
  const param = JSON.stringify({
    status: 'polling',
    billstatus: 'got',
    message: '',
    autoCheck: '1',
    comOld: 'yuantong',
    comNew: 'ems',
    lastResult: { message: 'ok', status: '200', ischeck: '0', com: 'yuantong', ...lastResult },
  })
  return form({ sign: md5(param + salt), param })
}

const collected = {
  time: '2026-11-21 10:00:00',
  ftime: '2026-11-21 10:00:00',
  context: '【杭州】已揽收',
}
const signed = {
  time: '2026-11-24 18:30:05',
  ftime: '2026-11-24 18:30:05',
  context: '【上海】已签收，签收人：本人',
}
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`)

describe('kuaidi100', () => {
  test('a push is kept, in China’s time, and told as kuaidi100 wants to hear it', async () => {
    const push = kuaidi100Push({ nu: 'yt 1234567890123', state: '3', data: [signed, collected] })
    expect(await intake().receive(push)).toEqual({
      result: true,
      returnCode: '200',
      message: '成功',
    })
    expect(await store.parcels.find(['YT1234567890123'])).toEqual([
      {
        key: 'YT1234567890123',
        courier: 'yuantong',
        state: 'delivered',
        stateSince: at(signed.ftime),
        toldAt: at(signed.ftime),
        lastEventAt: at(signed.ftime),
        events: [
          { at: at(collected.ftime), text: collected.context },
          { at: at(signed.ftime), text: signed.context },
        ],
      },
    ])
  })

  test.each([
    ['0', 'in_transit'],
    ['1', 'collected'],
    ['2', 'problem'],
    ['3', 'delivered'],
    ['4', 'returned'],
    ['5', 'delivering'],
    ['6', 'returning'],
    ['7', 'in_transit'],
    ['14', 'refused'],
    ['304', 'delivered'],
    ['501', 'delivering'],
    ['207', 'problem'],
    ['1001', 'in_transit'],
    ['102', undefined],
    ['99', undefined],
  ])('state %s is %s', async (state, expected) => {
    await intake().receive(kuaidi100Push({ nu: 'YT1', state, data: [collected] }))
    expect((await store.parcels.find(['YT1']))[0]?.state).toBe(expected)
  })

  test('a push that found nothing yet tells no state', async () => {
    await intake().receive(kuaidi100Push({ nu: 'YT1', state: '0', data: [] }))
    expect(await store.parcels.find(['YT1'])).toEqual([
      { key: 'YT1', courier: 'yuantong', events: [] },
    ])
  })

  test('an event without a time or from the future is left out, the others stay', async () => {
    const future = { ...signed, ftime: '2027-01-01 00:00:00' }
    const data = [future, { context: '没有时间' }, collected]
    await intake().receive(kuaidi100Push({ nu: 'YT1', state: '0', data }))
    expect((await store.parcels.find(['YT1']))[0]?.events).toHaveLength(1)
  })

  test('the signature is over the bytes that came', async () => {
    const param = '{"lastResult":{"nu":"YT1","state":"0","data":[]}}'
    const wrong = [
      form({ sign: md5(param), param }),
      form({ sign: md5(param + salt), param: `${param} ` }),
      form({ sign: '', param }),
      form({ param }),
      form({}),
      { ...form({}), body: Buffer.alloc(0) },
    ]
    for (const push of wrong)
      await expect(intake().receive(push)).rejects.toMatchObject({ code: 'bad_signature' })
    await intake().receive(form({ sign: md5(param + salt).toLowerCase(), param }))
    const raw = Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from('"}')])
    const sign = createHash('md5').update(raw).update(salt).digest('hex')
    const encoded = [...raw].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    const bytes = { ...form({}), body: Buffer.from(`param=${encoded}&sign=${sign}`) }
    await expect(intake().receive(bytes)).rejects.toMatchObject({
      code: 'bad_request',
      message: '内容不是有效的 UTF-8',
    })
  })

  test('a number where text is needed names the field', async () => {
    const push = kuaidi100Push({ nu: 75880001, state: '0', data: [] })
    await expect(intake().receive(push)).rejects.toThrow('lastResult.nu 必须是字符串')
  })
})

describe('our own shape', () => {
  const parcel = {
    tracking_no: 'SF1234567890123',
    state: 'in_transit',
    events: [{ at: '2026-11-21T10:00:00+08:00', text: '已揽收' }],
  }

  test('the same push again changes nothing', async () => {
    const push = ownPush({ parcels: [parcel, { tracking_no: '75880001' }] })
    expect(await intake().receive(push)).toEqual({ parcels: 2, new_events: 1 })
    expect(await intake().receive(push)).toEqual({ parcels: 2, new_events: 0 })
  })

  test.each([
    ['another secret', { key: createSecretKey('somebody else’s secret', 'utf8') }, 'bad_signature'],
    ['no signature', { headers: { [signatureHeader]: '' } }, 'bad_signature'],
    ['another timestamp', { headers: { [timestampHeader]: '1' } }, 'bad_signature'],
    ['an old timestamp', { at: now - 301_000 }, 'stale_timestamp'],
    ['a timestamp from the future', { at: now + 301_000 }, 'stale_timestamp'],
  ])('%s is refused', async (_, more, code) => {
    await expect(intake().receive(ownPush({ parcels: [parcel] }, more))).rejects.toMatchObject({
      code,
    })
    expect(await store.parcels.find([parcel.tracking_no])).toEqual([])
  })

  test('an old push that is sent again does not take back what was told since', async () => {
    const { tracking_no } = parcel
    const old = ownPush({ parcels: [{ tracking_no, state: 'in_transit' }] }, { at: now - 60_000 })
    await intake().receive(old)
    await intake().receive(ownPush({ parcels: [{ tracking_no, state: 'delivered' }] }))
    await intake({ now: () => now + 60_000 }).receive(old)
    expect(await store.parcels.find([tracking_no])).toMatchObject([{ state: 'delivered' }])
  })

  test('a changed body is refused', async () => {
    const push = ownPush({ parcels: [parcel] })
    const body = Buffer.from(push.body.toString().replace('已揽收', '已签收'))
    await expect(intake().receive({ ...push, body })).rejects.toMatchObject({
      code: 'bad_signature',
    })
  })

  test.each<[string, unknown, string]>([
    ['no JSON', '{"parcels"', '内容不是有效的 JSON'],
    ['no parcels', { parcels: [] }, 'parcels 至少一个包裹'],
    ['no number', { parcels: [{ tracking_no: ' - ' }] }, 'parcels[0].tracking_no 不能为空'],
    [
      'a number that lost its digits',
      '{"parcels":[{"tracking_no":4532239827909130090}]}',
      'parcels[0].tracking_no 是超过 2^53',
    ],
    [
      'an unknown state',
      { parcels: [{ ...parcel, state: 'lost' }] },
      'parcels[0].state 只能是 collected、',
    ],
    [
      'a time without a zone',
      { parcels: [{ ...parcel, events: [{ at: '2026-11-21 10:00', text: 'x' }] }] },
      'parcels[0].events[0].at 必须是带时区',
    ],
    [
      'an event from the future',
      { parcels: [{ ...parcel, events: [{ at: '2027-01-01T00:00:00Z', text: 'x' }] }] },
      '时间在未来',
    ],
    ['__proto__', '{"parcels":[],"__proto__":{"a":1}}', '内容不是有效的 JSON'],
  ])('%s is a bad request, and nothing of it is kept', async (_, content, sentence) => {
    await expect(intake().receive(ownPush(content))).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining(sentence),
    })
    expect(await store.parcels.find([parcel.tracking_no])).toEqual([])
  })
})

test('without a secret nothing is believed, and the setting is named', async () => {
  const shut = intake({ secret: undefined, kuaidi100Salt: undefined })
  await expect(shut.receive(ownPush({}))).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('TRACKING_SECRET'),
  })
  await expect(shut.receive(kuaidi100Push({}))).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('KUAIDI_SALT'),
  })
})

describe('orders with news of their parcels', () => {
  const anOrder = (more: Partial<Order> = {}): Order => ({
    orderNo: orderNo('A0001'),
    buyerId: 'tb-1',
    state: 'shipped',
    placedAt: 1_000,
    amount: { minor: 1, currency: 'CNY' },
    items: [],
    parcels: [
      { courier: '圆通', trackingNo: 'YT-1', events: [{ at: 2_000, text: '已揽收' }] },
      { courier: '圆通', trackingNo: 'YT-2', events: [] },
    ],
    ...more,
  })
  const source = (...orders: readonly Order[]): Orders => ({
    ofBuyer: async () => orders,
    byNumber: async () => orders[0],
    products: async () => [],
  })
  const tell = (key: string, state: 'in_transit' | 'delivered', ...times: readonly number[]) =>
    store.parcels.record(
      [{ key, state, events: times.map((time) => ({ at: time, text: '已揽收' })) }],
      now,
    )

  test('events of both are joined by time and text, also those told before the order was known', async () => {
    await tell('YT1', 'in_transit', 2_000, 3_000, 1_500)
    const [order] = await withTracking(source(anOrder()), store.parcels).ofBuyer('tb-1')
    expect(order?.parcels.map(({ events }) => events.map((event) => event.at))).toEqual([
      [1_500, 2_000, 3_000],
      [],
    ])
    expect(order?.state).toBe('shipped')
  })

  test('an order is delivered when the last of its parcels is', async () => {
    const orders = withTracking(source(anOrder()), store.parcels)
    await tell('YT1', 'delivered', 5_000)
    expect((await orders.ofBuyer('tb-1'))[0]).toMatchObject({ state: 'shipped' })
    await tell('YT2', 'delivered', 7_000)
    expect(await orders.byNumber('A0001')).toMatchObject({ state: 'delivered', deliveredAt: 7_000 })
  })

  test.each(['completed', 'cancelled', 'paid'] as const)(
    'an order that is %s stays so',
    async (state) => {
      await tell('YT1', 'delivered', 5_000)
      await tell('YT2', 'delivered', 5_000)
      const orders = withTracking(source(anOrder({ state })), store.parcels)
      expect((await orders.ofBuyer('tb-1'))[0]).toMatchObject({ state })
    },
  )

  test('a number that couriers gave out before tells nothing of the parcel that had it', async () => {
    const [lastYear, today] = [now - 365 * 86_400_000, anOrder({ placedAt: now })]
    await tell('YT1', 'delivered', lastYear)
    await tell('YT2', 'delivered', lastYear, lastYear + 1)
    const [order] = await withTracking(source(today), store.parcels).ofBuyer('tb-1')
    expect(order).toEqual(today)
  })

  test('what cannot be told of an order stays so', async () => {
    const orders = { ...source(), byNumber: async () => 'unchecked' as const }
    expect(await withTracking(orders, store.parcels).byNumber('A0001')).toBe('unchecked')
    expect(await withTracking(source(), store.parcels).byNumber('A0001')).toBeUndefined()
  })

  test('the demo shop’s parcels get them too', async () => {
    const demo = shopAt(now)
    const before = (await demo.ofBuyer('demo-3'))[0]?.parcels[0]
    const news = { at: now - 60_000, text: '快件已到达【上海浦东】' }
    const key = before?.trackingNo ?? ''
    await store.parcels.record([{ key, events: [news] }], now)
    const after = (await withTracking(demo, store.parcels).ofBuyer('demo-3'))[0]?.parcels[0]
    expect(after?.events).toEqual([...(before?.events ?? []), news])
  })
})
