import type {
  CustomerMatters,
  CustomerSession,
  CustomerSessionRequest,
  customerProtocol,
} from '../shared/index.ts'
import { attempt } from './attempt.ts'
import { isOwnPage, place } from './place.ts'

const { base, shop } = place
export const query = `?shop=${encodeURIComponent(shop)}`
const tokenKey = `shouhou:token:${shop}`

/**
 * Who this browser is, where no cookie of the counter reaches; kept for the shop's other pages. What
 * the shop itself says comes first, and is not kept: who logs out there is logged out here.
 */
let token = isOwnPage ? null : place.token || attempt(() => localStorage.getItem(tokenKey))

export const asVisitor = (): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {}

export const socketAddress = `${(base || location.origin).replace(/^http/, 'ws')}/ws/customer${query}`

export const socketProtocols = (): string[] =>
  token ? ['shouhou.v1' satisfies typeof customerProtocol, token] : []

export async function openSession(request: CustomerSessionRequest): Promise<CustomerSession> {
  const answer = await fetch(`${base}/api/customer/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...asVisitor() },
    body: JSON.stringify(request),
  })
  if (!answer.ok) throw new Error(`counter: ${answer.status}`)
  const session: CustomerSession = await answer.json()
  const { token: given } = session
  if (given) {
    token = given
    if (!place.token) attempt(() => localStorage.setItem(tokenKey, given))
  }
  return session
}

/** Rejects when there is no network, or the session has run out. */
export async function askMatters(): Promise<CustomerMatters> {
  const answer = await fetch(`${base}/api/customer/matters${query}`, { headers: asVisitor() })
  if (!answer.ok) throw new Error(`counter: ${answer.status}`)
  return answer.json()
}

/** What an element of the shop's site may show: a file of the visitor's is fetched with the token. */
export async function fileSource(address: string): Promise<string> {
  if (!address.startsWith('/media/')) return base + address
  const answer = await fetch(base + address, { headers: asVisitor() })
  if (answer.status !== 200) throw new Error(`counter: ${answer.status}`)
  return URL.createObjectURL(await answer.blob())
}
