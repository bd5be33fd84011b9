import { join } from 'node:path'
import { type Config, projectRoot } from './config.ts'
import type { Mind } from './gateway/index.ts'
import { createDemoOrders, type DemoOrders, type Orders } from './orders/index.ts'
import { type Loaded, loadPlaybook, type Playbook } from './playbook/index.ts'
import { createUnderstander } from './understanding/index.ts'

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
  loadPlaybook({ dir: config.playbookDir, shopDefaults: shop.details })

/** Trains the understanding on a playbook: together they are what a turn thinks with. */
export const makeUp = async (config: Config, playbook: Playbook): Promise<Mind> => {
  const { name = '售后客服' } = playbook.shop
  const shop = { ...playbook.shop, name: config.shopName ?? name }
  const { understand } = await createUnderstander({
    playbook,
    engine: config.understandingEngine,
    timeZone: config.timeZone,
  })
  return { playbook: { ...playbook, shop }, understand }
}
