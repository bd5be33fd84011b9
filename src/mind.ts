import { join } from 'node:path'
import { type Config, projectRoot } from './config.ts'
import type { Mind } from './gateway/index.ts'
import { createDemoOrders, type DemoOrders, type Orders } from './orders/index.ts'
import { createPlaybookLoader, type Loaded, type Playbook } from './playbook/index.ts'
import { createTrainer, createUnderstander, type Trainer } from './understanding/index.ts'

/** The shop behind the counter: its orders, and what fills the places in replies nobody filled in. */
export interface Shop {
  /** Absent where no order system is connected: nothing is known then, and nothing is invented. */
  readonly orders: Orders | undefined
  readonly details: Readonly<Record<string, string>>
  readonly demo: DemoOrders | undefined
}

export const openShop = (config: Config, now: () => number): Shop => {
  if (!config.demo) return { orders: undefined, details: {}, demo: undefined }
  const demo = createDemoOrders({ dir: join(projectRoot, 'data/demo'), now })
  return { orders: demo, details: demo.shop(), demo }
}

export const loadShopPlaybook = (config: Config, shop: Shop): Promise<Loaded> =>
  createShopLoader(config, shop)()

/** Loads it as often as it changes. */
export const createShopLoader = (config: Config, shop: Shop): (() => Promise<Loaded>) =>
  createPlaybookLoader({ dir: config.playbookDir, shopDefaults: shop.details })

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
    catalogue: (await shop.orders?.products()) ?? [],
    train: trainer.train,
  })
  const named = { ...playbook.shop, name: config.shopName ?? name }
  return { playbook: { ...playbook, shop: named }, understand }
}
