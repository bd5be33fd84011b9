import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { numberKey } from '../../model/number-key.ts'
import { parcelStates } from '../../model/order.ts'
import type { ParcelNews } from '../../store/index.ts'
import { id, moment, text } from '../fields.ts'
import { isSame, signatureHeader, signatureOf, timestampHeader } from '../signature.ts'
import { courierKey } from './couriers.ts'

type Headers = Readonly<Record<string, string | string[] | undefined>>

const toleranceMs = 300_000
/** Signed as the path that is documented, whatever a proxy makes of it. */
const target = '/hooks/tracking'

/** Checks a push in our own shape; docs/orders.md tells how it is signed. */
export function checkOwnPush(
  { headers, body }: { readonly headers: Headers; readonly body: Buffer },
  secret: KeyObject,
  at: number,
): { readonly signedAt: number } | 'bad_signature' | 'stale_timestamp' {
  const timestamp = String(headers[timestampHeader] ?? '')
  const given = String(headers[signatureHeader] ?? '')
  const known = signatureOf(secret, { timestamp, method: 'POST', target, body })
  if (!/^\d{1,12}$/.test(timestamp) || !isSame(given, known)) return 'bad_signature'
  const signedAt = Number(timestamp) * 1_000
  return Math.abs(at - signedAt) <= toleranceMs ? { signedAt } : 'stale_timestamp'
}

const parcel = z.object({
  tracking_no: id.refine((no) => numberKey(no) !== '', '不能为空'),
  courier: z.string('必须是字符串').max(64, '最长 64 个字符').nullish(),
  state: z.enum(parcelStates, `只能是 ${parcelStates.join('、')}`).nullish(),
  events: z
    .array(z.object({ at: moment, text }))
    .max(1_000, '最多 1000 条')
    .default([]),
})

export const ownPush = z
  .object({ parcels: z.array(parcel).min(1, '至少一个包裹').max(200, '最多 200 个包裹') })
  .transform(({ parcels }) =>
    parcels.map(({ tracking_no, courier: name, state, events }): ParcelNews => {
      const courier = courierKey(name ?? '')
      return {
        key: numberKey(tracking_no),
        ...(courier !== '' && { courier }),
        ...(state != null && { state }),
        events,
      }
    }),
  )
