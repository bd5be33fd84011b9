import { createHash } from 'node:crypto'
import { type InboundMessage, isMedia, type MessagePart } from '../model/message.ts'

/** Gives every foreign file of a message the id that its own copy will have. */
export const withMediaIds = (message: InboundMessage): InboundMessage => {
  if (!message.parts.some(isMedia)) return message
  const parts = message.parts.map((part, index): MessagePart => {
    if (!isMedia(part) || part.mediaId !== undefined) return part
    return { ...part, mediaId: mediaIdOf(message, index) }
  })
  return { ...message, parts }
}

/** The same file of the same message has the same id, however often it is delivered. */
const mediaIdOf = (message: InboundMessage, index: number): string => {
  const { channel, account, externalId } = message
  const name = [channel, account, externalId, index].join('\0')
  return `m_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
}
