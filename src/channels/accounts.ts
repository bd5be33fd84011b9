import { closest } from '../model/closest.ts'
import type { Channel, ChannelAccount } from './channel.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Accounts {
  readonly accounts: readonly ChannelAccount[]
  /** One line each, beginning with the environment's key; empty when all is well. */
  readonly faults: readonly string[]
}

export interface AccountSources {
  readonly channels: readonly Channel[]
  /** Accounts that exist without any key: `web/demo`. */
  readonly always: readonly string[]
}

/** Reads `CHANNEL_<NAME>_<ACCOUNT>_<SETTING>`; a dash in a channel's name is an underscore there. */
export function readAccountsOf(env: Environment, sources: AccountSources): Accounts {
  const entries = Object.keys(env)
    .filter((key) => key.startsWith(prefix) && env[key]?.trim())
    .sort()
    .map((key) => readKey(key, env[key]?.trim() ?? '', sources.channels))
  const drafts = draftsOf(sources, entries.filter(isSetting))
  const results = drafts.map(validate)
  return {
    accounts: results.flatMap(({ account }) => (account ? [account] : [])),
    faults: [...entries.filter(isFault), ...results.flatMap(({ faults }) => faults)],
  }
}

const prefix = 'CHANNEL_'

interface Setting {
  readonly channel: Channel
  readonly account: string
  readonly setting: string
  readonly value: string
}

const isFault = (entry: Setting | string): entry is string => typeof entry === 'string'
const isSetting = (entry: Setting | string): entry is Setting => typeof entry !== 'string'

const envName = (name: string) => name.toUpperCase().replaceAll('-', '_')

function readKey(key: string, value: string, channels: readonly Channel[]): Setting | string {
  const rest = key.slice(prefix.length)
  const channel = channels
    .filter(({ name }) => rest.startsWith(`${envName(name)}_`))
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (!channel) return unknownChannel(key, rest, channels)
  const match = /^([A-Z0-9]+)_([A-Z0-9_]+)$/.exec(rest.slice(channel.name.length + 1))
  if (!match?.[1] || !match[2])
    return `${key}: 键的格式是 CHANNEL_<渠道>_<账号>_<设置>，账号只含大写字母和数字`
  const [, account, setting] = match
  if (!Object.hasOwn(channel.settings.shape, setting.toLowerCase()))
    return unknownSetting(key, setting.toLowerCase(), channel)
  return { channel, account: account.toLowerCase(), setting: setting.toLowerCase(), value }
}

function unknownChannel(key: string, rest: string, channels: readonly Channel[]): string {
  const words = rest.split('_')
  const names = channels.map(({ name }) => envName(name))
  const guess = closest(words[0] ?? '', names) ?? closest(words.slice(0, 2).join('_'), names)
  const hint = guess ? `；是不是 ${guess}？` : `；可用：${names.join('、')}`
  return `${key}: 没有这个渠道${hint}`
}

function unknownSetting(key: string, setting: string, channel: Channel): string {
  const known = Object.keys(channel.settings.shape)
  const guess = closest(setting, known)
  const hint = guess ? `；是不是 ${envName(guess)}？` : `；可用：${known.map(envName).join('、')}`
  return `${key}: 渠道 ${channel.name} 没有这项设置${hint}`
}

interface Draft {
  readonly channel: Channel
  readonly account: string
  readonly values: Record<string, string>
}

function draftsOf(sources: AccountSources, settings: readonly Setting[]): readonly Draft[] {
  const drafts = new Map<string, Draft>()
  const draftOf = (channel: Channel, account: string) => {
    const id = `${channel.name}/${account}`
    const draft = drafts.get(id) ?? { channel, account, values: {} }
    drafts.set(id, draft)
    return draft
  }
  for (const id of sources.always) {
    const [name, account = ''] = id.split('/')
    for (const channel of sources.channels) if (channel.name === name) draftOf(channel, account)
  }
  for (const { channel, account, setting, value } of settings)
    draftOf(channel, account).values[setting] = value
  return [...drafts.values()]
}

function validate({ channel, account, values }: Draft): {
  readonly account?: ChannelAccount
  readonly faults: readonly string[]
} {
  const result = channel.settings.safeParse(values)
  if (result.success) return { account: { channel, account, settings: result.data }, faults: [] }
  const door = `${prefix}${envName(channel.name)}_${account.toUpperCase()}`
  const faults = result.error.issues.map(
    ({ path, message }) => `${door}_${envName(String(path[0] ?? ''))}: ${message}`,
  )
  return { faults: [...new Set(faults)] }
}
