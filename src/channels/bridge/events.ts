import { z } from 'zod'
import { GatewayError } from '../../model/errors.ts'
import { type InboundMessage, type MessagePart, orderKeyOf } from '../../model/message.ts'
import type { RawRequest, RequestContext } from '../channel.ts'
import { parseFields, wireId, wireName, wireUrl } from '../fields.ts'
import { readJson } from '../json.ts'
import { partsOf, plainParts } from '../parts.ts'
import type { BridgeSettings } from './settings.ts'

const maxEvents = 100
const earliestAt = Date.UTC(2010, 0, 1)
/** A message from the future would stand after everything that is said until then. */
const maxAheadMs = 10 * 60_000

/** One event or an array of them; a single malformed one refuses them all. */
export function parseEvents(
  request: RawRequest,
  { account, at }: RequestContext<BridgeSettings>,
): readonly InboundMessage[] {
  const body = readJson(request.body)
  const event = eventBefore(at + maxAheadMs)
  if (!Array.isArray(body)) return [toMessage(parseFields(event, body), account)]
  if (body.length === 0 || body.length > maxEvents)
    throw new GatewayError('bad_request', `一次 1 到 ${maxEvents} 条消息，收到 ${body.length} 条`)
  return parseFields(z.array(event), body).map((each) => toMessage(each, account))
}

const media = (kind: 'image' | 'video' | 'voice' | 'file') =>
  z
    .object({ url: wireUrl, name: wireName })
    .transform(({ url, name }): MessagePart => ({ kind, url, ...(name ? { name } : {}) }))

const parts = partsOf({
  ...plainParts,
  image: media('image'),
  video: media('video'),
  voice: media('voice'),
  file: media('file'),
})

const eventBefore = (latestAt: number) =>
  z.object({
    id: wireId,
    conversation: wireId,
    customer: z.object({ id: wireId, name: wireName }),
    sender: z.enum(
      ['customer', 'shop_human', 'shop_system'],
      '只能是 customer、shop_human 或 shop_system',
    ),
    at: z
      .int('必须是整数毫秒时间戳')
      .min(earliestAt, '必须是毫秒时间戳；看起来像是秒，或太早')
      .max(latestAt, '时间在未来；请检查时钟、时区和单位（毫秒）'),
    order_key: wireId.nullish(),
    parts,
  })
type BridgeEvent = z.infer<ReturnType<typeof eventBefore>>

function toMessage(event: BridgeEvent, account: string): InboundMessage {
  const { id, name } = event.customer
  return {
    channel: 'bridge',
    account,
    externalId: event.id,
    conversation: event.conversation,
    customer: { id, ...(name ? { name } : {}) },
    sender: event.sender,
    sentAt: event.at,
    orderKey: event.order_key ? sortable(event.order_key) : orderKeyOf(event.at),
    parts: event.parts,
  }
}

/** 9 stands before 10 as text too; what is no number is sorted as it is. */
const sortable = (key: string) => (/^\d+$/.test(key) ? orderKeyOf(key) : key)
