import type { Socket } from 'node:net'
import compress, { type FastifyCompressOptions } from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import Fastify, { LogController } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { addAuthoring } from './api/authoring.ts'
import { addCases } from './api/cases.ts'
import { addCommands } from './api/commands.ts'
import { addConversations } from './api/conversations.ts'
import { addCustomer } from './api/customer.ts'
import { addDesk } from './api/desk.ts'
import { addDrafts } from './api/drafts.ts'
import { addHelp } from './api/help.ts'
import { addKnowledge } from './api/knowledge.ts'
import { addLogin } from './api/login.ts'
import { addMentions } from './api/mentions.ts'
import { addNotes } from './api/notes.ts'
import { addOrderImport } from './api/order-import.ts'
import { addOverview } from './api/overview.ts'
import { addPeople } from './api/people.ts'
import { addPlaybook } from './api/playbook.ts'
import { addSearch } from './api/search.ts'
import { allowShopSites, shopOrigins } from './cors.ts'
import type { HttpDeps } from './deps.ts'
import { addDocs } from './docs.ts'
import type { App, Edge } from './edge.ts'
import { sendError } from './errors.ts'
import { addExamples } from './examples.ts'
import { createFeed } from './feed.ts'
import { answerBrokenRequest, readJsonBodies, validateWithZod } from './input.ts'
import { createLookers } from './lookers.ts'
import { addMedia } from './media.ts'
import { sayNotFound } from './not-found.ts'
import { refuseForeignWrites } from './origin.ts'
import { addPages } from './pages.ts'
import { helmetOptions } from './policy.ts'
import { addProbes } from './probes.ts'
import { maxRawBytes } from './raw-body.ts'
import { createSessions } from './sessions.ts'
import { addAgentSocket } from './sockets/agent-socket.ts'
import { addCustomerSocket } from './sockets/customer-socket.ts'
import { createPipes } from './sockets/pipe.ts'
import { largestUpload } from './take-file.ts'
import { addTracking } from './tracking.ts'
import { createVisitors } from './visitors.ts'
import { addWebhooks } from './webhooks.ts'

export interface Http {
  listen(where: { readonly host: string; readonly port: number }): Promise<{ readonly url: string }>
  /** Lets go of sockets and long polls, finishes the requests in hand, and stops. */
  close(): Promise<void>
  readonly app: App
}

/** The counter's edge: webhooks, the API, websockets, pages. */
export async function createHttp(deps: HttpDeps): Promise<Http> {
  const { log, now, store } = deps
  const onError = (error: unknown) => log.error({ err: error }, 'background reading failed')
  const edge: Edge = {
    deps,
    sessions: createSessions({ people: store.people, now, onError }),
    visitors: createVisitors(deps),
    feed: createFeed({ store, onError }),
    pipes: createPipes(deps),
    lookers: createLookers(deps),
  }
  const closing = new AbortController()
  const app = await createApp(deps)
  const silent = silentOn(app.server)
  app.addHook('preClose', async () => {
    closing.abort()
    silent.close()
    edge.feed.close()
    edge.sessions.stop()
    edge.pipes.closeAll()
    edge.lookers.close()
  })
  await addRoutes(app, edge, closing.signal)
  await app.ready()
  return {
    app,
    async listen({ host, port }) {
      // Whoever opens the counter says so, once it has told the person at the terminal.
      const { level } = app.log
      app.log.level = 'warn'
      try {
        return { url: await app.listen({ host, port }) }
      } finally {
        app.log.level = level
      }
    },
    close: () => app.close(),
  }
}

/**
 * Connections on which nobody has asked anything yet: to node they are not idle, and its server would
 * wait for their first line.
 */
function silentOn(server: App['server']) {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return {
    close() {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    },
  }
}

async function createApp({ config, log, accounts }: HttpDeps): Promise<App> {
  const app: App = Fastify({
    loggerInstance: log.child({}),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustOf(config.trustProxy ?? false),
    bodyLimit: maxRawBytes,
    // A film takes its time over a phone's line.
    requestTimeout: 300_000,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<ZodTypeProvider>()
  app.setErrorHandler(sendError)
  app.setNotFoundHandler(sayNotFound)
  readJsonBodies(app)
  app.setValidatorCompiler(validateWithZod)
  app.setSerializerCompiler(() => JSON.stringify)
  await app.register(helmet, helmetOptions)
  await allowShopSites(app, accounts, log)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, {
    // One byte more than may be kept, so that the media files themselves notice and clean up.
    limits: { files: 1, fields: 5, fileSize: largestUpload + 1, headerPairs: 50 },
    throwFileSizeLimit: false,
  })
  await app.register(websocket, {
    options: { maxPayload: maxRawBytes, perMessageDeflate: false },
    // Whoever is connected is told to come back by `pipes.closeAll`.
    preClose(done) {
      this.server.removeAllListeners('upgrade')
      done()
    },
    errorHandler: (error, socket, request) => {
      request.log.debug({ err: error }, 'socket failed')
      socket.terminate()
    },
  })
  return app
}

/**
 * Fastify takes `true` for every hop, and so for what the client itself wrote into the header; a
 * number it does not believe at all.
 */
function trustOf(trusted: boolean | string | number) {
  if (typeof trusted === 'string' || trusted === false) return trusted
  const hops = Number(trusted)
  return (_address: string, hop: number) => hop < hops
}

/** Long lists travel as gzip: a queue is a twentieth of itself, and a telephone's line slow. */
const squeezedLists: FastifyCompressOptions = {
  // A body that is unpacked could be of any size.
  globalDecompression: false,
  // What comes a line at a time must not wait for more.
  customTypes: /^(?:application\/json|text\/csv)/,
  encodings: ['gzip'],
  // Below it the answer fits into the packets that are on their way anyhow.
  threshold: 4_096,
  zlibOptions: { level: 4 },
}

async function addRoutes(app: App, edge: Edge, closing: AbortSignal) {
  const { deps } = edge
  await app.register(compress, squeezedLists)
  await addDocs(app)
  await addWebhooks(app, deps, closing)
  await addTracking(app, deps)
  await app.register((scope: App, _, done) => {
    scope.addHook('onRequest', refuseForeignWrites(shopOrigins(deps.accounts)))
    addLogin(scope, edge)
    addConversations(scope, edge)
    addCommands(scope, edge)
    addNotes(scope, edge)
    addMentions(scope, edge)
    addHelp(scope, edge)
    addDrafts(scope, edge)
    addSearch(scope, edge)
    addCases(scope, edge)
    addDesk(scope, edge)
    addPeople(scope, edge)
    addCustomer(scope, edge)
    addPlaybook(scope, edge)
    addKnowledge(scope, edge)
    addAuthoring(scope, edge, closing)
    addOrderImport(scope, edge)
    addOverview(scope, edge)
    done()
  })
  addCustomerSocket(app, edge)
  addAgentSocket(app, edge)
  addMedia(app, edge)
  addExamples(app, deps)
  addProbes(app, deps)
  await addPages(app, edge)
}
