import { z } from 'zod'
import { agentId } from '../../model/ids.ts'
import type { Me, MeHere } from '../../model/wire/people.ts'
import type { Agent } from '../../store/index.ts'
import { createAttempts } from '../attempts.ts'
import { cookieOptions, requireAgent, sessionCookie, sessionTokenOf } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { isPassword, nobodysHash } from '../passwords.ts'
import { hashOf, sessionMs } from '../sessions.ts'
import { errorAnswers } from './schemas/error.ts'
import { login, meHere } from './schemas/people.ts'

export const password = z.string().min(1).max(256)
const loginRequest = z.strictObject({ username: z.string().min(1).max(64), password })
const ownPassword = z.strictObject({ old: password, password })

export function addLogin(app: App, { deps, sessions }: Edge) {
  const { people } = deps.store
  const attempts = createAttempts(deps)

  app.post(
    '/api/login',
    {
      schema: {
        tags: ['people'],
        summary: '登录；之后用 cookie，或 Authorization: Bearer <token>',
        body: loginRequest,
        response: { 200: login, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { username, password } = request.body
      const attempt = attempts.begin({ name: username, address: request.ip })
      if (attempt.kind === 'refused') throw tooManyAttempts(attempt.retryAfterMs)
      const agent = await people.agent(agentId(username))
      const known = agent && !agent.disabled ? agent : undefined
      // The same work for a name that nobody has: how long it takes must not tell.
      if (!(await isPassword(password, known?.passwordHash ?? nobodysHash)) || !known)
        throw new Refusal('not_logged_in', wrongPassword)
      attempt.succeeded()
      const before = sessionTokenOf(request)
      if (before !== undefined) await sessions.close(before)
      const token = await sessions.open(known)
      reply.setCookie(sessionCookie, token, cookieOptions(request, sessionMs))
      return { token, agent: meOf(known) }
    },
  )

  app.post(
    '/api/logout',
    { schema: { tags: ['people'], summary: '退出登录', body: z.strictObject({}).nullish() } },
    async (request, reply) => {
      const token = sessionTokenOf(request)
      if (token !== undefined) await sessions.close(token)
      reply.clearCookie(sessionCookie, { path: '/' })
      return {}
    },
  )

  app.get(
    '/api/me',
    { schema: { tags: ['people'], summary: '我是谁', response: { 200: meHere, ...errorAnswers } } },
    async (request): Promise<MeHere> => ({
      ...meOf(await requireAgent(request, sessions)),
      time_zone: deps.timeZone,
    }),
  )

  app.post(
    '/api/me/password',
    {
      schema: {
        tags: ['people'],
        summary: '改自己的密码；其他地方的登录随即失效',
        body: ownPassword,
        response: { 200: z.strictObject({}), ...errorAnswers },
      },
    },
    async (request) => {
      const { id, passwordHash } = await requireAgent(request, sessions)
      const { old, password } = request.body
      const attempt = attempts.begin({ name: id, address: request.ip })
      if (attempt.kind === 'refused') throw tooManyAttempts(attempt.retryAfterMs)
      if (!(await isPassword(old, passwordHash)))
        throw new Refusal('bad_request', wrongOldPassword, { path: 'old' })
      attempt.succeeded()
      const keep = hashOf(sessionTokenOf(request) ?? '')
      await deps.logins.setPassword({ id, password, keep })
      request.log.info({ by: id, login: id }, 'password changed')
      return {}
    },
  )

  app.get('/api/demo', { schema: { tags: ['people'], summary: '演示账号' } }, async () => {
    const { demo } = deps.config
    if (!demo) throw new Refusal('not_found')
    return { shop: demo.shop, logins: demo.logins }
  })
}

const meOf = ({ id, name, role }: Agent): Me => ({ id, name, role })

const wrongPassword = { zh: '用户名或密码不对', en: 'Wrong user name or password' }

const wrongOldPassword = { zh: '现在的密码不对', en: 'That is not your present password' }

function tooManyAttempts(retryAfterMs: number): Refusal {
  const minutes = Math.ceil(retryAfterMs / 60_000)
  return new Refusal(
    'too_many',
    {
      zh: `密码错误次数过多，请 ${minutes} 分钟后再试`,
      en: `Too many wrong passwords, try again in ${minutes} min`,
    },
    { retryAfterMs },
  )
}
