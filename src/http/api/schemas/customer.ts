import { z } from 'zod'
import { stages } from '../../../model/ticket.ts'
import type {
  CustomerMatters,
  CustomerSession,
  UploadedMedia,
} from '../../../model/wire/customer.ts'
import { order } from './conversation.ts'
import { describes, text } from './describes.ts'

export const customerSession = describes<CustomerSession>(
  z.strictObject({
    shop: z.strictObject({ id: z.string(), name: z.string() }),
    customer: z.strictObject({ id: z.string(), name: text }),
    demoBuyers: z.array(z.strictObject({ id: z.string(), name: z.string(), hint: z.string() })),
    token: z.string().optional(),
    refused: z.enum(['forged', 'expired']).optional().describe('带来的凭证不认得或过期了'),
  }),
)

export const customerMatters = describes<CustomerMatters>(
  z.strictObject({
    orders: z.array(order),
    orders_unknown: z.boolean(),
    may_claim: z.boolean().describe('还不知道是谁：可以用订单号和手机后四位认'),
    may_leave: z.boolean().describe('是用订单号和手机后四位认的：可以退出'),
    cases: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        opened_at: z.number(),
        stage: z.enum(stages),
        text: z.string(),
      }),
    ),
  }),
)

export const uploadedMedia = describes<UploadedMedia>(
  z.strictObject({ media: z.string(), mime: z.string(), bytes: z.number() }),
)
