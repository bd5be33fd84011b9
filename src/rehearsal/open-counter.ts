import { join } from 'node:path'
import type { Logger } from 'pino'
import { type ChannelAccount, web } from '../channels/index.ts'
import type { Config } from '../config.ts'
import { assembleCounter, type Counter } from '../counter.ts'
import type { KeepFile, Mind, OrderSource } from '../gateway/index.ts'
import type { MediaFiles } from '../media/index.ts'
import { type Agent, createSqliteStore, type Store } from '../store/index.ts'

export interface OpenedParts {
  readonly config: Config
  readonly dir: string
  /** The channel's name; it behaves like the shop's own chat page. */
  readonly channel: string
  readonly account: string
  readonly agents: readonly Agent[]
  readonly mind: () => Mind
  readonly orders: OrderSource | undefined
  readonly keepFile: KeepFile
  readonly files: MediaFiles
  readonly now: () => number
  readonly log: Logger
}

export interface OpenedCounter extends Counter {
  readonly store: Store
  close(): Promise<void>
}

const stopWithinMs = 2_000

/** A counter that runs, on the file that an earlier one left in the folder. */
export const openCounter = async (parts: OpenedParts): Promise<OpenedCounter> => {
  const { timeZone, burstWindowMs } = parts.config
  const store = createSqliteStore({ file: join(parts.dir, 'shouhou.db') })
  for (const agent of parts.agents) await store.people.saveAgent(agent)
  const door: ChannelAccount = {
    channel: { ...web, name: parts.channel, mode: () => 'auto' },
    account: parts.account,
    settings: {},
  }
  const counter = assembleCounter({
    ...parts,
    store,
    accounts: [door],
    timeZone,
    burstWindowMs,
    fetch,
    observe: { accepted: () => {}, turn: () => {}, delivery: () => {} },
  })
  counter.gateway.start()
  return {
    ...counter,
    store,
    async close() {
      await counter.gateway.stop(stopWithinMs)
      await store.close()
    },
  }
}
