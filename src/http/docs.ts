import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { App } from './edge.ts'
import { docsPolicy } from './policy.ts'

/** The API's own page at `/docs`, and its OpenAPI at `/docs/json`; must come before the routes. */
export async function addDocs(app: App) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '售后客服台',
        version: '1',
        description:
          '登录后用 cookie 或 `Authorization: Bearer <token>`。出错时一律回答 `{code, message, path?}`。',
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: docsPolicy })
}
