import type { WebSocket } from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'
import secureJson from 'secure-json-parse'
import { z } from 'zod'
import type { CustomerEvent } from '../../model/wire.ts'
import { acceptRaw } from '../accept-raw.ts'
import type { App, Edge } from '../edge.ts'
import { answerOf, Refusal, refusalOfIssue } from '../errors.ts'
import { languageOf } from '../language.ts'
import { refuseForeignSockets } from '../origin.ts'
import type { Guest } from '../visitors.ts'
import { tellCustomer } from './customer-lines.ts'
import { closeCodes, type Pipe } from './pipe.ts'

const query = z.object({ shop: z.string().min(1).max(64) })

/** `/ws/customer`: one visitor's own conversation, and nothing else. */
export function addCustomerSocket(app: App, edge: Edge) {
  app.get(
    '/ws/customer',
    {
      websocket: true,
      schema: { querystring: query },
      preHandler: async (request) => {
        await refuseForeignSockets(request)
        requireGuest(request, edge)
      },
    },
    (socket: WebSocket, request) => {
      const pipe = edge.pipes.open(socket)
      serve({ pipe, request, guest: requireGuest(request, edge) }, edge)
    },
  )
}

function requireGuest(request: FastifyRequest, { visitors }: Edge): Guest {
  const guest = visitors.find(request, query.parse(request.query).shop)
  if (guest) return guest
  throw new Refusal('not_logged_in', {
    zh: '访客凭证无效或已过期，请刷新页面',
    en: 'No valid visitor token, please reload',
  })
}

interface Page {
  readonly pipe: Pipe
  readonly request: FastifyRequest
  readonly guest: Guest
}

function serve(page: Page, edge: Edge) {
  const { pipe, request } = page
  let stop = () => {}
  let line: Promise<void> = Promise.resolve()
  pipe.onClose(() => stop())
  pipe.onText((text) => {
    // One after another: what was sent first is kept first.
    line = line.then(() => hear(text)).catch(failed)
  })

  async function hear(text: string) {
    if (pipe.closed) return
    const frame = readFrame(text)
    if (frame instanceof Refusal) return refuse(null, frame)
    if (frame.type === 'message') return keep(frame.id, text)
    stop()
    stop = tellCustomer({ ...page, after: frame.after, failed }, edge)
  }

  async function keep(id: string, text: string) {
    try {
      const { duplicates } = await acceptFrame(text, page.guest, edge)
      tell({ type: 'ack', id, duplicate: duplicates > 0 })
    } catch (error) {
      refuse(id, error)
    }
  }

  function refuse(id: string | null, error: unknown) {
    const { status, body } = answerOf(error, languageOf(request.headers))
    if (status >= 500) request.log.error({ err: error }, 'frame failed')
    tell({ type: 'refused', id, code: body.code, message: body.message })
  }

  function failed(error: unknown) {
    request.log.error({ err: error }, 'customer socket failed')
    pipe.close(closeCodes.failed, 'failed')
  }

  const tell = (event: CustomerEvent) => pipe.send(JSON.stringify(event))
}

const frame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), after: z.int().min(0) }),
  // The web channel knows what a message is.
  z.looseObject({ type: z.literal('message'), id: z.string().min(1).max(200) }),
])

function readFrame(text: string): z.infer<typeof frame> | Refusal {
  let json: unknown
  try {
    json = secureJson.parse(text)
  } catch (cause) {
    return new Refusal('bad_request', { zh: '不是有效的 JSON', en: 'Not valid JSON' }, { cause })
  }
  const result = frame.safeParse(json, { reportInput: true })
  return result.success ? result.data : refusalOfIssue(result.error.issues[0])
}

/** Through the same door as every other channel's messages. */
async function acceptFrame(text: string, guest: Guest, { deps }: Edge) {
  const { account, conversationId } = guest
  const headers = { 'x-visitor-token': guest.token }
  const raw = { method: 'POST', headers, query: {}, body: Buffer.from(text) }
  return acceptRaw(raw, account, deps, async (messages) => {
    for (const part of messages.flatMap((message) => message.parts)) {
      if (!('mediaId' in part) || part.mediaId === undefined) continue
      const record = await deps.store.media.find(part.mediaId)
      if (record?.conversationId !== conversationId)
        throw new Refusal('not_found', { zh: '没有这个文件', en: 'No such file' })
    }
  })
}
