import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { HttpDeps } from './deps.ts'
import type { Feed } from './feed.ts'
import type { Lookers } from './lookers.ts'
import type { Sessions } from './sessions.ts'
import type { Pipes } from './sockets/pipe.ts'
import type { Visitors } from './visitors.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** What the routes share. */
export interface Edge {
  readonly deps: HttpDeps
  readonly sessions: Sessions
  readonly visitors: Visitors
  readonly feed: Feed
  readonly pipes: Pipes
  readonly lookers: Lookers
}
