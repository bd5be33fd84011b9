import type { KeyObject } from 'node:crypto'
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type ChannelAccount,
  claimMs,
  isAccountOf,
  mintVisitor,
  readVisitor,
  type Visitor,
  type WebSettings,
  web,
} from '../channels/index.ts'
import type { ConversationId } from '../model/ids.ts'
import { conversationIdOf } from '../store/index.ts'
import { bearerOf, cookieOptions } from './auth.ts'
import { shopOrigins } from './cors.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'
import { foreignPage, isOwn } from './origin.ts'

const cookieMs = 30 * 24 * 3_600_000
const renewAfterMs = 24 * 3_600_000

/** A browser in a web shop: who it is, and the token that says so. */
export interface Guest {
  readonly visitor: Visitor
  readonly token: string
  readonly conversationId: ConversationId
  readonly account: ChannelAccount<WebSettings>
}

export interface Visitors {
  /** Who asks, in this shop. Throws `not_found` for no such shop, `not_configured` without a secret. */
  find(request: FastifyRequest, shop: string): Guest | undefined
  /** Who asks, in whichever shop they were last. */
  findAnywhere(request: FastifyRequest): readonly Guest[]
  /**
   * Whether the page that asks is of a site of this shop, and not of the counter. Throws
   * `not_allowed` for one of another shop's.
   */
  isHosted(request: FastifyRequest, shop: string): boolean
  /**
   * Greets a customer, and gives the counter's own page its cookie. Nobody in particular gets a new
   * id.
   */
  welcome(request: FastifyRequest, reply: FastifyReply, who: Welcome): Guest
  /** Why nothing is made of the token that came along; absent where there is none, or it is good. */
  refused(request: FastifyRequest, shop: string): 'forged' | 'expired' | undefined
}

/** Somebody whom the counter itself named: the shop does not say who they are. */
const isStranger = ({ customer }: Visitor): boolean => /^v_[0-9a-f]{32}$/.test(customer.id)

/** Whether an order and its telephone may still say something of them. */
export const mayClaim = (visitor: Visitor): boolean =>
  isStranger(visitor) && visitor.order === undefined

export interface Welcome {
  readonly shop: string
  readonly customer?: Visitor['customer'] | undefined
  /** The order that they were found to know. */
  readonly order?: string | undefined
  /** Nobody that this browser was before. */
  readonly anew?: boolean | undefined
}

export function createVisitors({ accounts, now }: Pick<HttpDeps, 'accounts' | 'now'>): Visitors {
  const shops = new Map(
    accounts.flatMap((each) => (isAccountOf(web, each) ? [[each.account, each] as const] : [])),
  )

  function shopOf(shop: string): Shop {
    const account = shops.get(shop)
    if (!account) throw new Refusal('not_found', { zh: '没有这个店铺', en: 'No such shop' })
    const { secret } = account.settings
    if (!secret) throw new Refusal('not_configured')
    return { account, secret }
  }

  function guestOf(request: FastifyRequest, { account, secret }: Shop): Guest | undefined {
    const token = bearerOf(request) ?? request.cookies[cookieOf(account.account)]
    if (token === undefined) return undefined
    const result = readVisitor(token, { account: account.account, secret, at: now() })
    return result.kind === 'visitor' ? guest(account, result.visitor, token) : undefined
  }

  const allOrigins = shopOrigins(accounts)

  function isHosted(request: FastifyRequest, shop: string): boolean {
    const { origin = '' } = request.headers
    if (!allOrigins.includes(origin) || isOwn(request)) return false
    if (shopOf(shop).account.settings.origins.includes(origin)) return true
    throw foreignPage()
  }

  return {
    find: (request, shop) => guestOf(request, shopOf(shop)),
    findAnywhere: (request) =>
      [...shops.values()]
        .flatMap((account) => {
          const { secret } = account.settings
          return (secret && guestOf(request, { account, secret })) ?? []
        })
        .sort((a, b) => b.visitor.issuedAt - a.visitor.issuedAt),
    isHosted,
    refused(request, shop) {
      const token = bearerOf(request)
      if (token === undefined) return undefined
      const { account, secret } = shopOf(shop)
      const { kind } = readVisitor(token, { account: account.account, secret, at: now() })
      return kind === 'visitor' ? undefined : kind
    },
    welcome(request, reply, { shop, customer, order, anew }) {
      const door = shopOf(shop)
      const known = anew ? undefined : guestOf(request, door)
      const asked = customer ?? known?.visitor.customer ?? { id: newCustomerId() }
      const same = known?.visitor.customer.id === asked.id
      const isFresh = known && now() - known.visitor.issuedAt < renewAfterMs
      // What an order opened is not prolonged by coming back.
      const stays = isFresh || known?.visitor.order !== undefined
      if (known && same && stays && order === undefined) return known
      const claimed = order === undefined ? {} : { order }
      const visitor = { account: shop, customer: asked, issuedAt: now(), ...claimed }
      const token = mintVisitor(visitor, door.secret)
      if (!isHosted(request, shop))
        reply.setCookie(
          cookieOf(shop),
          token,
          cookieOptions(request, order === undefined ? cookieMs : claimMs),
        )
      return guest(door.account, visitor, token)
    },
  }
}

interface Shop {
  readonly account: ChannelAccount<WebSettings>
  readonly secret: KeyObject
}

/** One cookie a shop, so that a browser can be a customer of several. */
const cookieOf = (shop: string) => `shouhou_visitor_${shop}`

const newCustomerId = () => `v_${randomBytes(16).toString('hex')}`

function guest(account: ChannelAccount<WebSettings>, visitor: Visitor, token: string): Guest {
  const conversation = visitor.customer.id
  const conversationId = conversationIdOf({
    channel: web.name,
    account: account.account,
    conversation,
  })
  return { visitor, token, conversationId, account }
}
