import { createHash, createSecretKey } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import type { Order } from '../../src/model/order.ts'
import {
  createImportedOrders,
  createTrackingIntake,
  type Orders,
  withTracking,
} from '../../src/orders/index.ts'
import { signatureHeader, signatureOf, timestampHeader } from '../../src/orders/signature.ts'
import { areOthers, courierKey } from '../../src/orders/tracking/couriers.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'

const now = Date.parse('2026-11-25T12:00:00+08:00')
const placedAt = Date.parse('2026-11-20T10:00:00+08:00')
const number = '7588000111222'
const secret = createSecretKey('what couriers sign with', 'utf8')
const salt = 'the salt of a subscription'

let folder = ''
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-couriers-'))
  store = createSqliteStore({ file: join(folder, 'a.db') })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const anOrder = (no: string, ...parcels: readonly (readonly [string, string?])[]): Order => ({
  orderNo: orderNo(no),
  buyerId: 'tb-1',
  state: 'shipped',
  placedAt,
  amount: { minor: 1, currency: 'CNY' },
  items: [],
  parcels: parcels.map(([courier, trackingNo = number]) => ({ courier, trackingNo, events: [] })),
})
const keep = (...orders: readonly Order[]) =>
  store.orders.rewrite(
    orders.map((order) => ({ key: order.orderNo, decide: () => order })),
    1,
  )

const intake = () =>
  createTrackingIntake({
    parcels: store.parcels,
    secret,
    kuaidi100Salt: createSecretKey(salt, 'utf8'),
    now: () => now,
  })

/** A push in our own shape. */
function tell(courier: string | undefined, text: string, state = 'delivered') {
  const parcel = {
    tracking_no: number,
    ...(courier !== undefined && { courier }),
    state,
    events: [{ at: '2026-11-24T18:00:00+08:00', text }],
  }
  const body = Buffer.from(JSON.stringify({ parcels: [parcel] }))
  const timestamp = String(now / 1_000)
  const signature = signatureOf(secret, {
    timestamp,
    method: 'POST',
    target: '/hooks/tracking',
    body,
  })
  const headers = { [timestampHeader]: timestamp, [signatureHeader]: signature }
  return intake().receive({ headers: { 'content-type': 'application/json', ...headers }, body })
}

/** A push of kuaidi100, which names the courier by its code. */
function kuaidi100(com: string, context: string) {
  const data = [{ ftime: '2026-11-24 18:00:00', context }]
  const param = JSON.stringify({ lastResult: { com, nu: number, state: '3', data } })
  const sign = createHash('md5')
    .update(param + salt)
    .digest('hex')
  return intake().receive({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams({ param, sign }).toString()),
  })
}

/** What an order shows of its parcels. */
async function shown(no: string, orders: Orders = createImportedOrders(store.orders)) {
  const order = await withTracking(orders, store.parcels).byNumber(no)
  if (order === undefined || order === 'unchecked') throw new Error('no such order')
  const texts = order.parcels.map(({ events }) => events.map(({ text }) => text).join())
  return [order.state, ...texts]
}

describe('two couriers that share a number', () => {
  beforeEach(() => keep(anOrder('A0001', ['中通快递']), anOrder('B0002', ['圆通速递'])))

  test('news of one are not shown as the other’s', async () => {
    await kuaidi100('zhongtong', '中通：已签收')
    expect(await shown('A0001')).toEqual(['delivered', '中通：已签收'])
    expect(await shown('B0002')).toEqual(['shipped', ''])
    await tell('圆通', '圆通：派件中', 'delivering')
    expect(await shown('A0001')).toEqual(['delivered', '中通：已签收'])
    expect(await shown('B0002')).toEqual(['shipped', '圆通：派件中'])
  })

  test('news without a courier are kept, reported and shown as nobody’s', async () => {
    expect(await tell(undefined, '已签收')).toEqual({
      parcels: 1,
      new_events: 1,
      needs_courier: [number],
    })
    expect(await shown('A0001')).toEqual(['shipped', ''])
    expect(await shown('B0002')).toEqual(['shipped', ''])
    expect(await store.parcels.find([number])).toMatchObject([{ events: [{ text: '已签收' }] }])
    expect(await tell('中通', '已签收')).toEqual({ parcels: 1, new_events: 1 })
    expect(await shown('A0001')).toEqual(['delivered', '已签收'])
    expect(await shown('B0002')).toEqual(['shipped', ''])
  })

  test('news of a third, or of a courier that nobody knows, are neither’s', async () => {
    await tell('申通', '申通：已签收')
    await tell('某某专线', '专线：已签收')
    expect(await shown('A0001')).toEqual(['shipped', ''])
    expect(await shown('B0002')).toEqual(['shipped', ''])
  })

  test('are told apart after a restart, too', async () => {
    await kuaidi100('zhongtong', '中通：已签收')
    await store.close()
    store = createSqliteStore({ file: join(folder, 'a.db') })
    expect(await shown('A0001')).toEqual(['delivered', '中通：已签收'])
    expect(await shown('B0002')).toEqual(['shipped', ''])
  })

  test('are one again when the other order’s parcel turns out to be another', async () => {
    await tell(undefined, '已签收')
    await keep(anOrder('B0002', ['圆通速递', 'YT1234567890123']))
    expect(await shown('A0001')).toEqual(['delivered', '已签收'])
  })
})

describe('a number that only one order has', () => {
  test.each([
    ['the same courier under another name', '中通快递', 'zhongtong'],
    ['no courier in the table', '快递', 'zhongtong'],
    ['several couriers in one cell', '中通/圆通', 'zhongtong'],
    ['a name that we do not know in the table', '某某专线', 'zhongtong'],
    ['a name that we do not know in the news', '中通', 'somebodyelse'],
    ['post and EMS, which share their numbers', '中国邮政', 'ems'],
  ])('gets the news: %s', async (_, courier, com) => {
    await keep(anOrder('A0001', [courier]))
    await kuaidi100(com, '已签收')
    expect(await shown('A0001')).toEqual(['delivered', '已签收'])
  })

  test('gets news without a courier, and is not asked about', async () => {
    await keep(anOrder('A0001', ['中通']))
    expect(await tell(undefined, '已签收')).toEqual({ parcels: 1, new_events: 1 })
    expect(await shown('A0001')).toEqual(['delivered', '已签收'])
  })

  test('gets none of another courier, nor what may be of that other parcel', async () => {
    await keep(anOrder('A0001', ['中通']))
    await kuaidi100('yuantong', '圆通：已签收')
    expect(await shown('A0001')).toEqual(['shipped', ''])
    expect(await tell(undefined, '已签收')).toMatchObject({ needs_courier: [number] })
    expect(await shown('A0001')).toEqual(['shipped', ''])
  })

  test('joins what was told with and without its courier; the later state counts', async () => {
    await keep(anOrder('A0001', ['中通']))
    await tell(undefined, '已签收')
    await store.parcels.record(
      [
        {
          key: number,
          courier: 'zhongtong',
          state: 'returning',
          events: [{ at: Date.parse('2026-11-25T09:00:00+08:00'), text: '退回中' }],
        },
      ],
      now,
    )
    expect(await shown('A0001')).toEqual(['shipped', '已签收,退回中'])
  })
})

test('orders that share a parcel both get its news', async () => {
  await keep(anOrder('A0001', ['中通']), anOrder('B0002', ['中通快递']))
  await tell(undefined, '已签收')
  expect(await shown('A0001')).toEqual(['delivered', '已签收'])
  expect(await shown('B0002')).toEqual(['delivered', '已签收'])
})

test('an order of another source is told apart from those that were imported', async () => {
  await keep(anOrder('B0002', ['圆通']))
  const own = anOrder('A0001', ['中通'])
  const remote: Orders = {
    ofBuyer: async () => [own],
    byNumber: async () => own,
    products: async () => [],
  }
  await tell(undefined, '已签收')
  expect(await shown('A0001', remote)).toEqual(['shipped', ''])
  await tell('zto', '已签收')
  expect(await shown('A0001', remote)).toEqual(['delivered', '已签收'])
})

describe('a courier’s name', () => {
  test.each([
    [
      'shunfeng',
      '顺丰',
      '顺丰速运',
      '順豐',
      'SF',
      'SF Express',
      '顺丰快递（陆运）',
      'shunfengkuaiyun',
    ],
    ['zhongtong', '中通快递', 'ZTO', 'zhongtongkuaiyun', '中通速递有限公司'],
    ['youzheng', 'EMS', '邮政快递包裹', '中国邮政', 'youzhengguonei', '邮政EMS'],
    ['jtexpress', '极兔速递', 'J&T', 'jtexpress', 'J&T Express'],
    ['jd', '京东快递', 'JD物流', 'jd', '京东物流'],
    ['debang', '德邦快递', 'debangwuliu', 'debangkuaidi'],
  ])('%s has many spellings', (key, ...names) => {
    for (const name of [key, ...names]) expect([name, courierKey(name)]).toEqual([name, key])
  })

  test.each(['', ' ', '快递', '其他快递', '物流公司', '-', '中通、圆通'])(
    '%j is nobody’s',
    (name) => {
      expect(courierKey(name)).toBe('')
    },
  )

  test('that we do not know is its own, and nobody’s opposite', () => {
    expect(courierKey('某某 专线（杭州）')).toBe(courierKey('某某专线杭州'))
    expect(areOthers(courierKey('某某专线'), courierKey('中通'))).toBe(false)
    expect(areOthers(courierKey('圆通'), courierKey('中通'))).toBe(true)
    expect(areOthers('constructor', 'zhongtong')).toBe(false)
  })
})
