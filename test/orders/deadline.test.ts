import { createSecretKey } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
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

/** What came of a question. */
const outcome = (question: Promise<unknown>): Promise<string> =>
  question.then(
    () => 'answered',
    (error: Error) => error.message,
  )

const askedTimes = (count: number) =>
  vi.waitFor(() => expect(shop.asked).toHaveLength(count), { timeout: 20_000 })

test('the wait for a slot counts: no question has the limit twice', async () => {
  shop.answer(() => {})
  const orders = open(1_000)
  const first = Array.from({ length: slots }, (_, n) => outcome(orders.ofBuyer(`first-${n}`)))
  await askedTimes(slots)
  const late = outcome(orders.ofBuyer('late'))
  // Both timers run in this process: however slow the machine, the earlier one comes first.
  const twice = wait(1_800, 'still waiting')
  expect(await Promise.race([late, twice])).toMatch(/毫秒内没有/)
  await Promise.all([...first, twice])
})

test('a crowd before a slow system is told so in time, and the system is not given up', async () => {
  const held: (() => void)[] = []
  shop.answer((request, response) => {
    held.push(() => json({ orders: [] })(request, response))
  })
  const release = () => {
    for (const answer of held.splice(0)) answer()
  }
  const orders = open(3_000)
  const all = Array.from({ length: 4 * slots }, (_, n) => outcome(orders.ofBuyer(`b-${n}`)))
  await askedTimes(slots)
  await wait(1_700)
  release()
  await askedTimes(2 * slots)
  const outcomes = await Promise.all(all)
  expect(outcomes.slice(0, slots).every((said) => said === 'answered')).toBe(true)
  expect(outcomes[slots]).toContain('3000 毫秒内没有回答')
  expect(outcomes.at(-1)).toBe('等待订单系统回答的查询太多，3000 毫秒内没有轮到')
  expect(shop.asked).toHaveLength(2 * slots)
  const next = outcome(orders.ofBuyer('next'))
  await askedTimes(2 * slots + 1)
  release()
  expect(await next).toBe('answered')
})
