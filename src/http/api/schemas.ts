import { z } from 'zod'
import { handoffReasons } from '../../model/conversation.ts'
import {
  type ApiError,
  type ConversationDetail,
  type ConversationRow,
  type CustomerSession,
  type Line,
  type Login,
  type Me,
  type PlaybookStatus,
  phaseNames,
  type UploadedMedia,
} from '../../model/wire.ts'

/**
 * Answers as the API's page describes them. `satisfies` holds each against `model/wire.ts`, which
 * has the last word; requests are described beside their routes.
 */
export const apiError = z
  .object({ code: z.string(), message: z.string(), path: z.string().optional() })
  .describe('出错时的回答') satisfies z.ZodType<Loose<ApiError>>

export const me = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['agent', 'supervisor', 'operator', 'admin']),
}) satisfies z.ZodType<Me>

export const login = z.object({ token: z.string(), agent: me }) satisfies z.ZodType<Login>

const text = z.string().nullable()
const json = z.looseObject({ kind: z.string() })

export const conversationRow = z.object({
  id: z.string(),
  seq: z.number(),
  channel: z.string(),
  account: z.string(),
  external_id: z.string(),
  customer: z.object({ id: z.string(), name: text }),
  phase: z.enum(Object.values(phaseNames)),
  owner: text,
  waiting_since: z.number().nullable(),
  last_at: z.number(),
  last_text: z.string(),
  handoff_reason: z.enum(handoffReasons).or(z.string()).nullable(),
}) satisfies z.ZodType<ConversationRow>

const why = z.object({
  kind: z.enum(['answer', 'collect', 'clarify', 'handoff', 'notice', 'silent']),
  intent: text,
  confidence: z.number().nullable(),
  rung: z.string(),
  because: z.string(),
  source: text,
})

export const line = z.object({
  id: z.string(),
  seq: z.number(),
  position: z.number(),
  conversation: z.string(),
  at: z.number(),
  author: z.enum(['customer', 'bot', 'agent', 'shop_human', 'shop_system', 'event']),
  name: text,
  parts: z.array(json).readonly(),
  external_id: text,
  delivery: z.object({ status: z.string(), reason: text }).nullable(),
  why: why.nullable(),
}) satisfies z.ZodType<Described<Line>>

const ticket = z.looseObject({ id: z.string(), number: z.string() })
const words = z.array(z.string()).readonly()

export const conversationDetail = conversationRow.extend({
  transcript: z.array(line).readonly(),
  ticket: ticket.nullable(),
  tickets: z.array(ticket).readonly(),
  handoff: z
    .object({
      reason: z.string(),
      because: z.string(),
      at: z.number(),
      summary: words,
      evidence: z.object({ have: words, missing: words }),
    })
    .nullable(),
  decisions: z
    .array(
      why.extend({
        turn: z.string(),
        at: z.number(),
        messages: words,
        text: z.string(),
        replies: words,
        tried: z.array(z.object({ rung: z.string(), found: z.string() })).readonly(),
        playbook_revision: z.string(),
      }),
    )
    .readonly(),
  orders: z
    .array(
      z.object({
        order_no: z.string(),
        state: z.string(),
        items: z.string(),
        amount: z.string(),
        placed_at: z.number(),
        courier: text,
        tracking_no: text,
        events: z.array(z.object({ at: z.number(), text: z.string() })).readonly(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<Described<ConversationDetail>>

export const playbookStatus = z.object({
  revision: z.string(),
  loaded_at: z.number(),
  refused: z.object({ at: z.number(), text: z.string() }).nullable(),
}) satisfies z.ZodType<PlaybookStatus>

export const customerSession = z.object({
  shop: z.object({ id: z.string(), name: z.string() }),
  customer: z.object({ id: z.string(), name: text }),
  demoBuyers: z
    .array(z.object({ id: z.string(), name: z.string(), hint: z.string() }))
    .readonly(),
}) satisfies z.ZodType<CustomerSession>

export const uploadedMedia = z.object({
  media: z.string(),
  mime: z.string(),
  bytes: z.number(),
}) satisfies z.ZodType<UploadedMedia>

/** Optional keys as zod writes them. */
type Loose<T> = { [K in keyof T]: T[K] | (undefined extends T[K] ? undefined : never) }
