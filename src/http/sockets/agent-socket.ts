import { isDeepStrictEqual } from 'node:util'
import type { WebSocket } from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { conversationId } from '../../model/ids.ts'
import type { Shop } from '../../model/people.ts'
import type { AgentEvent } from '../../model/wire/desk.ts'
import type { Agent, Change } from '../../store/index.ts'
import { requireAgent, sessionTokenOf } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { refuseForeignSockets } from '../origin.ts'
import { agentEvent } from '../views.ts'
import { hearConsole } from './agent-frames.ts'
import { type Attendance, createAttendance } from './attendance.ts'
import { closeCodes, type Pipe } from './pipe.ts'
import { createScope } from './scope.ts'

const query = z.object({ after: z.coerce.number().int().min(0).optional() })

/**
 * `/ws/agent`: every change of every conversation of their shops, from where the console left off, and who is at
 * which of them.
 */
export function addAgentSocket(app: App, edge: Edge) {
  const { log, roster } = edge.deps
  const attendance = createAttendance({
    noteSeen: roster.noteSeen,
    onError: (error) => log.error({ err: error }, 'attendance not noted'),
  })
  app.get(
    '/ws/agent',
    {
      websocket: true,
      schema: { querystring: query },
      preValidation: async (request) => {
        await refuseForeignSockets(request)
        await requireAgent(request, edge.sessions)
      },
    },
    (socket: WebSocket, request) => {
      const pipe = edge.pipes.open(socket)
      const { after } = query.parse(request.query)
      const failed = (error: unknown) => {
        request.log.error({ err: error }, 'agent socket failed')
        pipe.close(closeCodes.failed, 'failed')
      }
      serve({ pipe, request, after, attendance }, edge).catch(failed)
    },
  )
}

interface Console {
  readonly pipe: Pipe
  readonly request: FastifyRequest
  readonly after: number | undefined
  readonly attendance: Attendance
}

async function serve({ pipe, request, after, attendance }: Console, edge: Edge) {
  const { deps, feed, sessions, lookers } = edge
  const loggedIn = await sessions.read(sessionTokenOf(request) ?? '')
  if (pipe.closed) return
  if (!loggedIn) return pipe.close(closeCodes.loggedOut, 'logged out')
  const tell = (event: AgentEvent) => pipe.send(JSON.stringify(event))
  const playbook = () => deps.playbook.status()
  const failed = (error: unknown) => {
    request.log.error({ err: error }, 'feed failed')
    pipe.close(closeCodes.failed, 'failed')
  }
  const { read } = deps.store
  const scope = createScope({ agent: loggedIn.agent, read, failed })

  async function tellReady(seq: number) {
    const { lookers: looking, customers_typing: typing } = lookers.everywhere()
    const ids = [...looking.map(({ conversation }) => conversationId(conversation)), ...typing]
    const isTheirs = await scope.among(ids)
    tell({
      type: 'ready',
      seq,
      playbook: playbook(),
      lookers: looking.filter(({ conversation }) => isTheirs(conversationId(conversation))),
      customers_typing: typing.filter(isTheirs),
    })
  }

  /** What they see is another list now. */
  async function change(agent: Agent) {
    const isSame = isDeepStrictEqual(agent.shops, scope.agent.shops)
    scope.change(agent)
    if (!isSame) tell({ type: 'reload', seq: await read.lastSeq() })
  }

  const stops = [
    attendance.arrive(loggedIn.agent.id),
    hearConsole({ pipe, scope, failed }, edge),
    lookers.listen({
      onLookers: (looking) =>
        scope.within(conversationId(looking.conversation), () =>
          tell({ type: 'lookers', ...looking }),
        ),
      onCustomer: (conversation, typing) =>
        scope.within(conversation, () => tell({ type: 'customer_typing', conversation, typing })),
    }),
    sessions.watch(loggedIn, {
      ended: () => pipe.close(closeCodes.loggedOut, 'logged out'),
      changed: (agent) => void change(agent).catch(failed),
    }),
    deps.playbook.onChange(() => tell({ type: 'playbook', playbook: playbook() })),
    feed.subscribe({
      after,
      onChange: (change) => {
        if (scope.sees(shopOf(change))) pipe.send(textOf(change))
      },
      onReload: (seq) => tell({ type: 'reload', seq }),
      onReady: (seq) => void tellReady(seq).catch(failed),
      onFailed: failed,
      drained: pipe.drained,
    }),
  ]
  pipe.onClose(() => {
    for (const stop of stops) stop()
  })
}

const shopOf = (change: Change): Shop =>
  change.kind === 'entry' ? change.shop : change.summary.conversation

/** Written once for all consoles. */
function textOf(change: Change): string {
  const known = texts.get(change)
  if (known !== undefined) return known
  const text = JSON.stringify(agentEvent(change))
  texts.set(change, text)
  return text
}

const texts = new WeakMap<Change, string>()
