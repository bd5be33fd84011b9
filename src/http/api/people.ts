import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type AgentId, agentId } from '../../model/ids.ts'
import { demoPassword } from '../../model/logins.ts'
import { roles } from '../../model/people.ts'
import type { LoginRow, PeopleList } from '../../model/wire/people.ts'
import type { Agent } from '../../store/index.ts'
import { requireRight } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { isPassword } from '../passwords.ts'
import { password } from './login.ts'
import { errorAnswers } from './schemas/error.ts'
import { loginRow, peopleList } from './schemas/people.ts'

const name = z.string().trim().max(80)
const role = z.enum(roles)
const shops = z
  .array(z.string().max(130))
  .max(200)
  .transform((list) => [...new Set(list)].sort())
  .describe('能看哪些店：渠道 web，或其中一个账号 web/demo；空的就是全部')

const newLogin = z.strictObject({ id: z.string().max(64), name, role, shops, password })
const loginChange = z.strictObject({
  name: name.exactOptional(),
  role: role.exactOptional(),
  shops: shops.exactOptional(),
  disabled: z.boolean().exactOptional(),
})
const params = z.object({ login: z.string().max(64).transform(agentId) })
const onePerson = { 200: loginRow, ...errorAnswers }

/** Logins: opened, changed and shut by an administrator. */
export function addPeople(app: App, { deps, sessions }: Edge) {
  const { logins, roster, store, config, accounts } = deps
  const admin = (request: FastifyRequest) => requireRight(request, sessions, 'people')

  async function rowsOf(agents: readonly Agent[]): Promise<LoginRow[]> {
    const [{ agents: crew }, lastSeen] = await Promise.all([
      roster.status(),
      store.people.lastSeen(),
    ])
    return agents.map(({ id, name, role, shops, disabled }) => {
      const { presence, here, chats } = crew.find((each) => each.id === id) ?? nowhere
      const seen_at = lastSeen.get(id) ?? null
      return { id, name, role, shops, disabled, presence, here, chats, seen_at }
    })
  }

  async function rowOf(agent: Agent): Promise<LoginRow> {
    const [row] = await rowsOf([agent])
    if (row === undefined) throw new Refusal('not_found')
    return row
  }

  /** A real shop's login with the password of the demo is open to everybody. */
  async function refusePublic(id: AgentId) {
    const agent = config.demo ? undefined : await store.people.agent(id)
    if (agent?.disabled && (await isPassword(demoPassword, agent.passwordHash)))
      throw new Refusal('conflict', publicPassword)
  }

  app.get(
    '/api/people',
    {
      schema: {
        tags: ['people'],
        summary: '所有账号（管理员）',
        response: { 200: peopleList, ...errorAnswers },
      },
    },
    async (request): Promise<PeopleList> => {
      await admin(request)
      return {
        people: await rowsOf(await store.people.agents()),
        shops: accounts.map(({ channel, account }) => ({
          channel: channel.name,
          account,
          name: deps.shopName(account),
        })),
        demo: config.demo !== undefined,
      }
    },
  )

  app.post(
    '/api/people',
    { schema: { tags: ['people'], summary: '开一个账号', body: newLogin, response: onePerson } },
    async (request) => {
      const by = await admin(request)
      const agent = await logins.add(request.body)
      const { id: login, role, shops } = agent
      request.log.info({ by: by.id, login, role, shops }, 'login added')
      return rowOf(agent)
    },
  )

  app.post(
    '/api/people/:login',
    {
      schema: {
        tags: ['people'],
        summary: '改一个账号：姓名、角色、店铺、停用或启用',
        params,
        body: loginChange,
        response: onePerson,
      },
    },
    async (request) => {
      const by = await admin(request)
      const { login } = request.params
      const change = request.body
      if (change.disabled === false) await refusePublic(login)
      const agent = await logins.change({ id: login, change, by: by.id })
      request.log.info({ by: by.id, login, change }, 'login changed')
      return rowOf(agent)
    },
  )

  app.post(
    '/api/people/:login/password',
    {
      schema: {
        tags: ['people'],
        summary: '给别人设新密码；那个人在各处的登录随即失效',
        params,
        body: z.strictObject({ password }),
        response: { 200: z.strictObject({}), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await admin(request)
      const { login } = request.params
      // Without the old one somebody at a page left open could take the login over.
      if (login === by.id) throw new Refusal('conflict', ownElsewhere)
      await logins.setPassword({ id: login, password: request.body.password })
      request.log.info({ by: by.id, login }, 'password set')
      return {}
    },
  )
}

const nowhere = { presence: 'offline', here: false, chats: 0 } as const

const publicPassword = {
  zh: '这个账号用的还是演示密码，谁都知道；先给它设新密码，再启用',
  en: 'This login still has the password of the demo, which everybody knows; give it a new one first',
}
const ownElsewhere = {
  zh: '自己的密码请在右上角「修改密码」里改',
  en: 'Change your own password in the menu at your name',
}
