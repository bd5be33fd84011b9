import cors from '@fastify/cors'
import type { FastifyRequest } from 'fastify'
import { type ChannelAccount, isAccountOf, web } from '../channels/index.ts'
import type { App } from './edge.ts'

/** What any page may load: the same for everybody, and nothing of anybody. */
const forAll = /^\/(?:widget\.js|assets\/widget\/|example\/)/
/** What the chat asks for where it stands in a page of the shop's site, with the visitor's token. */
const forShops = /^\/(?:api\/customer\/|media\/)/

/** Lets the shop's own sites talk to the counter. No cookie ever comes along. */
export async function allowShopSites(app: App, accounts: readonly ChannelAccount[]) {
  const origins = shopOrigins(accounts)
  await app.register(cors, () => async ({ url, headers: { origin } }: FastifyRequest) => ({
    origin: forAll.test(url) ? '*' : forShops.test(url) && origins.includes(origin ?? ''),
    methods: ['GET', 'POST'],
    maxAge: 600,
  }))
}

export const shopOrigins = (accounts: readonly ChannelAccount[]): readonly string[] =>
  accounts.flatMap((each) => (isAccountOf(web, each) ? each.settings.origins : []))
