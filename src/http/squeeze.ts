import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import type { App } from './edge.ts'

const squeezed = promisify(gzip)
/** Below it the answer fits into the packets that are on their way anyhow. */
const smallestLength = 4_096

/** Long lists go as gzip: a queue is a twentieth of itself, and a telephone's line slow. */
export function squeezeLists(app: App) {
  app.addHook('onSend', async (request, reply, payload) => {
    const isList = typeof payload === 'string' && payload.length >= smallestLength
    if (request.method !== 'GET' || !isList) return payload
    varyBySize(reply)
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return payload
    const small = await squeezed(payload, { level: 4 })
    reply.header('content-encoding', 'gzip').header('content-length', small.length)
    return small
  })
}

/** Whoever keeps the answer keeps one for those who read it small and one for all others. */
export const varyBySize = (reply: FastifyReply): FastifyReply =>
  reply.header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '))
