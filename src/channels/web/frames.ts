import { z } from 'zod'
import { type InboundMessage, type MessagePart, orderKeyOf } from '../../model/message.ts'
import { parseFields, wireId, wireName } from '../fields.ts'
import { readJson } from '../json.ts'
import { partsOf, plainParts } from '../parts.ts'
import type { Visitor } from './visitor.ts'

/** One frame of the customer's page. The visitor is who the token says, the time is ours. */
export function parseFrame(
  body: Buffer,
  { account, customer }: Visitor,
  at: number,
): InboundMessage {
  const { id, parts } = parseFields(frame, readJson(body))
  return {
    channel: 'web',
    account,
    externalId: webMessageId(customer.id, id),
    conversation: customer.id,
    customer,
    sender: 'customer',
    sentAt: at,
    orderKey: orderKeyOf(at),
    parts,
  }
}

/** Browsers choose their ids: nobody may use up another visitor's by guessing or by counting. */
export const webMessageId = (customer: string, id: string) => `${customer}:${id}`

const media = (kind: 'image' | 'video' | 'file') =>
  z
    .object({
      media: z.string('缺少，或不是字符串').regex(/^[a-z0-9_]{8,64}$/, '不是已上传文件的编号'),
      name: wireName,
    })
    .transform(
      ({ media, name }): MessagePart => ({
        kind,
        url: `media:${media}`,
        mediaId: media,
        ...(name ? { name } : {}),
      }),
    )

const frame = z.object({
  type: z.literal('message', '只能是 message'),
  id: wireId,
  parts: partsOf({
    ...plainParts,
    image: media('image'),
    video: media('video'),
    file: media('file'),
  }),
})
