import { z } from 'zod'
import { conversationId } from '../../model/ids.ts'
import type { KnowledgeEntry } from '../../model/wire/conversation.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { HttpDeps } from '../deps.ts'
import type { App, Edge } from '../edge.ts'
import { errorAnswers } from './schemas/error.ts'
import { knowledgeEntry } from './schemas/reply.ts'

const query = z.strictObject({
  conversation: z.string().max(200).transform(conversationId),
  q: z.string().trim().max(200).default('').describe('不填就按顾客最后说的话找'),
})

/** What the shop could say, for the person who answers. */
export function addKnowledge(app: App, { deps, sessions }: Edge) {
  app.get(
    '/api/knowledge',
    {
      schema: {
        tags: ['conversations'],
        summary: '在话术里找答案，按这个会话的订单和顾客填好',
        querystring: query,
        response: { 200: z.object({ found: z.array(knowledgeEntry) }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'read')
      const { conversation: id, q } = request.query
      await findConversation(id, { ...deps, by })
      const found = await deps.knowledge(id, q)
      return { found: found.map(entry) }
    },
  )
}

const entry = ({ answer, title, text, hasGaps, applies }: Quoted): KnowledgeEntry => ({
  id: answer.id,
  title,
  questions: answer.questions.slice(0, 3),
  text,
  has_gaps: hasGaps,
  applies,
  source: answer.source,
})

type Quoted = Awaited<ReturnType<HttpDeps['knowledge']>>[number]
