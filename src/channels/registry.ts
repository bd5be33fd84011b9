import { type Accounts, type Environment, readAccountsOf } from './accounts.ts'
import { bridge } from './bridge/index.ts'
import type { Channel, ChannelAccount } from './channel.ts'
import { web } from './web/index.ts'

/** Every channel that an account can be set up for; a new one is a line here. */
export const channels: readonly Channel[] = [web, bridge]

/** The demo shop's doors stand without a single key; both stay shut until they have a secret. */
const always = ['web/demo', 'bridge/demo']

/** All accounts of the environment. */
export function readAccounts(env: Environment): Accounts {
  return readAccountsOf(env, { channels, always })
}

/** Whether an account is of this channel; its settings are known then. */
export function isAccountOf<Settings>(
  channel: Channel<Settings>,
  account: ChannelAccount,
): account is ChannelAccount<Settings> {
  return account.channel === channel
}
