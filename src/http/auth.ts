import type { FastifyRequest } from 'fastify'
import { may, type Right } from '../model/people.ts'
import { customerProtocol } from '../model/wire/customer.ts'
import type { Agent } from '../store/index.ts'
import { Refusal } from './errors.ts'
import type { Sentence } from './language.ts'
import type { Sessions } from './sessions.ts'

export const sessionCookie = 'shouhou_session'

/**
 * The token of `Authorization: Bearer`, which no browser sends by itself. A page cannot say that of
 * a websocket: there it stands behind our own subprotocol, and so in no address and no log.
 */
export function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization = '' } = request.headers
  const [protocol, token] = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/)
  const offered = protocol === customerProtocol ? token : undefined
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? offered
}

export const sessionTokenOf = (request: FastifyRequest): string | undefined =>
  bearerOf(request) ?? request.cookies[sessionCookie]

/** The agent who asks; throws `not_logged_in`. */
export async function requireAgent(request: FastifyRequest, sessions: Sessions): Promise<Agent> {
  const token = sessionTokenOf(request)
  const loggedIn = token === undefined ? undefined : await sessions.read(token)
  if (!loggedIn) throw new Refusal('not_logged_in')
  return loggedIn.agent
}

/** Throws `not_logged_in`, or `not_allowed` for a login without this right. */
export async function requireRight(
  request: FastifyRequest,
  sessions: Sessions,
  right: Right,
): Promise<Agent> {
  const agent = await requireAgent(request, sessions)
  if (!may(agent.role, right)) throw new Refusal('not_allowed', wanting[right])
  return agent
}

/** What a login without a right is told, where the general sentence would leave it puzzled. */
const wanting: Readonly<Partial<Record<Right, Sentence>>> = {
  answer: {
    zh: '您的账号可以查看会话、写备注，不能接手或回复顾客；需要的话请找店长开通',
    en: 'Your login can read chats and leave notes, but not take or answer them; ask an admin if you need to',
  },
}

/** Cookies come along with whatever makes the browser ask, so they never go to other sites' ears. */
export const cookieOptions = (request: FastifyRequest, maxAgeMs: number) =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: request.protocol === 'https',
    maxAge: Math.floor(maxAgeMs / 1_000),
  }) as const
