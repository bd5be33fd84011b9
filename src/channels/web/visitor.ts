import { createHmac, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { wireId, wireName } from '../fields.ts'
import { sameText } from '../signature.ts'

const lifetimeMs = 30 * 24 * 3_600_000
const maxAheadMs = 5 * 60_000

export interface Visitor {
  readonly account: string
  readonly customer: { readonly id: string; readonly name?: string }
  readonly issuedAt: number
}

export type VisitorResult =
  | { readonly kind: 'visitor'; readonly visitor: Visitor }
  | { readonly kind: 'forged' | 'expired' }

/** A token that says who a browser is; whoever holds it is that customer for 30 days. */
export function mintVisitor(visitor: Visitor, secret: KeyObject): string {
  const { account, customer, issuedAt } = visitor
  const claims = claimsSchema.parse({ ...customer, account, at: issuedAt })
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `v1.${body}.${macOf(body, secret)}`
}

export function readVisitor(
  token: string,
  {
    account,
    secret,
    at,
  }: { readonly account: string; readonly secret: KeyObject; readonly at: number },
): VisitorResult {
  const [version, body, mac, ...rest] = token.split('.')
  if (version !== 'v1' || !body || !mac || rest.length > 0) return { kind: 'forged' }
  if (!sameText(mac, macOf(body, secret))) return { kind: 'forged' }
  // Only now: what is signed is JSON. A shop that signs by itself may still have left out its buyer.
  const told: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  const { data: claims } = claimsSchema.safeParse(told)
  if (claims?.account !== account) return { kind: 'forged' }
  if (at - claims.at > lifetimeMs || claims.at - at > maxAheadMs) return { kind: 'expired' }
  const { id, name } = claims
  return {
    kind: 'visitor',
    visitor: { account, customer: { id, ...(name ? { name } : {}) }, issuedAt: claims.at },
  }
}

const claimsSchema = z.object({ account: z.string(), id: wireId, name: wireName, at: z.int() })

function macOf(body: string, secret: KeyObject): string {
  return createHmac('sha256', secret).update(`visitor.v1.${body}`).digest('base64url')
}
