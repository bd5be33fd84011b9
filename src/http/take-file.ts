import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { ConversationId } from '../model/ids.ts'
import type { UploadedMedia } from '../model/wire/customer.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'
import type { UploadQuota } from './upload-quota.ts'

/** The media files themselves know smaller limits for what is no film. */
export const largestUpload = 50 * 1024 * 1024

/** Keeps the one file of a multipart request. Throws when it is none of those that may be kept. */
export async function takeFile(
  request: FastifyRequest,
  { owner, quota }: { readonly owner: ConversationId; readonly quota: UploadQuota },
  { media, store, now }: Pick<HttpDeps, 'media' | 'store' | 'now'>,
): Promise<UploadedMedia> {
  const file = await request.file()
  if (!file) throw new Refusal('bad_request', { zh: '没有文件', en: 'There is no file' })
  const maxBytes = Math.min(largestUpload, sizeOf(request))
  const upload = quota.begin(owner, maxBytes)
  try {
    const id = `m_${randomBytes(16).toString('hex')}`
    const kept = await media.put(id, file.file, { maxBytes })
    upload.kept(kept.bytes)
    const name = cleanName(file.filename ?? '')
    await store.media.save({
      id,
      conversationId: owner,
      url: `media:${id}`,
      at: now(),
      status: 'kept',
      ...kept,
      ...(name !== '' && { name }),
    })
    return { media: id, mime: kept.mime, bytes: kept.bytes }
  } finally {
    upload.end()
  }
}

/** No file is larger than the request it comes in; without a length it may be of any size. */
function sizeOf({ headers }: FastifyRequest): number {
  const length = headers['content-length']
  return length === undefined ? Number.POSITIVE_INFINITY : Number(length)
}

/** Only a label: no folder, nothing invisible, nothing that turns the writing direction. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  return Array.from(plain).slice(0, 120).join('')
}
