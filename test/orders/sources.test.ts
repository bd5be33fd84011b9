import { createSecretKey } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimMs } from '../../src/channels/index.ts'
import { createConfig } from '../../src/config.ts'
import { openShop } from '../../src/mind.ts'
import { orderNo } from '../../src/model/ids.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { anOrder, aShopServer, json, type ShopServer } from './shop-server.ts'

const log = pino({ level: 'silent' })
let store: Store
let shop: ShopServer
beforeEach(async () => {
  store = createSqliteStore({ file: ':memory:' })
  shop = await aShopServer()
})
afterEach(async () => {
  await shop.close()
  await store.close()
})

const open = (env: Readonly<Record<string, string>>) =>
  openShop(createConfig(env), Date.now, { store, log })
const remote = () => ({ ORDERS_URL: `${shop.url}/`, ORDERS_SECRET: 'what both sides know' })

test('the shop’s own system comes before the demo shop', async () => {
  shop.answer(json({ orders: [anOrder({ buyer_id: 'demo-3' })] }))
  expect(await open({ ...remote() }).orders?.ofBuyer('demo-3')).toMatchObject([
    { orderNo: '4532239827909130090', items: [{ title: '茶杯' }] },
  ])
  expect(shop.asked).toEqual(['GET /orders?buyer=demo-3'])
})

test('the demo shop comes before what was imported', async () => {
  expect(await open({}).orders?.ofBuyer('demo-3')).toHaveLength(1)
})

test('else there is what was imported, with news of its parcels; before that nothing can be checked', async () => {
  const { orders } = open({ DEMO: 'off' })
  expect(await orders?.byNumber('A0001')).toBe('unchecked')
  const parcels = [{ courier: '顺丰', trackingNo: 'SF1', events: [] }]
  const order = {
    orderNo: orderNo('A0001'),
    buyerId: 'tb-1',
    state: 'shipped' as const,
    placedAt: 1,
    amount: { minor: 1, currency: 'CNY' as const },
    items: [],
    parcels,
  }
  await store.orders.rewrite([{ key: 'A0001', decide: () => order }], 1)
  await store.parcels.record([{ key: 'SF1', events: [{ at: 1, text: '已揽收' }] }], 1)
  expect(await orders?.ofBuyer('tb-1')).toEqual([
    { ...order, parcels: [{ ...parcels[0], events: [{ at: 1, text: '已揽收' }] }] },
  ])
})

test('an order that a customer showed to know is theirs for a day, and longer for people', async () => {
  const { orders, ordersForPeople, demo } = open({})
  const [known] = (await demo?.ofBuyer('demo-3')) ?? []
  if (known === undefined) throw new Error('no order')
  const isIn = async (source: typeof orders) =>
    (await source?.ofBuyer('v_1'))?.map((order) => order.orderNo)
  await store.orderClaims.claim('v_1', known.orderNo, Date.now())
  expect([await isIn(orders), await isIn(ordersForPeople)]).toEqual([
    [known.orderNo],
    [known.orderNo],
  ])
  await store.orderClaims.claim('v_1', known.orderNo, Date.now() - claimMs - 1)
  expect([await isIn(orders), await isIn(ordersForPeople)]).toEqual([[], [known.orderNo]])
})

test('without a store there is nothing to look into', () => {
  expect(openShop(createConfig({ DEMO: 'off' }), Date.now).orders).toBeUndefined()
})

test('a counter opens while the shop’s system is down, without its goods', async () => {
  shop.answer(json('oops', 500))
  expect(await open(remote()).catalogue()).toEqual([])
  shop.answer(json({ products: [{ product_id: 'P1', title: '茶杯' }] }))
  expect(await open(remote()).catalogue()).toMatchObject([{ title: '茶杯' }])
})

test.each([
  ['ORDERS_URL', 'shop.example.com', '应是 http 或 https 网址'],
  ['ORDERS_URL', 'ftp://shop.example.com', '应是 http 或 https 网址'],
  ['ORDERS_URL', 'https://shop.example.com/?a=1', '不带 ? 和 #'],
  ['ORDERS_SECRET', 'short', '至少 16 个字符'],
  ['TRACKING_SECRET', 'short', '至少 16 个字符'],
  ['KUAIDI_SALT', 'short', '至少 16 个字符'],
])('%s=%s is refused, and no secret is shown', (key, value, sentence) => {
  const secret = { ORDERS_SECRET: 'what both sides know' }
  const faultOf = () => createConfig({ ...secret, [key]: value })
  expect(faultOf).toThrow(sentence)
  if (value === 'short') expect(faultOf).not.toThrow('short')
})

test('an address without a secret is no setting', () => {
  const faultOf = () => createConfig({ ORDERS_URL: 'https://shop.example.com' })
  expect(faultOf).toThrow('ORDERS_URL: 要同时设置 ORDERS_SECRET')
})

test('the settings are read, the secrets as keys', () => {
  const config = createConfig({ ...remote(), TRACKING_SECRET: 'x'.repeat(16) })
  expect(config.orders?.url).toBe(shop.url)
  expect(config.orders?.secret.equals(createSecretKey('what both sides know', 'utf8'))).toBe(true)
  expect(JSON.stringify(config)).not.toContain('xxxx')
  expect(config.kuaidi100Salt).toBeUndefined()
})
