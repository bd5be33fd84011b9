import type { FastifyRequest } from 'fastify'
import { bearerOf } from './auth.ts'
import { Refusal } from './errors.ts'

/**
 * Refuses a write that another site made the browser send; `origins` are those of the shop, whose
 * pages come without a cookie. A request with neither header comes from no browser, and so with
 * nobody else's cookie.
 */
export const refuseForeignWrites =
  (origins: readonly string[]) =>
  async (request: FastifyRequest): Promise<void> => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || bearerOf(request)) return
    const site = request.headers['sec-fetch-site']
    const { origin } = request.headers
    if (request.url === sessionPath && origins.includes(origin ?? '')) return
    const foreign = site === undefined ? origin !== undefined && !isOwn(request) : !own.has(site)
    if (foreign) throw foreignPage()
  }

/** The one request that a page of the shop's site makes before it has a token. */
export const sessionPath = '/api/customer/session'

const own: ReadonlySet<string | string[]> = new Set(['same-origin', 'none'])

/** Browsers always say where a websocket is opened from; with a cookie it must be here. */
export async function refuseForeignSockets(request: FastifyRequest): Promise<void> {
  if (!bearerOf(request) && !isOwn(request)) throw foreignPage()
}

/** Whether the page that asks is the counter's own. */
export function isOwn(request: FastifyRequest): boolean {
  const { origin } = request.headers
  if (origin === undefined || !URL.canParse(origin)) return false
  const { protocol, host } = new URL(origin)
  // A proxy may speak https for us without our being told: the host is what identifies us.
  return (protocol === 'http:' || protocol === 'https:') && host === hostOf(request, protocol)
}

/** The host as `URL` writes it: lower case, without the scheme's own port. */
function hostOf(request: FastifyRequest, protocol: string): string | undefined {
  const url = `${protocol}//${request.host}`
  return URL.canParse(url) ? new URL(url).host : undefined
}

export const foreignPage = () =>
  new Refusal('not_allowed', {
    zh: '请求来自别的网站，已拒绝',
    en: 'The request comes from another site',
  })
