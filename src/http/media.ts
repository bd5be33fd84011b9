import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MediaFiles } from '../media/index.ts'
import { isWithin } from '../model/people.ts'
import type { Agent, MediaRecord } from '../store/index.ts'
import { ownerOfUploads } from './agent-files.ts'
import { sessionTokenOf } from './auth.ts'
import { type ByteRange, rangeOf } from './byte-range.ts'
import type { App, Edge } from './edge.ts'
import { Refusal } from './errors.ts'
import { languageOf } from './language.ts'

const params = z.object({ id: z.string().regex(/^[a-z0-9_]{8,64}$/) })

type Kept = Extract<MediaRecord, { status: 'kept' }>
type Reader = 'agent' | 'customer'

/**
 * Own copies of media: for agents, and for the one customer whose conversation they are of. Both see
 * the copy that is to be shown. The file as it was sent tells where it was taken: of pictures only
 * agents get it, and nobody's browser shows it.
 */
export function addMedia(app: App, edge: Edge) {
  const { media } = edge.deps
  const hidden = { exposeHeadRoute: false, schema: { hide: true } }

  app.get('/media/:id', hidden, async (request, reply) => {
    const { record, reader } = await findFor(request, edge)
    if (record.status !== 'kept') return sendAbsent(record, { request, reply })
    return sendServed(shownTo(reader, record, media), { request, reply })
  })

  app.get('/media/:id/original', hidden, async (request, reply) => {
    const { record, reader } = await findFor(request, edge)
    if (reader !== 'agent') throw new Refusal('not_found')
    if (record.status !== 'kept') return sendAbsent(record, { request, reply })
    return sendServed(originalOf(record, media), { request, reply })
  })
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function findFor(request: FastifyRequest, edge: Edge) {
  const { id } = params.safeParse(request.params).data ?? {}
  const record = id === undefined ? undefined : await edge.deps.store.media.find(id)
  const reader = record && (await readerOf(request, record, edge))
  if (!record || !reader) throw new Refusal('not_found')
  return { record, reader }
}

async function readerOf(
  request: FastifyRequest,
  record: MediaRecord,
  edge: Edge,
): Promise<Reader | undefined> {
  const token = sessionTokenOf(request)
  const loggedIn = token === undefined ? undefined : await edge.sessions.read(token)
  if (loggedIn !== undefined && (await isTheirs(loggedIn.agent, record, edge))) return 'agent'
  const guests = edge.visitors.findAnywhere(request)
  const isOwn = guests.some(({ conversationId }) => conversationId === record.conversationId)
  return isOwn ? 'customer' : undefined
}

/** Of a conversation of their shops, or uploaded by themselves. */
async function isTheirs({ id, shops }: Agent, record: MediaRecord, { deps }: Edge) {
  if (shops.length === 0 || record.conversationId === ownerOfUploads(id)) return true
  const found = await deps.store.media.shopsOf(record.id)
  return found.some((shop) => isWithin(shops, shop))
}

function sendAbsent(record: Exclude<MediaRecord, Kept>, { request, reply }: Exchange) {
  if (record.status === 'wanted')
    return reply.code(202).header('retry-after', '2').send({ status: 'wanted' })
  const isChinese = languageOf(request.headers) === 'zh'
  const message = isChinese ? record.reason : 'This file could not be kept'
  return reply.code(410).send({ code: 'media_refused', message })
}

/** One file as it goes out. */
interface Served {
  readonly mime: string
  readonly bytes: number
  readonly disposition: string
  readonly open: (part: ByteRange) => Promise<Readable>
}

type Opens = Pick<MediaFiles, 'open' | 'openShown'>

function shownTo(reader: Reader, record: Kept, media: Opens): Served {
  const { id, inspection, name, mime } = record
  if (inspection.kind === 'checked') {
    const { shown } = inspection
    return {
      ...shown,
      disposition: dispositionOf('inline', name && named(name, shown.mime)),
      open: (part) => media.openShown(id, part),
    }
  }
  if (reader === 'customer' && mime.startsWith('image/'))
    throw new Refusal('not_found', {
      zh: '这张图片无法显示，店铺已收到原文件',
      en: 'This picture cannot be shown; the shop has the file',
    })
  return originalOf(record, media)
}

const originalOf = ({ id, mime, bytes, name }: Kept, media: Opens): Served => ({
  mime,
  bytes,
  disposition: dispositionOf('attachment', name),
  open: (part) => media.open(id, part),
})

async function sendServed(served: Served, { request, reply }: Exchange): Promise<unknown> {
  const range = rangeOf(request.headers.range, served.bytes)
  // Before anything is said of it: it may be gone. A stream that knows its end ends at once.
  const whole = { start: 0, end: served.bytes - 1 }
  const bytes = range === 'unsatisfiable' ? '' : await served.open(range ?? whole)
  reply
    .header('content-type', served.mime)
    .header('content-disposition', served.disposition)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=86400, immutable')
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${served.bytes}`).send(bytes)
  if (!range) return reply.header('content-length', served.bytes).send(bytes)
  const { start, end } = range
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${served.bytes}`)
    .header('content-length', end - start + 1)
    .send(bytes)
}

/** The copy to show may be of another kind than the file was. */
const named = (name: string, mime: string) =>
  `${name.replace(/\.[^.]*$/, '')}.${mime === 'image/jpeg' ? 'jpg' : 'webp'}`

/** RFC 6266: a name of plain letters for old readers, the real one escaped. */
function dispositionOf(kind: 'inline' | 'attachment', name: string | undefined): string {
  if (!name) return kind
  const plain = name.replace(/[^\w. -]/g, '_')
  const escaped = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${escaped}`
}
