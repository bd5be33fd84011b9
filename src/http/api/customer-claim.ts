import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { numberKey } from '../../model/number-key.ts'
import type { Order } from '../../model/order.ts'
import type { CustomerSession } from '../../model/wire/customer.ts'
import { createAttempts } from '../attempts.ts'
import type { HttpDeps } from '../deps.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { ordersSilent } from '../order-cards.ts'
import { mayClaim, type Welcome } from '../visitors.ts'
import { customerSession } from './schemas/customer.ts'
import { errorAnswers } from './schemas/error.ts'

const claimRequest = z.strictObject({
  shop: z.string().min(1).max(64),
  order_no: z.string().min(1).max(64),
  phone_tail: z.string().regex(/^\d{4}$/),
})

/** There are only 10,000 tails: of one order, whoever asks, a few may be tried in a day. */
const limits = { windowMs: 24 * 3_600_000, perName: 5, perAddress: 20 }

export interface Claiming extends Pick<Edge, 'deps' | 'visitors'> {
  /** Says who the browser is now. */
  readonly greet: (request: FastifyRequest, reply: FastifyReply, who: Welcome) => CustomerSession
}

/**
 * Who knows an order and the telephone that it went to is told of that order, in the conversation
 * that they have. Both stand on the parcel: whoever finds it is not the buyer whom the shop signs.
 */
export function addClaim(app: App, { deps, visitors, greet }: Claiming) {
  const attempts = createAttempts(deps, limits)

  app.post(
    '/api/customer/claim',
    {
      config: { rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        tags: ['customer'],
        summary: '用订单号和收货手机后四位认出顾客；店铺已签名的顾客不用',
        body: claimRequest,
        response: { 200: customerSession, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { shop, order_no, phone_tail } = request.body
      const guest = visitors.find(request, shop)
      if (!guest) throw new Refusal('not_logged_in', noVisitor)
      // Whom the shop named is that customer, and no other one's orders are theirs to be told.
      if (!mayClaim(guest.visitor)) throw new Refusal('not_allowed', alreadyKnown)
      const asks = { name: numberKey(order_no), address: request.ip }
      const waitMs = attempts.waitMs(asks)
      if (waitMs !== undefined) throw tooOften(waitMs)
      const found = await orderOf(order_no, deps)
      const attempt = attempts.begin(asks)
      if (attempt.kind === 'refused') throw tooOften(attempt.retryAfterMs)
      if (found?.phoneTail !== phone_tail) throw new Refusal('not_found', notThatOne)
      attempt.succeeded()
      const { orderNo } = found
      const { customer } = guest.visitor
      await deps.store.orderClaims.claim(customer.id, orderNo, deps.now())
      return greet(request, reply, { shop, customer, order: orderNo })
    },
  )
}

const tooOften = (retryAfterMs: number) => new Refusal('too_many', tooMany, { retryAfterMs })

/** Asked before an attempt is counted: a source that does not answer costs nobody a try. */
async function orderOf(
  text: string,
  { orders, log }: Pick<HttpDeps, 'orders' | 'log'>,
): Promise<Pick<Order, 'orderNo' | 'phoneTail'> | undefined> {
  try {
    const order = await orders.byNumber(text)
    return order === undefined || order === 'unchecked' || order.buyerId === '' ? undefined : order
  } catch (error) {
    log.warn({ err: error }, 'orders did not answer')
    throw new Refusal('store_busy', ordersSilent)
  }
}

const noVisitor = {
  zh: '访客凭证无效或已过期，请刷新页面',
  en: 'No valid visitor token, please reload',
}
const alreadyKnown = {
  zh: '您已经登录了，直接选自己的订单就行',
  en: 'You are logged in: pick one of your own orders',
}
/** The same whether there is no such order, or it went to another telephone. */
const notThatOne = {
  zh: '没有对上：请核对订单号，和收货手机的后四位',
  en: 'They do not match: please check the order number and the last four digits of its phone',
}
const tooMany = {
  zh: '试得太多了，请明天再试，或者转人工',
  en: 'Too many tries: please try again tomorrow, or ask for a person',
}
