import type { HttpDeps } from './deps.ts'
import type { App } from './edge.ts'
import { answerOf } from './errors.ts'
import { languageOf } from './language.ts'

/** What a load balancer and a metrics collector ask. */
export function addProbes(app: App, { store, playbook, metrics }: HttpDeps) {
  app.get('/healthz', { schema: { tags: ['probes'], summary: '进程活着' } }, async () => ({
    status: 'alive',
  }))

  app.get(
    '/readyz',
    { schema: { tags: ['probes'], summary: '可以接收消息：能写库，知识库已加载' } },
    async (request, reply) => {
      const { revision, refused } = playbook.status()
      if (revision === '') return reply.code(503).send({ status: 'unavailable', playbook: 'none' })
      try {
        await store.probe()
      } catch (error) {
        const { body } = answerOf(error, languageOf(request.headers))
        return reply.code(503).send({ status: 'unavailable', store: body.code })
      }
      return { status: refused ? 'degraded' : 'ready', revision }
    },
  )

  app.get('/metrics', { schema: { tags: ['probes'], summary: 'Prometheus' } }, async (_, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.text()),
  )
}
