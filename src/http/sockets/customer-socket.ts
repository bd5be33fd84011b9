import { setTimeout as sleep } from 'node:timers/promises'
import type { WebSocket } from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { claimMs } from '../../channels/index.ts'
import type { Rating } from '../../model/rating.ts'
import type { CustomerEvent } from '../../model/wire/customer.ts'
import { acceptRaw } from '../accept-raw.ts'
import { type Allowance, createAllowances } from '../allowance.ts'
import type { App, Edge } from '../edge.ts'
import { answerOf, Refusal } from '../errors.ts'
import { readShape } from '../input.ts'
import { type Language, languageOf } from '../language.ts'
import { refuseForeignSockets } from '../origin.ts'
import type { Guest } from '../visitors.ts'
import { tellCustomer } from './customer-lines.ts'
import { type OpinionFrame, opinionFrames, takeOpinion } from './customer-opinion.ts'
import { hearReading } from './customer-reading.ts'
import { closeCodes, type Pipe } from './pipe.ts'

const query = z.object({
  shop: z.string().min(1).max(64),
  /** A page may speak another language than its browser. */
  lang: z.string().max(35).optional(),
})

/** A visitor's messages, over all their lines: whoever is faster is heard a little later. */
const rate = { perSecond: 1, burst: 10, mostWaitMs: 10_000 }
/** What a visitor thinks of it does not hold up what they write. */
const opinionRate = { perSecond: 1, burst: 15 }

/** `/ws/customer`: one visitor's own conversation, and nothing else. */
export function addCustomerSocket(app: App, edge: Edge) {
  const take = createAllowances(edge.deps.now, rate)
  const takeOne = createAllowances(edge.deps.now, opinionRate)
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
      const guest = requireGuest(request, edge)
      const { lang } = query.parse(request.query)
      const language = languageOf(
        lang === undefined ? request.headers : { 'accept-language': lang },
      )
      const { conversationId: id } = guest
      const allow = { message: () => take(id), opinion: () => takeOne(id) }
      serve({ pipe, request, guest, language, allow }, edge)
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
  readonly language: Language
  readonly allow: { readonly message: Allowance; readonly opinion: Allowance }
}

function serve(page: Page, edge: Edge) {
  const { pipe, request, guest, language, allow } = page
  const ratings = new Map<string, Rating>()
  let stop = () => {}
  let line: Promise<void> = Promise.resolve()
  const reading = hearReading({ ...page, failed }, edge)
  const stopWatch = watchClaim(page, edge)
  pipe.onClose(() => {
    stop()
    stopWatch()
    reading.stop()
  })
  pipe.onText((text) => {
    const frame = readShape(customerFrame, text)
    if (frame instanceof Refusal) return refuse(null, frame)
    if (frame.type === 'hello') return greet(frame.after)
    if (frame.type === 'typing') return reading.types(frame.typing)
    if (frame.type === 'read') return reading.hasRead(frame.position)
    if (frame.type !== 'message')
      return allow.opinion() === undefined ? refuse(null, tooFast()) : hearOpinion(frame)
    reading.types(false)
    const waitMs = allow.message()
    if (waitMs === undefined) return refuse(frame.id, tooFast())
    const dueAt = performance.now() + waitMs
    // One after another: what was sent first is kept first.
    line = line.then(() => keep(frame.id, { text, dueAt })).catch(failed)
  })

  function greet(after: number) {
    stop()
    stop = tellCustomer({ ...page, after, failed, ratings }, edge)
  }

  /** In order, too: the last of several taps stands. */
  function hearOpinion(frame: OpinionFrame) {
    line = line
      .then(() => takeOpinion(frame, { guest, deps: edge.deps, ratings, tell }))
      .catch((error: unknown) => refuse(null, error))
  }

  async function keep(id: string, { text, dueAt }: { text: string; dueAt: number }) {
    const waitMs = dueAt - performance.now()
    if (waitMs > 0 && !pipe.closed) await sleep(waitMs, undefined, { ref: false })
    if (pipe.closed) return
    try {
      const { duplicates } = await acceptFrame(text, page.guest, edge)
      tell({ type: 'ack', id, duplicate: duplicates > 0 })
    } catch (error) {
      refuse(id, error)
    }
  }

  function refuse(id: string | null, error: unknown) {
    const { status, body } = answerOf(error, language)
    if (status >= 500) request.log.error({ err: error }, 'frame failed')
    tell({ type: 'refused', id, code: body.code, message: body.message })
  }

  function failed(error: unknown) {
    request.log.error({ err: error }, 'customer socket failed')
    pipe.close(closeCodes.failed, 'failed')
  }

  const tell = (event: CustomerEvent) => pipe.send(JSON.stringify(event))
}

/** What an order and its telephone opened is shut after a day, for a page that stays open as well. */
function watchClaim({ pipe, guest: { visitor } }: Page, { deps: { now } }: Edge): () => void {
  if (visitor.order === undefined) return () => {}
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const leftMs = visitor.issuedAt + claimMs - now()
    if (leftMs < 0) return pipe.close(closeCodes.loggedOut, 'claim over')
    timer = setTimeout(look, leftMs + 1).unref()
  }
  look()
  return () => clearTimeout(timer)
}

const customerFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), after: z.int().min(0) }),
  z.strictObject({ type: z.literal('typing'), typing: z.boolean() }),
  z.strictObject({ type: z.literal('read'), position: z.int().min(0) }),
  // The web channel knows what a message is.
  z.looseObject({ type: z.literal('message'), id: z.string().min(1).max(200) }),
  ...opinionFrames,
])

const tooFast = () =>
  new Refusal('too_many', {
    zh: '您发得太快了，请稍后重发',
    en: 'That was too fast, please send it again in a moment',
  })

/** Through the same door as every other channel's messages. */
async function acceptFrame(text: string, guest: Guest, { deps }: Edge) {
  const { account, conversationId } = guest
  const headers = { 'x-visitor-token': guest.token }
  const raw = { method: 'POST', headers, query: {}, body: Buffer.from(text) }
  return acceptRaw(raw, account, deps, {
    async vet(messages) {
      for (const part of messages.flatMap((message) => message.parts)) {
        if (!('mediaId' in part) || part.mediaId === undefined) continue
        const record = await deps.store.media.find(part.mediaId)
        if (record?.conversationId !== conversationId)
          throw new Refusal('not_found', { zh: '没有这个文件', en: 'No such file' })
      }
    },
  })
}
