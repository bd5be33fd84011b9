import { join } from 'node:path'
import type { Logger } from 'pino'
import { type ChannelAccount, web } from '../channels/index.ts'
import type { Config } from '../config.ts'
import {
  type CaseDesk,
  createCaseDesk,
  createDesk,
  createRoster,
  createRouter,
  type Desk,
  type Roster,
} from '../desk/index.ts'
import {
  createGateway,
  type Gateway,
  type KeepFile,
  type Mind,
  type OrderSource,
} from '../gateway/index.ts'
import type { MediaFiles } from '../media/index.ts'
import { type Agent, createSqliteStore, type Store } from '../store/index.ts'

export interface CounterParts {
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

export interface Counter {
  readonly store: Store
  readonly gateway: Gateway
  readonly desk: Desk
  readonly cases: CaseDesk
  readonly roster: Roster
  close(): Promise<void>
}

const stopWithinMs = 2_000

/** The parts of `app.ts` without its doors, on the file that an earlier one left in the folder. */
export const openCounter = async (parts: CounterParts): Promise<Counter> => {
  const { config, mind, now, log } = parts
  const { timeZone, burstWindowMs } = config
  const store = createSqliteStore({ file: join(parts.dir, 'shouhou.db') })
  for (const agent of parts.agents) await store.people.saveAgent(agent)
  const roster = createRoster({
    store,
    playbook: () => mind().playbook,
    timeZone,
    now,
    wake: () => gateway.wake(),
  })
  const router = createRouter({
    store,
    roster,
    rules: () => mind().playbook.routing,
    command: (given) => gateway.command(given),
    now,
    log,
  })
  const door: ChannelAccount = {
    channel: { ...web, name: parts.channel, mode: () => 'auto' },
    account: parts.account,
    settings: {},
  }
  const gateway: Gateway = createGateway({
    store,
    accounts: [door],
    desk: { ...router, facts: roster.facts },
    mind,
    orders: parts.orders,
    keepFile: parts.keepFile,
    timeZone,
    burstWindowMs,
    log,
    now,
    fetch,
    observe: { accepted: () => {}, turn: () => {}, delivery: () => {} },
  })
  const { command, wake, routeOf } = gateway
  const desk = createDesk({ store, now, command, wake, routeOf })
  const cases = createCaseDesk({
    store,
    command,
    openMedia: parts.files.open,
    rules: () => {
      const { severity, cases, calendar } = mind().playbook
      return { severity, cases, calendar, timeZone }
    },
  })
  gateway.start()
  return {
    store,
    gateway,
    desk,
    cases,
    roster,
    async close() {
      await gateway.stop(stopWithinMs)
      await store.close()
    },
  }
}
