import { join } from 'node:path'
import type { Logger } from 'pino'
import { claimMs } from './channels/index.ts'
import { type Config, projectRoot } from './config.ts'
import type { Mind } from './gateway/index.ts'
import type { Product } from './model/order.ts'
import {
  createDemoOrders,
  createImportedOrders,
  createRemoteOrders,
  type DemoOrders,
  type Orders,
  withClaims,
  withTracking,
} from './orders/index.ts'
import {
  createPlaybookLoader,
  type Load,
  type Loaded,
  type LoadOptions,
  type Playbook,
} from './playbook/index.ts'
import type { Store } from './store/index.ts'
import { createTrainer, createUnderstander, type Trainer } from './understanding/index.ts'

/** The shop behind the counter: its orders, and what fills the places in replies nobody filled in. */
export interface Shop {
  /** Absent where no order system is connected: nothing is known then, and nothing is invented. */
  readonly orders: Orders | undefined
  /** Of a customer who has shown to know one, that one, however long ago: for people alone. */
  readonly ordersForPeople: Orders | undefined
  readonly details: Readonly<Record<string, string>>
  readonly demo: DemoOrders | undefined
  /** The goods; none while the order system does not answer: a counter opens all the same. */
  catalogue(): Promise<readonly Product[]>
}

/** What a counter that runs has besides its settings. */
interface Running {
  readonly store: Pick<Store, 'orders' | 'orderClaims' | 'parcels'>
  readonly log: Pick<Logger, 'warn'>
}

/** The shop's own system where there is one, else the demo shop, else the orders it imported. */
export const openShop = (config: Config, now: () => number, running?: Running): Shop => {
  const demo = config.demo
    ? createDemoOrders({ dir: join(projectRoot, 'data/demo'), now })
    : undefined
  const imported = running && createImportedOrders(running.store.orders)
  const remote = config.orders && createRemoteOrders({ ...config.orders, now })
  const source = remote ?? demo ?? imported
  const tracked = source && running ? withTracking(source, running.store.parcels) : source
  const claims = running?.store.orderClaims
  const orders = tracked && claims ? withClaims(tracked, claims, () => now() - claimMs) : tracked
  return {
    orders,
    ordersForPeople: tracked && claims ? withClaims(tracked, claims) : tracked,
    details: demo?.shop() ?? {},
    demo,
    async catalogue() {
      try {
        return (await orders?.products()) ?? []
      } catch (error) {
        running?.log.warn({ err: error }, 'catalogue not read')
        return []
      }
    },
  }
}

export const loadShopPlaybook = (config: Config, shop: Shop): Promise<Loaded> =>
  createShopLoader(config, shop)()

/** Loads it as often as it changes. */
export const createShopLoader = (config: Config, shop: Shop): Load =>
  createPlaybookLoader(loadOptionsOf(config, shop))

/** What the shop's playbook is loaded with, also by a thread of its own. */
export const loadOptionsOf = (config: Config, shop: Shop): LoadOptions => ({
  dir: config.playbookDir,
  shopDefaults: shop.details,
  channels: config.accounts.map(({ channel }) => channel.name),
})

/** Learns on a thread of its own, and keeps what it learned beside the database. */
export const openTrainer = (config: Config): Trainer =>
  createTrainer(join(config.dataDir, 'models'))

export interface Making {
  readonly config: Config
  readonly playbook: Playbook
  readonly shop: Shop
  readonly trainer: Pick<Trainer, 'train'>
}

/**
 * Trains the understanding on a playbook and the shop's catalogue: together they are what a turn
 * thinks with. A product that is new to the shop is known from the next playbook on.
 */
export const makeUp = async ({ config, playbook, shop, trainer }: Making): Promise<Mind> => {
  const { name = '售后客服' } = playbook.shop
  const { understand } = await createUnderstander({
    playbook,
    engine: config.understandingEngine,
    timeZone: config.timeZone,
    catalogue: await shop.catalogue(),
    train: trainer.train,
  })
  const named = { ...playbook.shop, name: config.shopName ?? name }
  return { playbook: { ...playbook, shop: named }, understand }
}
