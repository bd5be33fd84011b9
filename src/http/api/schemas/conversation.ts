import { z } from 'zod'
import { alertKinds, botModes } from '../../../model/conversation.ts'
import { afterSaleKinds, afterSaleStates } from '../../../model/order.ts'
import { levels, stages } from '../../../model/ticket.ts'
import {
  type ConversationDetail,
  type ConversationRow,
  type CustomerView,
  type Line,
  phaseNames,
} from '../../../model/wire/conversation.ts'
import { ticket } from './case.ts'
import { describes, text, words } from './describes.ts'

const alert = z.strictObject({
  id: z.string(),
  at: z.number(),
  kind: z.enum(alertKinds),
  to: z.enum(['owner', 'supervisors']),
  text: z.string(),
})

export const authors = [
  'customer',
  'bot',
  'agent',
  'shop_human',
  'shop_system',
  'note',
  'event',
] as const

export const anyRow = z.strictObject({
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
  last_by: z
    .strictObject({ author: z.enum(authors), agent: text.describe('客服的账号') })
    .nullable()
    .describe('这句是谁说的'),
  asked: text.describe('顾客在等人回话时，顾客自己的最后一句'),
  handoff_reason: text,
  urgent: z.boolean().describe('排队时先于等得更久的人'),
  passed_by: z.number().describe('几次分给了客服而没有回应'),
  level: z.literal(levels).nullable().describe('没有了结的售后单里最急的级别'),
  reply_due: z.number().nullable().describe('平台要求人工在这之前回复'),
  reply_warn: z.number().nullable(),
  promise: z
    .strictObject({ title: z.string(), due: z.number(), warn: z.number().nullable() })
    .nullable()
    .describe('没有了结的售后单里最先到期、还没做到的时限'),
  alerts: z.array(alert),
  read_by_customer: z.number().nullable().describe('顾客读到的 position；平台渠道没有'),
  read_by_shop: z.number().nullable().describe('接手的客服读到的 position'),
  bot_mode: z.enum(botModes).describe('auto 全自动；assist 辅助；off 关闭'),
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

const anyLine = z.strictObject({
  id: z.string(),
  seq: z.number(),
  position: z.number(),
  conversation: z.string(),
  at: z.number(),
  author: z.enum(authors),
  name: text,
  parts: z.array(z.looseObject({ kind: z.string() })),
  external_id: text,
  delivery: z.strictObject({ status: z.string(), reason: text }).nullable(),
  why: why.nullable(),
  mentions: z.array(z.strictObject({ id: z.string(), name: z.string() })).describe('备注里 @ 了谁'),
})

export const line = describes<Line>(anyLine)

const decision = why.extend({
  turn: z.string(),
  at: z.number(),
  messages: words,
  text: z.string(),
  replies: words,
  intent_title: text,
  tried: z.array(z.strictObject({ rung: z.string(), found: z.string() })),
  playbook_revision: z.string(),
})

export const order = z.strictObject({
  order_no: z.string(),
  state: z.string(),
  items: z.string(),
  amount: z.string(),
  placed_at: z.number(),
  courier: text,
  tracking_no: text,
  events: z.array(z.strictObject({ at: z.number(), text: z.string() })),
})

const orderView = order.extend({
  is_subject: z.boolean().describe('这个会话说的就是这一单'),
  deadlines: z.array(
    z.strictObject({
      kind: z.enum(['ship', 'damage', 'return', 'exchange', 'complaint']),
      due: z.number(),
      met: z.number().nullable(),
    }),
  ),
  after_sale: z
    .strictObject({
      kind: z.enum(afterSaleKinds),
      state: z.enum(afterSaleStates),
      updated_at: z.number(),
      amount: text,
    })
    .nullable(),
  delivery_promise: text,
  line: z.string().describe('一句话说清这一单，可以发给顾客'),
})

export const customerView = describes<CustomerView>(
  z.strictObject({
    customer: z.strictObject({ id: z.string(), name: text }),
    channel: z.string(),
    account: z.string(),
    first_at: z.number(),
    chats: z.number().describe('来过几次'),
    emotion: z.number().nullable(),
    orders: z.strictObject({ count: z.number(), amount: z.string() }).nullable(),
    promises: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        due: z.number(),
        warn: z.number().nullable(),
      }),
    ),
    cases: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        stage: z.enum(stages),
        opened_at: z.number(),
        conversation: z.string(),
        told: text,
      }),
    ),
  }),
)

export const conversationDetail = describes<ConversationDetail>(
  anyRow.extend({
    transcript: z.array(line),
    owes_answer: z.boolean().describe('顾客在等人回话；只说谢谢的不算'),
    ticket: ticket.nullable(),
    tickets: z.array(ticket),
    open_tickets: words.describe('还没有了结的工单的 id'),
    handoff: z
      .strictObject({
        reason: z.string(),
        because: z.string(),
        at: z.number(),
        summary: words,
        evidence: z.strictObject({ have: words, missing: words }),
        emotion: z.number().nullable().describe('这一轮最强的情绪：0 平静，3 暴怒'),
        earlier: z.array(
          z.strictObject({
            number: z.string(),
            title: z.string(),
            stage: z.enum(stages),
            openedAt: z.number(),
          }),
        ),
        next: z.strictObject({ text: z.string(), source: z.string() }).nullable(),
        call_back_at: z.number().nullable().describe('没人在岗：什么时候回访'),
        reply_due: z
          .number()
          .nullable()
          .describe('平台要求人工在这之前回复：按平台的计时时段，不看值班日历'),
        notes: z.array(line).describe('同事最近留的备注'),
      })
      .nullable(),
    decisions: z.array(decision),
    orders: z.array(orderView),
    orders_unknown: z.boolean().describe('订单系统没有回应'),
  }),
)
