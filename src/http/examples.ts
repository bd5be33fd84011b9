import { z } from 'zod'
import type { HttpDeps } from './deps.ts'
import type { App } from './edge.ts'
import { Refusal } from './errors.ts'

const params = z.object({ name: z.string() })

/**
 * The playbook's example pictures, for everybody: they are sent to every customer. What no slot
 * names does not exist here, whatever lies in the folder.
 */
export function addExamples(app: App, { examplePicture }: Pick<HttpDeps, 'examplePicture'>) {
  app.get('/example/:name', { schema: { hide: true, params } }, async (request, reply) => {
    const picture = examplePicture(request.params.name)
    if (picture === undefined) throw new Refusal('not_found')
    const tag = `"${picture.hash}"`
    reply
      // The name stays when an operator draws it anew: shown at once, and looked after behind.
      .header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
      .header('etag', tag)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      // Marketplaces show it in pages of their own.
      .header('cross-origin-resource-policy', 'cross-origin')
    const known = request.headers['if-none-match']?.split(/\s*,\s*/) ?? []
    if (known.some((each) => each.replace(/^W\//, '') === tag)) return reply.code(304).send()
    return reply.type(picture.mime).send(picture.bytes)
  })
}
