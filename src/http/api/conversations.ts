import { z } from 'zod'
import type { PhaseKind } from '../../model/conversation.ts'
import { conversationId } from '../../model/ids.ts'
import { type ConversationRow, phaseNames } from '../../model/wire/conversation.ts'
import { requireAgent } from '../auth.ts'
import { readDetail } from '../conversation-detail.ts'
import { readCustomer } from '../customer-view.ts'
import type { App, Edge } from '../edge.ts'
import { conversationRow } from '../views.ts'
import {
  conversationDetail,
  customerView,
  conversationRow as rowSchema,
} from './schemas/conversation.ts'
import { errorAnswers } from './schemas/error.ts'

const listQuery = z.strictObject({
  phase: z.enum(Object.values(phaseNames)).optional(),
  channel: z.string().max(64).optional(),
  account: z.string().max(64).optional(),
  external_id: z.string().max(200).optional(),
  alerted: z.literal('true').optional().describe('只要还有提醒没人看过的'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  skip: z.coerce.number().int().min(0).max(100_000).default(0).describe('跳过最前面的几个'),
})

const detailQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(200),
  before: z.coerce.number().int().min(0).optional().describe('只要这个 position 之前的'),
})

export const conversationParams = z.object({ id: z.string().transform(conversationId) })

/** Reading: the agents' list, and everything about one conversation. */
export function addConversations(app: App, { deps, sessions }: Edge) {
  app.get(
    '/api/conversations',
    {
      schema: {
        tags: ['conversations'],
        summary: '会话列表：等待人工的在前（等得最久的最前），其余按最近',
        querystring: listQuery,
        response: { 200: z.object({ conversations: z.array(rowSchema) }), ...errorAnswers },
      },
    },
    async (request) => {
      const { shops } = await requireAgent(request, sessions)
      const { phase, channel, account, external_id, alerted, limit, skip } = request.query
      const kind = phase && phaseKinds[phase]
      const rows = await deps.store.read.conversations({
        limit,
        skip,
        shops,
        ...(kind && { phase: kind }),
        ...(channel !== undefined && { channel }),
        ...(account !== undefined && { account }),
        ...(external_id !== undefined && { externalId: external_id }),
        ...(alerted !== undefined && { alerted: true as const }),
      })
      return { conversations: rows.map(conversationRow) }
    },
  )

  app.get(
    '/api/conversations/:id',
    {
      schema: {
        tags: ['conversations'],
        summary: '一个会话：对话、工单、交接、判断依据、订单',
        params: conversationParams,
        querystring: detailQuery,
        response: { 200: conversationDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireAgent(request, sessions)
      return readDetail(request.params.id, request.query, { ...deps, by })
    },
  )

  app.get(
    '/api/conversations/:id/customer',
    {
      schema: {
        tags: ['conversations'],
        summary: '这位顾客：来过几次、订单、售后单、还欠着的时限',
        params: conversationParams,
        response: { 200: customerView, ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireAgent(request, sessions)
      return readCustomer(request.params.id, { ...deps, by })
    },
  )
}

const phaseKinds = Object.fromEntries(
  Object.entries(phaseNames).map(([kind, name]) => [name, kind]),
) as Readonly<Record<ConversationRow['phase'], PhaseKind>>
