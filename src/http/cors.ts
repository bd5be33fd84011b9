import cors from '@fastify/cors'
import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { type ChannelAccount, isAccountOf, web } from '../channels/index.ts'
import type { App } from './edge.ts'
import { isOwn } from './origin.ts'

/** What any page may load: the same for everybody, and nothing of anybody. */
const forAll = /^\/(?:widget\.js|assets\/widget\/|example\/)/
/** What the chat asks for where it stands in a page of the shop's site, with the visitor's token. */
const forShops = /^\/(?:api\/customer\/|media\/)/

/** Lets the shop's own sites talk to the counter. No cookie ever comes along. */
export async function allowShopSites(
  app: App,
  accounts: readonly ChannelAccount[],
  log: Pick<Logger, 'warn'>,
) {
  const origins = shopOrigins(accounts)
  const tellOf = createTeller(log)
  await app.register(cors, () => async (request: FastifyRequest) => {
    const { origin = '' } = request.headers
    const isOfShop = origins.includes(origin)
    const isForShops = forShops.test(request.url)
    if (isForShops && !isOfShop && origin !== '' && !isOwn(request)) tellOf(origin)
    return {
      origin: forAll.test(request.url) ? '*' : isForShops && isOfShop,
      methods: ['GET', 'POST'],
      maxAge: 600,
    }
  })
}

const mostTold = 20

/** The browser only says that it cannot connect: whoever sets it up finds the reason here, once a site. */
function createTeller(log: Pick<Logger, 'warn'>): (origin: string) => void {
  const told = new Set<string>()
  return (origin) => {
    if (told.size >= mostTold || told.has(origin)) return
    told.add(origin)
    const words = 'a page of this site wanted the chat and was refused: if it is the shop’s, add it'
    log.warn({ origin, setting: 'CHANNEL_WEB_<SHOP>_ORIGINS' }, words)
  }
}

export const shopOrigins = (accounts: readonly ChannelAccount[]): readonly string[] =>
  accounts.flatMap((each) => (isAccountOf(web, each) ? each.settings.origins : []))
