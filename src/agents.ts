import { join } from 'node:path'
import type { Config } from './config.ts'
import { createLogins, type Logins } from './desk/index.ts'
import { hashPassword } from './http/index.ts'
import { GatewayError } from './model/errors.ts'
import { type Agent, createSqliteStore } from './store/index.ts'

/** The logins of a counter that does not run. */
export interface AgentsAtRest extends Logins {
  all(): Promise<readonly Agent[]>
}

export const withAgents = async <T>(
  { dataDir, accounts, locale }: Config,
  use: (agents: AgentsAtRest) => Promise<T>,
): Promise<T> => {
  const store = openStore(dataDir, locale)
  try {
    const { people } = store
    const logins = createLogins({ people, hash: hashPassword, accounts })
    return await use({ ...logins, all: people.agents })
  } finally {
    await store.close()
  }
}

const openStore = (dataDir: string, locale: Config['locale']) => {
  try {
    return createSqliteStore({ file: join(dataDir, 'shouhou.db') })
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'store_busy') throw error
    throw new GatewayError('store_busy', running[locale](dataDir), { cause: error })
  }
}

const running = {
  'zh-CN': (dir: string) =>
    `${dir} 里的数据正被运行中的售后客服台使用，什么也没有改。先停下它；或者不停，在客服台的「账号」页上改。`,
  en: (dir: string) =>
    `The data in ${dir} are in use by a running counter; nothing was changed. Stop it first, or leave it running and use the page Logins of the console.`,
} as const
