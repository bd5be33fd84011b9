import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Visitor, web } from '../../channels/index.ts'
import { stageText } from '../../model/case-text.ts'
import type { CustomerMatters, CustomerSession } from '../../model/wire/customer.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { orderCard, readOrders } from '../order-cards.ts'
import { sessionPath } from '../origin.ts'
import { takeFile } from '../take-file.ts'
import { createUploadQuota } from '../upload-quota.ts'
import { type Guest, mayClaim, type Welcome } from '../visitors.ts'
import { addClaim } from './customer-claim.ts'
import { customerMatters, customerSession, uploadedMedia } from './schemas/customer.ts'
import { errorAnswers } from './schemas/error.ts'

const sessionRequest = z.strictObject({
  shop: z.string().min(1).max(64),
  buyer: z.string().min(1).max(200).optional(),
  anew: z.literal(true).optional(),
})
const shopQuery = z.strictObject({ shop: z.string().min(1).max(64).optional() })

/** What the customer's page asks for before and beside its websocket. */
export function addCustomer(app: App, { deps, visitors }: Edge) {
  const { store, config, shopName } = deps
  const quota = createUploadQuota(deps)

  app.post(
    sessionPath,
    {
      schema: {
        tags: ['customer'],
        summary:
          '顾客会话：设置访客 cookie，店铺自己的网站得到凭证；buyer 仅用于演示店铺，anew 退出：换成新访客',
        body: sessionRequest,
        response: { 200: customerSession, ...errorAnswers },
      },
    },
    async (request, reply): Promise<CustomerSession> => {
      const { shop, buyer, anew } = request.body
      const customer = buyer === undefined ? undefined : demoBuyer(shop, buyer)
      const refused = visitors.refused(request, shop)
      const session = greet(request, reply, { shop, customer, anew })
      return { ...session, ...(refused && { refused }) }
    },
  )
  addClaim(app, { deps, visitors, greet })

  function greet(request: FastifyRequest, reply: FastifyReply, who: Welcome): CustomerSession {
    const { shop } = who
    const { visitor, token } = visitors.welcome(request, reply, who)
    const { id, name } = visitor.customer
    const demoBuyers = demoOf(shop)?.buyers ?? []
    return {
      shop: { id: shop, name: shopName(shop) },
      customer: { id, name: name ?? null },
      demoBuyers: demoBuyers.map((each) => ({
        id: each.buyerId,
        name: each.name,
        hint: each.hint,
      })),
      ...(visitors.isHosted(request, shop) && { token }),
    }
  }

  app.get(
    '/api/customer/matters',
    {
      config: { rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        tags: ['customer'],
        summary: '顾客自己的订单和售后单，最新的在前',
        querystring: shopQuery,
        response: { 200: customerMatters, ...errorAnswers },
      },
    },
    async (request): Promise<CustomerMatters> => {
      const { visitor, conversationId } = guestOf(request, request.query.shop)
      const [orders, tickets] = await Promise.all([
        readOrders(visitor.customer.id, deps),
        visitor.order === undefined
          ? store.read.tickets(conversationId)
          : store.orderClaims.tickets({
              orderNo: visitor.order,
              channel: web.name,
              account: visitor.account,
              conversation: conversationId,
            }),
      ])
      return {
        // What was shown to know an order is what the token says, and not who holds an older one.
        orders: mayClaim(visitor) ? [] : orders.orders.map(orderCard),
        orders_unknown: !orders.isKnown,
        may_claim: mayClaim(visitor),
        may_leave: visitor.order !== undefined,
        cases: tickets
          .map((ticket) => ({
            number: ticket.number,
            title: ticket.title,
            opened_at: ticket.openedAt,
            stage: ticket.stage,
            text: stageText(ticket),
          }))
          .reverse(),
      }
    },
  )

  app.post(
    '/api/customer/media',
    {
      config: { rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: {
        tags: ['customer'],
        summary: '上传一个文件（multipart）：图片 10 MiB、视频 50 MiB 以内',
        consumes: ['multipart/form-data'],
        querystring: shopQuery,
        response: { 200: uploadedMedia, ...errorAnswers },
      },
    },
    async (request) => {
      const { conversationId } = guestOf(request, request.query.shop)
      return takeFile(request, { owner: conversationId, quota }, deps)
    },
  )

  const demoOf = (shop: string) => (config.demo?.shop === shop ? config.demo : undefined)

  function demoBuyer(shop: string, buyer: string): Visitor['customer'] {
    const known = demoOf(shop)?.buyers.find((each) => each.buyerId === buyer)
    if (known) return { id: known.buyerId, name: known.name }
    throw new Refusal('not_found', { zh: '没有这位演示顾客', en: 'No such demo buyer' })
  }

  /** A page does not say which shop it is of; it is the one its browser was greeted in last. */
  function guestOf(request: FastifyRequest, shop: string | undefined): Guest {
    const guest =
      shop === undefined ? visitors.findAnywhere(request)[0] : visitors.find(request, shop)
    if (guest) return guest
    throw new Refusal('not_logged_in', {
      zh: '访客凭证无效或已过期，请刷新页面',
      en: 'No valid visitor token, please reload',
    })
  }
}
