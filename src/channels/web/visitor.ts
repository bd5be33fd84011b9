import { createHmac, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { wireId, wireName } from '../fields.ts'
import { sameText } from '../signature.ts'

const lifetimeMs = 30 * 24 * 3_600_000
/** What an order and its phone open is shut again soon: both stand on the parcel. */
export const claimMs = 24 * 3_600_000
const maxAheadMs = 5 * 60_000

export interface Visitor {
  readonly account: string
  readonly customer: { readonly id: string; readonly name?: string }
  readonly issuedAt: number
  /** The order that they know the telephone of; nobody signed who they are. */
  readonly order?: string
}

export type VisitorResult =
  | { readonly kind: 'visitor'; readonly visitor: Visitor }
  | { readonly kind: 'forged' | 'expired' }

/** A token that says who a browser is; whoever holds it is that customer for 30 days. */
export function mintVisitor(visitor: Visitor, secret: KeyObject): string {
  const { account, customer, issuedAt, order } = visitor
  const version = order === undefined ? 'v1' : 'c1'
  const told = { ...customer, account, at: issuedAt, ...(order !== undefined && { order }) }
  const body = Buffer.from(JSON.stringify(schemas[version].parse(told))).toString('base64url')
  return `${version}.${body}.${macOf(version, body, secret)}`
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
  if (version !== 'v1' && version !== 'c1') return { kind: 'forged' }
  if (!body || !mac || rest.length > 0) return { kind: 'forged' }
  if (!sameText(mac, macOf(version, body, secret))) return { kind: 'forged' }
  // Only now: what is signed is JSON. A shop that signs by itself may still have left out its buyer.
  const told: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  const { data: claims } = schemas[version].safeParse(told)
  if (claims?.account !== account) return { kind: 'forged' }
  const lives = version === 'c1' ? claimMs : lifetimeMs
  if (at - claims.at > lives || claims.at - at > maxAheadMs) return { kind: 'expired' }
  const { id, name, order } = claims
  return {
    kind: 'visitor',
    visitor: {
      account,
      customer: { id, ...(name ? { name } : {}) },
      issuedAt: claims.at,
      ...(order !== undefined && { order }),
    },
  }
}

/** By what a token is called: one that a shop signs holds no order, whatever is written in it. */
const named = { account: z.string(), id: wireId, name: wireName, at: z.int() }
const schemas = {
  v1: z.object({ ...named, order: z.undefined().catch(undefined) }),
  c1: z.object({ ...named, order: z.string().min(1).max(64) }),
}

function macOf(version: 'v1' | 'c1', body: string, secret: KeyObject): string {
  return createHmac('sha256', secret).update(`visitor.${version}.${body}`).digest('base64url')
}
