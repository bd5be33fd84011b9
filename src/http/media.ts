import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MediaRecord } from '../store/index.ts'
import { sessionTokenOf } from './auth.ts'
import { rangeOf } from './byte-range.ts'
import type { HttpDeps } from './deps.ts'
import type { App, Edge } from './edge.ts'
import { Refusal } from './errors.ts'
import { languageOf } from './language.ts'

const params = z.object({ id: z.string().regex(/^[a-z0-9_]{8,64}$/) })

type Kept = Extract<MediaRecord, { status: 'kept' }>

/** Own copies of media: for agents, and for the one customer whose conversation they are of. */
export function addMedia(app: App, edge: Edge) {
  const { store, media } = edge.deps
  app.get(
    '/media/:id',
    { exposeHeadRoute: false, schema: { hide: true } },
    async (request, reply) => {
      const { id } = params.safeParse(request.params).data ?? {}
      const record = id === undefined ? undefined : await store.media.find(id)
      if (!record || !(await maySee(request, record, edge))) throw new Refusal('not_found')
      switch (record.status) {
        case 'wanted':
          return reply.code(202).header('retry-after', '2').send({ status: 'wanted' })
        case 'refused':
          return reply.code(410).send({ code: 'media_refused', message: refusal(record, request) })
        case 'kept':
          return sendKept(record, { media, request, reply })
        default:
          return record satisfies never
      }
    },
  )
}

async function maySee(request: FastifyRequest, record: MediaRecord, edge: Edge): Promise<boolean> {
  const guests = edge.visitors.findAnywhere(request)
  if (guests.some(({ conversationId }) => conversationId === record.conversationId)) return true
  const token = sessionTokenOf(request)
  return token !== undefined && (await edge.sessions.read(token)) !== undefined
}

const refusal = ({ reason }: { readonly reason: string }, request: FastifyRequest) =>
  languageOf(request.headers) === 'zh' ? reason : 'This file could not be kept'

/** What a browser may show by itself; everything else is a download. */
const shown: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'video/webm',
])

async function sendKept(
  record: Kept,
  { media, request, reply }: Pick<HttpDeps, 'media'> & Exchange,
): Promise<unknown> {
  const range = rangeOf(request.headers.range, record.bytes)
  // Before anything is said of it: it may be gone.
  const bytes = range === 'unsatisfiable' ? '' : await media.open(record.id, range)
  reply
    .header('content-type', record.mime)
    .header('content-disposition', dispositionOf(record))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=86400, immutable')
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${record.bytes}`).send(bytes)
  if (!range) return reply.header('content-length', record.bytes).send(bytes)
  const { start, end } = range
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${record.bytes}`)
    .header('content-length', end - start + 1)
    .send(bytes)
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** RFC 6266: a name of plain letters for old readers, the real one escaped. */
function dispositionOf({ mime, name }: Kept): string {
  const kind = shown.has(mime) ? 'inline' : 'attachment'
  if (!name) return kind
  const plain = name.replace(/[^\w. -]/g, '_')
  const escaped = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${escaped}`
}
