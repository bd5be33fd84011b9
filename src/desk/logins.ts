import type { ChannelAccount } from '../channels/index.ts'
import { GatewayError } from '../model/errors.ts'
import { type AgentId, agentId } from '../model/ids.ts'
import {
  changeFault,
  type LoginFault,
  loginFault,
  nameFault,
  passwordFault,
} from '../model/logins.ts'
import type { Role } from '../model/people.ts'
import type { Agent, People, Session } from '../store/index.ts'

export interface NewLogin {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly shops: readonly string[]
  readonly password: string
}

export type LoginChange = Partial<Pick<Agent, 'name' | 'role' | 'shops' | 'disabled'>>

/** Opens and shuts logins; each rejects with a `GatewayError` for people where the rules are against it. */
export interface Logins {
  add(asked: NewLogin): Promise<Agent>
  /** `by` is absent where it is done at the machine itself. */
  change(asked: {
    readonly id: AgentId
    readonly change: LoginChange
    readonly by?: AgentId
  }): Promise<Agent>
  /** Ends that person's sessions, but for the one that is kept. */
  setPassword(asked: {
    readonly id: AgentId
    readonly password: string
    readonly keep?: Session['tokenHash']
  }): Promise<void>
}

export interface LoginsParts {
  readonly people: Pick<People, 'agent' | 'addAgent' | 'changeAgent' | 'setPassword'>
  readonly hash: (password: string) => Promise<string>
  /** What somebody may be given to see of. */
  readonly accounts: readonly ChannelAccount[]
}

export const createLogins = ({ people, hash, accounts }: LoginsParts): Logins => {
  const doors = new Set(
    accounts.flatMap(({ channel, account }) => [channel.name, `${channel.name}/${account}`]),
  )

  /** A shop whose settings are gone may stay; nobody is given it. */
  const checkShops = (shops: readonly string[], known: readonly string[]): void => {
    const strange = shops.find((each) => !known.includes(each) && !doors.has(each))
    if (strange === undefined) return
    throw refused(
      {
        zh: `没有店铺「${strange}」；现有：${[...doors].join('、')}`,
        en: `There is no shop "${strange}"; there are: ${[...doors].join(', ')}`,
      },
      'shops',
    )
  }

  return {
    async add({ id, name, role, shops, password }) {
      check(loginFault(id), 'id')
      check(nameFault(name), 'name')
      checkShops(shops, [])
      check(passwordFault(password, id), 'password')
      const passwordHash = await hash(password)
      const agent = { id: agentId(id), name, role, shops, passwordHash, disabled: false }
      if (await people.addAgent(agent)) return agent
      throw new GatewayError('conflict', `账号「${id}」已经有人用了，请换一个`, {
        path: 'id',
        english: `The login "${id}" is taken; choose another`,
      })
    },

    change: ({ id, change, by }) =>
      people.changeAgent(id, (agent, everybody) => {
        const changed = { ...agent, ...change }
        if (change.name !== undefined) check(nameFault(change.name), 'name')
        if (change.shops !== undefined) checkShops(change.shops, agent.shops)
        const fault = changeFault(agent, changed, { everybody, by })
        if (fault === undefined) return changed
        throw new GatewayError('conflict', fault.zh, { english: fault.en })
      }),

    async setPassword({ id, password, keep }) {
      if ((await people.agent(id)) === undefined)
        throw new GatewayError('not_found', '没有这个账号')
      check(passwordFault(password, id), 'password')
      await people.setPassword(id, await hash(password), keep)
    },
  }
}

const check = (fault: LoginFault | undefined, path: string): void => {
  if (fault !== undefined) throw refused(fault, path)
}

const refused = ({ zh, en }: LoginFault, path: string) =>
  new GatewayError('bad_request', zh, { path, english: en })
