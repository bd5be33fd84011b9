import { withAgents } from '../agents.ts'
import { agentId } from '../model/ids.ts'
import { type Role, roles } from '../model/people.ts'
import { askPassword } from './ask-password.ts'
import { type Command, complain, type Given, print, printJson } from './io.ts'

/** Opens and shuts logins at the machine itself, for a shop without a browser. */
export const agents: Command = async (given) => {
  const [verb = '', login = '', ...others] = given.positionals
  const run = others.length === 0 && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run === undefined || (verb === 'list') !== (login === '')) return misused(given)
  return run(given, login)
}

const misused = ({ config }: Given): number => {
  complain(texts[config.locale].usage)
  return 2
}

const verbs: Readonly<Record<string, (given: Given, login: string) => Promise<number>>> = {
  list: async ({ config, values }) => {
    const say = texts[config.locale]
    const known = await withAgents(config, ({ all }) => all())
    const rows = known.map(({ passwordHash: _, ...agent }) => agent)
    if (values.json) printJson(rows)
    else if (rows.length === 0) print(say.none)
    else for (const row of rows) print(say.row(row))
    return 0
  },

  add: async (given, login) => {
    const { config, values } = given
    const say = texts[config.locale]
    const { name, role = 'agent', shops = '' } = values
    if (name === undefined || !isRole(role)) return misused(given)
    const password = await askPassword(config.locale)
    await withAgents(config, ({ add }) =>
      add({ id: login, name, role, shops: shops.split(',').filter(Boolean), password }),
    )
    print(say.added(login))
    return 0
  },

  password: async ({ config }, login) => {
    const password = await askPassword(config.locale)
    await withAgents(config, ({ setPassword }) => setPassword({ id: agentId(login), password }))
    print(texts[config.locale].changed(login))
    return 0
  },

  disable: async ({ config }, login) => {
    const id = agentId(login)
    await withAgents(config, ({ change }) => change({ id, change: { disabled: true } }))
    print(texts[config.locale].disabled(login))
    return 0
  },
}

const isRole = (text: string): text is Role => roles.some((role) => role === text)

interface Row {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly shops: readonly string[]
  readonly disabled: boolean
}

const texts = {
  'zh-CN': {
    usage: `请写：
  agents list [--json]
  agents add 账号 --name 姓名 [--role ${roles.join('|')}] [--shops web,bridge/demo]
  agents password 账号
  agents disable 账号
密码从键盘输入，或从标准输入读一行；不写在命令里。`,
    none: '还没有账号',
    row: ({ id, name, role, shops, disabled }: Row) =>
      `${id}\t${name}\t${role}\t${shops.join(',') || '全部店铺'}${disabled ? '\t已停用' : ''}`,
    added: (login: string) => `已开账号 ${login}`,
    changed: (login: string) => `${login} 的密码已改，以前的登录都失效了`,
    disabled: (login: string) => `${login} 已停用，登录随即失效`,
  },
  en: {
    usage: `Write:
  agents list [--json]
  agents add LOGIN --name NAME [--role ${roles.join('|')}] [--shops web,bridge/demo]
  agents password LOGIN
  agents disable LOGIN
The password is asked for, or read from a line of standard input; never written in the command.`,
    none: 'There are no logins yet',
    row: ({ id, name, role, shops, disabled }: Row) =>
      `${id}\t${name}\t${role}\t${shops.join(',') || 'all shops'}${disabled ? '\tdisabled' : ''}`,
    added: (login: string) => `Login ${login} was added`,
    changed: (login: string) => `${login} has a new password; earlier sessions are over`,
    disabled: (login: string) => `${login} is disabled, and logged out`,
  },
} as const
