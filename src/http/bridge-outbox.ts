import { z } from 'zod'
import {
  type BridgeSettings,
  bridge,
  type ChannelAccount,
  isAccountOf,
  signedContentOf,
  toBridgeEvent,
} from '../channels/index.ts'
import { conversationId, type OutboxId } from '../model/ids.ts'
import type { PullSends, Send, Store } from '../store/index.ts'
import { verifyRaw } from './accept-raw.ts'
import { createAcknowledged } from './acknowledged.ts'
import type { HttpDeps } from './deps.ts'
import type { App } from './edge.ts'
import { Refusal } from './errors.ts'
import { readShape } from './input.ts'
import { rawRequestOf } from './raw-body.ts'
import { untilTrue } from './until-true.ts'
import type { Doors } from './webhooks.ts'

const account = z.object({ account: z.string() })
const query = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().min(0).max(25).default(0),
})
const verdict = z.object({
  status: z.enum(['sent', 'failed']),
  platform_message_id: z.string().max(200).nullish(),
  reason: z.string().max(500).nullish(),
})

const eventsAtOnce = 100
/** An acknowledgement for a line further back than this comes too late. */
const linesToSearch = 500

export interface OutboxDeps {
  readonly deps: HttpDeps
  readonly doors: Doors
  readonly closing: AbortSignal
}

/** Replies for a client behind a firewall: it fetches them here, and says what became of each. */
export function addBridgeOutbox(scope: App, { deps, doors, closing }: OutboxDeps) {
  const { store, now } = deps
  const acknowledged = createAcknowledged(deps)

  scope.get(
    '/channels/bridge/:account/outbox',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['channels'],
        summary: '桥接：长轮询取回复（签名于空请求体）',
        params: account,
        querystring: query,
      },
    },
    async (request, reply) => {
      const door = pullDoor(doors, request.params.account)
      verifyRaw(rawRequestOf(request), door, now())
      const { after, wait } = request.query
      const left = new AbortController()
      reply.raw.once('close', () => left.abort())
      const pull = { channel: bridge.name, account: door.account, after, limit: eventsAtOnce }
      const sends = await untilTrue({
        look: () => pullSends(store, { ...pull, at: now() }),
        onChange: store.onChange,
        waitMs: wait * 1_000,
        signal: AbortSignal.any([left.signal, closing]),
      })
      const events = (sends ?? []).map((send) => eventOf(send, door.settings))
      return { events, cursor: sends?.at(-1)?.position ?? after }
    },
  )

  scope.post(
    '/channels/bridge/:account/outbox/:id',
    {
      schema: {
        tags: ['channels'],
        summary: '桥接：回复的发送结果 {status, platform_message_id, reason}',
        params: account.extend({ id: z.string() }),
      },
    },
    async (request) => {
      const door = pullDoor(doors, request.params.account)
      const raw = rawRequestOf(request)
      verifyRaw(raw, door, now())
      const told = readShape(verdict, raw.body)
      if (told instanceof Refusal) throw told
      const { status, platform_message_id, reason } = told
      const id = await ownReply(store, door, request.params.id)
      if (!acknowledged.claim(signedContentOf(raw), id)) throw replayed()
      const outcome =
        status === 'sent'
          ? ({
              kind: 'sent',
              ...(platform_message_id && { platformId: platform_message_id }),
            } as const)
          : ({ kind: 'failed', reason: reason || '客户端没有说明原因' } as const)
      await store.settleSend(id, outcome, now())
      return { id, status }
    },
  )
}

async function pullSends(store: Store, pull: PullSends): Promise<readonly Send[] | undefined> {
  const sends = await store.pullSends(pull)
  return sends.length > 0 ? sends : undefined
}

function eventOf({ id, conversation, author, parts, why }: Send, settings: BridgeSettings) {
  const { externalId, customer } = conversation
  const message = { id, conversation: externalId, customer, author, parts, ...(why && { why }) }
  return toBridgeEvent(message, settings)
}

function pullDoor(doors: Doors, name: string): ChannelAccount<BridgeSettings> {
  const door = doors.find({ channel: bridge.name, account: name })
  if (isAccountOf(bridge, door) && bridge.route(door.settings) === 'pull') return door
  throw new Refusal('conflict', {
    zh: '这个账号设置了回调地址，回复会推送过去，不能在这里取',
    en: 'This account has a callback_url: replies are posted there and cannot be fetched here',
  })
}

const replayed = () =>
  new Refusal('bad_signature', {
    zh: '这个签名已经用来确认另一条回复：每次确认请用新的 webhook-id',
    en: 'This signature acknowledged another reply: use a new webhook-id for each',
  })

/** The reply, if it is one of this account: its id begins with that of its conversation. */
async function ownReply(store: Store, door: ChannelAccount, id: string): Promise<OutboxId> {
  const conversation = conversationId(id.split(':').slice(0, -2).join(':'))
  const summary = await store.read.conversation(conversation)
  const known = summary?.conversation
  if (known?.channel === bridge.name && known.account === door.account) {
    const lines = await store.read.transcript(conversation, { limit: linesToSearch })
    if (lines.some((line) => line.id === id && line.delivery)) return id as OutboxId
  }
  throw new Refusal('not_found', { zh: '没有这条回复', en: 'No such reply' })
}
