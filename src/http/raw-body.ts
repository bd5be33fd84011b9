import type { FastifyRequest } from 'fastify'
import type { RawRequest } from '../channels/index.ts'
import type { App } from './edge.ts'

export const maxRawBytes = 64 * 1024

/** In this scope a body stays the bytes that came: signatures are over bytes. */
export function keepRawBodies(scope: App, bodyLimit = maxRawBytes) {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit },
    async (_request: FastifyRequest, body: Buffer) => body,
  )
}

/** A request as channels want to see it. */
export function rawRequestOf(request: FastifyRequest): RawRequest {
  return {
    method: request.method,
    headers: plain(request.headers),
    query: plain(request.query as Record<string, unknown>),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  }
}

/** What was given twice counts once: the first. */
function plain(values: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value
      return [name, typeof first === 'string' ? first : undefined]
    }),
  )
}
