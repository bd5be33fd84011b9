import type { KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { numberKey } from '../../model/number-key.ts'
import { firstFault, inChinese } from '../fields.ts'
import type { Orders } from '../orders.ts'
import { createCache } from './cache.ts'
import { createGuard, NoFaultOfTheirs } from './guard.ts'
import { createRequest, type Response } from './request.ts'
import { wireOrder, wireOrders, wireProducts } from './wire.ts'

export interface RemoteOptions {
  /** Without a slash at its end. */
  readonly url: string
  readonly secret: KeyObject
  readonly now: () => number
  /** The longest that one question may take, its wait for a turn counted in. */
  readonly timeoutMs?: number
}

/** Within a turn the same customer's orders are asked for more than once. */
const ordersLiveMs = 5_000
const productsLiveMs = 300_000

/** The shop's own order system, asked over HTTP. Rejects with a sentence that says what went wrong. */
export function createRemoteOrders(options: RemoteOptions): Orders {
  const request = createRequest(options)
  const cache = createCache(options.now)
  const guarded = createGuard(options.timeoutMs ?? 2_000)

  const ask = <T>(path: string, read: (answer: Response) => T): Promise<T> =>
    guarded(async (limit) => read(await request(path, limit)))

  return {
    ofBuyer: (buyerId) =>
      cache.get(`buyer ${buyerId}`, ordersLiveMs, async () => {
        const path = `/orders?buyer=${encodeURIComponent(buyerId)}`
        const { orders } = await ask(path, (answer) => parsed(wireOrders, answer, path))
        const strange = orders.find((order) => order.buyerId !== buyerId)
        if (strange)
          throw new WrongAnswer(`订单系统对 ${path} 给了别的买家的订单 ${strange.orderNo}`)
        return orders.sort((a, b) => b.placedAt - a.placedAt)
      }),
    byNumber: async (text) => {
      const number = numberAsTyped(text)
      if (!/^[\p{L}\p{N}_-]{1,64}$/u.test(number)) return undefined
      return cache.get(`order ${number}`, ordersLiveMs, () => {
        const path = `/orders/${encodeURIComponent(number)}`
        return ask(path, (answer) => {
          if (answer.status === 404) return undefined
          const order = parsed(wireOrder, answer, path)
          if (numberKey(order.orderNo) === numberKey(number)) return order
          throw new WrongAnswer(`订单系统对 ${path} 给了另一个订单 ${order.orderNo}`)
        })
      })
    },
    products: () =>
      cache.get('products', productsLiveMs, async () => {
        const path = '/products'
        return (await ask(path, (answer) => parsed(wireProducts, answer, path))).products
      }),
  }
}

/** The other side may keep dashes in its numbers: they stay. */
const numberAsTyped = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Dash}/gu, '-')

/** The other side answered, but not what was agreed; names the field. It is a matter of one order. */
class WrongAnswer extends NoFaultOfTheirs {}

function parsed<T>(schema: z.ZodType<T>, answer: Response, path: string): T {
  if (answer.status !== 200)
    throw new Error(`订单系统对 ${path} 回答了 ${answer.status}；请检查 ORDERS_URL 和对方的日志`)
  const result = schema.safeParse(answer.json(), inChinese)
  if (result.success) return result.data
  throw new WrongAnswer(`订单系统对 ${path} 的回答不对：${firstFault(result.error)}`)
}
