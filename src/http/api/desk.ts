import { z } from 'zod'
import { presenceStates } from '../../model/people.ts'
import { requireAgent } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { deskStatus } from './schemas/desk.ts'
import { errorAnswers } from './schemas/error.ts'

const presence = z.strictObject({
  presence: z.enum(presenceStates),
  hand_back: z.boolean().optional().describe('在等我回复的顾客交回排队，马上分给别人'),
})
const response = { 200: deskStatus, ...errorAnswers }

/** Who is there, and what an agent says of themselves. */
export function addDesk(app: App, { deps, sessions }: Edge) {
  const { roster, desk } = deps

  app.get(
    '/api/desk',
    { schema: { tags: ['people'], summary: '谁在线、手上有几个会话、排队要等多久', response } },
    async (request) => {
      await requireAgent(request, sessions)
      return roster.status()
    },
  )

  app.post(
    '/api/me/presence',
    {
      schema: {
        tags: ['people'],
        summary: '上线、小休、离线；上线后会自动分到会话',
        body: presence,
        response,
      },
    },
    async (request) => {
      const { id, name } = await requireAgent(request, sessions)
      const { presence, hand_back } = request.body
      await roster.setPresence(id, presence)
      // By now nothing is given to them: it does not come back.
      if (hand_back && presence !== 'online') await desk.leave({ agent: id, name })
      return roster.status()
    },
  )
}
