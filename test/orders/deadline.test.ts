import { createSecretKey } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRemoteOrders } from '../../src/orders/index.ts'
import { aShopServer, json, type ShopServer } from './shop-server.ts'

const secret = createSecretKey('what both sides know', 'utf8')
/** As many as are asked at once. */
const slots = 10
let shop: ShopServer
beforeEach(async () => {
  shop = await aShopServer()
})
afterEach(() => shop.close())

const open = (timeoutMs: number) =>
  createRemoteOrders({ url: shop.url, secret, now: Date.now, timeoutMs })

/** What came of a question, and after how long. */
async function outcome(question: Promise<unknown>) {
  const began = performance.now()
  const said = await question.then(
    () => 'answered',
    (error: Error) => error.message,
  )
  return { said, ms: performance.now() - began }
}

test('the wait for a slot counts: no question takes longer than its limit', async () => {
  shop.answer(() => {})
  const orders = open(600)
  const first = Array.from({ length: slots }, (_, n) => outcome(orders.ofBuyer(`first-${n}`)))
  await wait(100)
  const { ms } = await outcome(orders.ofBuyer('late'))
  expect(ms).toBeLessThan(900)
  expect((await Promise.all(first)).every((each) => each.ms < 900)).toBe(true)
})

/** An order system that answers, but takes its time. */
const slow = (ms: number) =>
  shop.answer((request, response) => {
    setTimeout(() => json({ orders: [] })(request, response), ms)
  })

test('a crowd before a slow system is answered in time or told so, and the system is not given up', async () => {
  slow(400)
  const orders = open(600)
  const all = Array.from({ length: 4 * slots }, (_, n) => outcome(orders.ofBuyer(`b-${n}`)))
  const outcomes = await Promise.all(all)
  expect(outcomes.every(({ ms }) => ms < 900)).toBe(true)
  expect(outcomes.slice(0, slots).every(({ said }) => said === 'answered')).toBe(true)
  expect(outcomes[slots]?.said).toContain('600 毫秒内没有回答')
  expect(outcomes.at(-1)?.said).toBe('等待订单系统回答的查询太多，600 毫秒内没有轮到')
  expect(shop.asked).toHaveLength(2 * slots)
  expect((await outcome(orders.ofBuyer('next'))).said).toBe('answered')
})
