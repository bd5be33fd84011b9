import type { Media } from '../../model/message.ts'

/**
 * Where the own copy of a file is; null while there is none. The sender's address is never opened:
 * it would tell a stranger who reads the chat, and it expires.
 */
export function mediaAddress(media: Media): string | null {
  const id = media.mediaId ?? (media.url.startsWith('media:') ? media.url.slice(6) : null)
  return id === null ? null : `/media/${encodeURIComponent(id)}`
}
