import { z } from 'zod'
import { requireRight } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { find } from '../find.ts'
import { searchResults } from './schemas/desk.ts'
import { errorAnswers } from './schemas/error.ts'

const query = z.strictObject({
  q: z.string().max(100).describe('订单号、手机尾号、售后单号、顾客名字，或聊天里的话'),
})

/** Finding a conversation again. */
export function addSearch(app: App, { deps, sessions }: Edge) {
  app.get(
    '/api/search',
    {
      schema: {
        tags: ['conversations'],
        summary: '搜索：订单号在前，其次售后单、顾客、聊天内容，各组最新的在前',
        querystring: query,
        response: { 200: searchResults, ...errorAnswers },
      },
    },
    async (request) => {
      const { shops } = await requireRight(request, sessions, 'read')
      return find(request.query.q, { ...deps, shops })
    },
  )
}
