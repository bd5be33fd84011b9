import { requireAgent } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { playbookStatus } from './schemas/desk.ts'
import { errorAnswers } from './schemas/error.ts'

export function addPlaybook(app: App, { deps, sessions }: Edge) {
  app.get(
    '/api/playbook',
    {
      schema: {
        tags: ['playbook'],
        summary: '知识库：正在使用的版本；磁盘上的有错时说明错在哪里',
        response: { 200: playbookStatus, ...errorAnswers },
      },
    },
    async (request) => {
      await requireAgent(request, sessions)
      return deps.playbook.status()
    },
  )
}
