import type { Media } from '../../model/message.ts'

/**
 * Where our own copy of a file is, or the playbook's picture; null while there is neither. The
 * sender's address is never opened: it would tell a stranger who reads the chat, and it expires.
 */
export function mediaAddress({ mediaId, url }: Media): string | null {
  const own = /^(media|example):(.+)/.exec(mediaId ? `media:${mediaId}` : url)
  return own && `/${own[1]}/${encodeURIComponent(own[2] ?? '')}`
}
