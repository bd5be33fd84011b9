import { z } from 'zod'
import type { AgentId, ConversationId } from '../../model/ids.ts'
import type { Draft } from '../../model/wire/reply.ts'
import type { Unsent } from '../../store/index.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { App, Edge } from '../edge.ts'
import { conversationParams as params } from './conversations.ts'
import { errorAnswers } from './schemas/error.ts'
import { draft } from './schemas/reply.ts'

const words = z.string().max(4_000).optional()
const change = z.strictObject({ reply: words, note: words })
const tags = ['conversations']

/** What an agent has begun to write, on whichever screen they go on. */
export function addDrafts(app: App, { deps, sessions }: Edge) {
  const { desk } = deps.store

  app.get(
    '/api/drafts',
    {
      schema: {
        tags,
        summary: '我写了还没发的，最近的在前',
        response: { 200: z.object({ drafts: z.array(draft) }), ...errorAnswers },
      },
    },
    async (request) => {
      const { id } = await requireRight(request, sessions, 'read')
      return { drafts: (await desk.unsent(id)).map(view) }
    },
  )

  app.get(
    '/api/conversations/:id/draft',
    {
      schema: {
        tags,
        summary: '我在这个会话里写了还没发的',
        params,
        response: { 200: draft, ...errorAnswers },
      },
    },
    async (request) => {
      const agent = await requireRight(request, sessions, 'read')
      await findConversation(request.params.id, { ...deps, by: agent })
      return mine(agent.id, request.params.id)
    },
  )

  app.put(
    '/api/conversations/:id/draft',
    {
      schema: {
        tags,
        summary: '存下还没发的回复或备注；没提到的不变，空的就是没有',
        params,
        body: change,
        response: { 200: draft, ...errorAnswers },
      },
    },
    async (request) => {
      const { id } = request.params
      const { reply, note } = request.body
      // Whoever may not answer has no reply to keep.
      const right = reply === undefined ? 'read' : 'answer'
      const agent = await requireRight(request, sessions, right)
      await findConversation(id, { ...deps, by: agent })
      const wanted = {
        conversationId: id,
        ...(reply !== undefined && { reply }),
        ...(note !== undefined && { note }),
      }
      await desk.saveUnsent(agent.id, wanted, deps.now())
      return mine(agent.id, id)
    },
  )

  async function mine(agent: AgentId, id: ConversationId): Promise<Draft> {
    const found = (await desk.unsent(agent)).find(({ conversationId }) => conversationId === id)
    return found ? view(found) : { conversation: id, reply: '', note: '', at: 0 }
  }
}

const view = ({ conversationId, ...rest }: Unsent): Draft => ({
  conversation: conversationId,
  ...rest,
})
