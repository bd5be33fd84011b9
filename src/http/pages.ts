import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HttpConfig } from './deps.ts'
import type { App } from './edge.ts'
import { Refusal } from './errors.ts'
import { languageOf } from './language.ts'
import { consolePolicy } from './policy.ts'

const assetParams = z.object({ face: z.enum(['widget', 'console']), '*': z.string() })

/** The two built faces: the customer's page and the console. */
export async function addPages(app: App, { webDir }: Pick<HttpConfig, 'webDir'>) {
  const root = resolve(webDir)
  await app.register(fastifyStatic, { root, serve: false })
  const schema = { hide: true }

  app.get('/', { schema }, async (request, reply) => sendPage('widget', request, reply))
  for (const url of ['/console', '/console/*']) {
    app.get(url, { schema }, async (request, reply) => {
      reply.header('content-security-policy', consolePolicy)
      return sendPage('console', request, reply)
    })
  }
  // Its name stays while the chat that it names changes with every version.
  app.get('/widget.js', { schema }, async (_, reply) => {
    reply.header('cross-origin-resource-policy', 'cross-origin')
    return reply.sendFile('widget.js', join(root, 'widget'), { maxAge: '5m' })
  })
  app.get('/assets/:face/*', { schema }, async (request, reply) => {
    const params = assetParams.safeParse(request.params).data
    if (!params) throw new Refusal('not_found')
    if (params.face === 'widget') reply.header('cross-origin-resource-policy', 'cross-origin')
    // Every name carries a hash of its content.
    const options = { maxAge: '1y', immutable: true, index: false } as const
    return reply.sendFile(params['*'], join(root, params.face, 'assets'), options)
  })

  function sendPage(face: 'widget' | 'console', request: FastifyRequest, reply: FastifyReply) {
    const page = join(face, 'index.html')
    reply.header('cache-control', 'no-cache')
    if (existsSync(join(root, page))) return reply.sendFile(page, { cacheControl: false })
    const said = notBuilt[languageOf(request.headers)]
    return reply.code(503).type('text/html; charset=utf-8').send(said)
  }
}

const notBuilt = {
  zh: '<!doctype html><html lang="zh"><meta charset="utf-8"><title>还没有构建</title><h1>网页还没有构建</h1><p>请在项目目录运行 <code>npm run build</code>，然后刷新。接口与渠道照常工作。</p>',
  en: '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built yet</title><h1>The pages are not built yet</h1><p>Run <code>npm run build</code> in the project folder and reload. The API and the channels work all the same.</p>',
}
