import { z } from 'zod'
import { roles } from '../../model/people.ts'
import {
  type ApiError,
  type ConversationDetail,
  type ConversationRow,
  type CustomerSession,
  type Login,
  type Me,
  type PlaybookStatus,
  phaseNames,
  type UploadedMedia,
} from '../../model/wire.ts'

/**
 * Answers as the API's page describes them. Their types are those of `model/wire.ts`; a test holds
 * real answers against the schemas. Requests are described beside their routes.
 */
const describes = <T>(schema: z.ZodType) => schema as z.ZodType<T>

const text = z.string().nullable()
const words = z.array(z.string())

export const apiError = describes<ApiError>(
  z.strictObject({ code: z.string(), message: z.string(), path: z.string().optional() }),
)

const anyMe = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
})
export const me = describes<Me>(anyMe)
export const login = describes<Login>(z.strictObject({ token: z.string(), agent: anyMe }))

const anyRow = z.strictObject({
  id: z.string(),
  seq: z.number(),
  channel: z.string(),
  account: z.string(),
  external_id: z.string(),
  customer: z.strictObject({ id: z.string(), name: text }),
  phase: z.enum(Object.values(phaseNames)),
  owner: text.describe('正在处理的客服的姓名'),
  owner_id: text.describe('正在处理的客服的账号'),
  waiting_since: z.number().nullable(),
  last_at: z.number(),
  last_text: z.string(),
  handoff_reason: text,
})
export const conversationRow = describes<ConversationRow>(anyRow)

const why = z.strictObject({
  kind: z.enum(['answer', 'collect', 'clarify', 'handoff', 'notice', 'silent']),
  intent: text,
  confidence: z.number().nullable(),
  rung: z.string(),
  because: z.string(),
  source: text.describe('知识库里的位置，如 replies/damaged.yaml:12:5'),
})

const line = z.strictObject({
  id: z.string(),
  seq: z.number(),
  position: z.number(),
  conversation: z.string(),
  at: z.number(),
  author: z.enum(['customer', 'bot', 'agent', 'shop_human', 'shop_system', 'event']),
  name: text,
  parts: z.array(z.looseObject({ kind: z.string() })),
  external_id: text,
  delivery: z.strictObject({ status: z.string(), reason: text }).nullable(),
  why: why.nullable(),
})

const ticket = z.looseObject({ id: z.string(), number: z.string(), status: z.string() })

const decision = why.extend({
  turn: z.string(),
  at: z.number(),
  messages: words,
  text: z.string(),
  replies: words,
  tried: z.array(z.strictObject({ rung: z.string(), found: z.string() })),
  playbook_revision: z.string(),
})

const order = z.strictObject({
  order_no: z.string(),
  state: z.string(),
  items: z.string(),
  amount: z.string(),
  placed_at: z.number(),
  courier: text,
  tracking_no: text,
  events: z.array(z.strictObject({ at: z.number(), text: z.string() })),
})

export const conversationDetail = describes<ConversationDetail>(
  anyRow.extend({
    transcript: z.array(line),
    ticket: ticket.nullable(),
    tickets: z.array(ticket),
    handoff: z
      .strictObject({
        reason: z.string(),
        because: z.string(),
        at: z.number(),
        summary: words,
        evidence: z.strictObject({ have: words, missing: words }),
      })
      .nullable(),
    decisions: z.array(decision),
    orders: z.array(order),
  }),
)

export const playbookStatus = describes<PlaybookStatus>(
  z.strictObject({
    revision: z.string(),
    loaded_at: z.number(),
    refused: z.strictObject({ at: z.number(), text: z.string() }).nullable(),
  }),
)

export const customerSession = describes<CustomerSession>(
  z.strictObject({
    shop: z.strictObject({ id: z.string(), name: z.string() }),
    customer: z.strictObject({ id: z.string(), name: text }),
    demoBuyers: z.array(z.strictObject({ id: z.string(), name: z.string(), hint: z.string() })),
  }),
)

export const uploadedMedia = describes<UploadedMedia>(
  z.strictObject({ media: z.string(), mime: z.string(), bytes: z.number() }),
)

/** The error answers that a route may give, for its description. */
export const errorAnswers = { '4xx': apiError, '5xx': apiError }
