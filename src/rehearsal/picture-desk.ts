import { createHash } from 'node:crypto'
import type { KeepFile } from '../gateway/index.ts'
import type { MediaFiles } from '../media/index.ts'
import type { ConversationId } from '../model/ids.ts'
import type { MediaPart } from '../model/message.ts'
import type { Store } from '../store/index.ts'
import { drawPicture, filmOf, type Quality } from './pictures.ts'

interface Picture {
  readonly name: string
  readonly quality: Quality
}

/** Brings a story's pictures in: uploaded as on the shop's page, or as a link of a marketplace. */
export const createPictureDesk = (parts: {
  readonly files: MediaFiles
  readonly media: () => Store['media']
  readonly now: () => number
}) => {
  const linked = new Map<string, Picture>()
  const tried = new Set<string>()
  let count = 0

  const upload = async (
    kind: 'image' | 'video',
    name: string,
    bytes: Buffer,
    conversationId: ConversationId,
  ): Promise<MediaPart> => {
    count += 1
    const id = `m_${createHash('sha256').update(`${count}`).digest('hex').slice(0, 32)}`
    const kept = await parts.files.put(id, bytes)
    const url = `media:${id}`
    const at = parts.now()
    await parts.media().save({ id, conversationId, url, at, status: 'kept', ...kept, name })
    return { kind, url, mediaId: id, name }
  }

  /** What the marketplace answers when its link is followed. */
  const keep: KeepFile = async (id, url) => {
    const picture = linked.get(url)
    if (picture === undefined || picture.quality === 'expired') {
      return { kind: 'refused', reason: '文件来源回答 403', retryable: false }
    }
    if (!tried.has(url)) {
      tried.add(url)
      return { kind: 'refused', reason: '没有在时限内取到文件', retryable: true }
    }
    const bytes = await drawPicture(picture.name, picture.quality)
    return { kind: 'kept', ...(await parts.files.put(id, bytes)) }
  }

  return {
    keep,
    async picture({ name, quality }: Picture, conversationId: ConversationId): Promise<MediaPart> {
      if (quality !== 'expired' && quality !== 'slow') {
        return upload('image', name, await drawPicture(name, quality), conversationId)
      }
      count += 1
      const url = `https://pictures.example/${count}.jpg`
      linked.set(url, { name, quality })
      return { kind: 'image', url, name }
    },
    film: (name: string, conversationId: ConversationId) =>
      upload('video', name, filmOf(name), conversationId),
  }
}
