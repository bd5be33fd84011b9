import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { appManifest } from './app-manifest.ts'
import { sessionCookie } from './auth.ts'
import type { App, Edge } from './edge.ts'
import { Refusal } from './errors.ts'
import { languageOf } from './language.ts'
import { consolePolicy } from './policy.ts'

const assetParams = z.object({ face: z.enum(['widget', 'console']), '*': z.string() })

/** The two built faces: the customer's page and the console. */
export async function addPages(app: App, { deps, sessions }: Pick<Edge, 'deps' | 'sessions'>) {
  const { webDir } = deps.config
  const root = resolve(webDir)
  await app.register(fastifyStatic, { root, serve: false, preCompressed: true })
  const schema = { hide: true }

  app.get('/', { schema }, async (request, reply) => {
    reply.header('cache-control', 'no-cache')
    if (!isBuilt('widget')) return sayNotBuilt(request, reply)
    return reply.sendFile(pageOf('widget'), { cacheControl: false })
  })
  for (const url of ['/console', '/console/*']) {
    app.get(url, { schema }, async (request, reply) => {
      reply.header('cache-control', 'no-store')
      if (!isBuilt('console')) return sayNotBuilt(request, reply)
      const nonce = randomBytes(16).toString('base64')
      reply.header('content-security-policy', consolePolicy(nonce))
      const isGuest = !(await isLoggedIn(request))
      if (!isGuest) reply.header('link', asksFirst)
      const page = await readFile(join(root, pageOf('console')), 'utf8')
      // The page's script reads it there, and gives it to what writes styles.
      const mark = `<script nonce="${nonce}" ${isGuest ? 'data-guest ' : ''}`
      const marked = page.replace('<script ', () => mark)
      return reply.type('text/html; charset=utf-8').send(marked)
    })
  }
  app.get('/console.webmanifest', { schema }, async (request, reply) => {
    if (!isBuilt('console')) throw new Refusal('not_found')
    const assets = join(root, 'console', 'assets')
    const manifest = await appManifest(assets, languageOf(request.headers))
    return reply
      .header('vary', 'accept-language')
      .header('cache-control', 'no-cache')
      .type('application/manifest+json; charset=utf-8')
      .send(JSON.stringify(manifest))
  })
  // Its name stays while the chat that it names changes with every version.
  app.get('/widget.js', { schema }, async (_, reply) => {
    varyBySize(reply).header('cross-origin-resource-policy', 'cross-origin')
    return reply.sendFile('widget.js', join(root, 'widget'), { maxAge: '5m' })
  })
  app.get('/assets/:face/*', { schema }, async (request, reply) => {
    const params = assetParams.safeParse(request.params).data
    if (!params) throw new Refusal('not_found')
    if (params.face === 'widget') reply.header('cross-origin-resource-policy', 'cross-origin')
    varyBySize(reply)
    // Every name carries a hash of its content.
    const options = { maxAge: '1y', immutable: true, index: false } as const
    return reply.sendFile(params['*'], join(root, params.face, 'assets'), options)
  })

  /** A login that is over would have its refusal kept, and given to the page once one logs in. */
  const isLoggedIn = async ({ cookies: { [sessionCookie]: token } }: FastifyRequest) =>
    token !== undefined && (await sessions.read(token)) !== undefined
  const isBuilt = (face: Face) => existsSync(join(root, pageOf(face)))
}

/** Whoever keeps the file keeps one for those who read it small and one for all others. */
const varyBySize = (reply: FastifyReply): FastifyReply =>
  reply.header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '))

/** What the console asks first comes while its code does; what they are must be written as it asks. */
const asksFirst = ['/api/me', '/api/conversations?limit=200']
  .map((path) => `<${path}>; rel=preload; as=fetch; crossorigin`)
  .join(', ')

type Face = 'widget' | 'console'

const pageOf = (face: Face) => join(face, 'index.html')

const sayNotBuilt = (request: FastifyRequest, reply: FastifyReply) =>
  reply.code(503).type('text/html; charset=utf-8').send(notBuilt[languageOf(request.headers)])

const notBuilt = {
  zh: '<!doctype html><html lang="zh"><meta charset="utf-8"><title>还没有构建</title><h1>网页还没有构建</h1><p>请在项目目录运行 <code>npm run build</code>，然后刷新。接口与渠道照常工作。</p>',
  en: '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built yet</title><h1>The pages are not built yet</h1><p>Run <code>npm run build</code> in the project folder and reload. The API and the channels work all the same.</p>',
}
