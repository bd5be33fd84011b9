import type { CustomerSession, CustomerSessionRequest, customerProtocol } from '../shared/index.ts'
import { attempt } from './attempt.ts'
import { isOwnPage, place } from './place.ts'
import { texts } from './texts.ts'

const { base, shop } = place
export const query = `?shop=${encodeURIComponent(shop)}`
const tokenKey = `shouhou:token:${shop}`

/**
 * Who this browser is, where no cookie of the counter reaches; kept for the shop's other pages. What
 * the shop itself says comes first, and is not kept: who logs out there is logged out here.
 */
let token: string | null | undefined
/** How often it became somebody else's: an answer from before is about nobody here any more. */
let changes = 0

/** Anew: somebody has logged in at the shop, or out. */
export function identify() {
  changes += 1
  token = isOwnPage ? null : place.token || attempt(() => localStorage.getItem(tokenKey))
}
identify()

/** Who asks, and the language of the page: it may be another one than the browser's. */
export const asVisitor = (): Record<string, string> => ({
  'accept-language': texts.lang,
  ...(token && { authorization: `Bearer ${token}` }),
})

export const socketAddress = `${(base || location.origin).replace(/^http/, 'ws')}/ws/customer${query}&lang=${texts.lang}`

export const socketProtocols = (): string[] =>
  token ? ['shouhou.v1' satisfies typeof customerProtocol, token] : []

export const openSession = (request: CustomerSessionRequest): Promise<CustomerSession> =>
  enter('session', request)

/** What an answer is that came for somebody else than the visitor is by now. */
export const overtaken = 'overtaken'

/** Asks who this browser is, and holds the token that says so. */
export async function enter(how: string, request: object): Promise<CustomerSession> {
  const before = changes
  const session: CustomerSession = await ask(how, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  if (before !== changes) throw new Error(overtaken)
  if (how === 'claim' || 'anew' in request) changes += 1
  const { token: given, refused } = session
  if (refused && place.token) {
    // It would be refused again: whoever they were before goes on, and the shop hears why.
    // biome-ignore lint/suspicious/noConsole: whoever builds the shop's site looks there
    console.warn(`AfterSale: data-token ${refused}`)
    dispatchEvent(new CustomEvent('aftersale:token', { detail: refused }))
    place.token = undefined
    identify()
    return enter(how, request)
  }
  if (given) {
    token = given
    if (!place.token) attempt(() => localStorage.setItem(tokenKey, given))
  }
  return session
}

/** Rejects with the server's own sentence, where it had one. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { ...asVisitor(), ...init.headers }
  const answer = await fetch(`${base}/api/customer/${path}`, { ...init, headers })
  if (answer.ok) return answer.json()
  throw new Error((await answer.json()).message)
}

/** What an element of the shop's site may show: a file of the visitor's is fetched with the token. */
export async function fileSource(address: string): Promise<string> {
  if (!address.startsWith('/media/')) return base + address
  const answer = await fetch(base + address, { headers: asVisitor() })
  if (answer.status !== 200) throw new Error(`counter: ${answer.status}`)
  return URL.createObjectURL(await answer.blob())
}
