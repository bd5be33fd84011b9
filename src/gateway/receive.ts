import { createHash } from 'node:crypto'
import { type InboundMessage, isMedia, type MessagePart } from '../model/message.ts'
import type { MediaRecord, Store } from '../store/index.ts'

interface Wanted {
  readonly id: string
  readonly url: string
}

/** Gives every foreign file of a message the id that its own copy will have. */
export const withMediaIds = (
  message: InboundMessage,
): { message: InboundMessage; wanted: readonly Wanted[] } => {
  if (!message.parts.some(isMedia)) return { message, wanted: [] }
  const wanted: Wanted[] = []
  const parts = message.parts.map((part, index): MessagePart => {
    if (!isMedia(part) || part.mediaId !== undefined) return part
    const id = mediaIdOf(message, index)
    wanted.push({ id, url: part.url })
    return { ...part, mediaId: id }
  })
  return { message: { ...message, parts }, wanted }
}

/** The same file of the same message has the same id, however often it is delivered. */
const mediaIdOf = (message: InboundMessage, index: number): string => {
  const { channel, account, externalId } = message
  const name = [channel, account, externalId, index].join('\0')
  return `m_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
}

/** Notes the files to be fetched, once their messages are kept. Known ones are left as they are. */
export const wantMedia = async (
  store: Store,
  wanted: readonly (Wanted & Pick<MediaRecord, 'conversationId'>)[],
  at: number,
): Promise<void> => {
  for (const { id, url, conversationId } of wanted) {
    if ((await store.media.find(id)) !== undefined) continue
    await store.media.save({ id, url, conversationId, at, status: 'wanted' })
  }
}
