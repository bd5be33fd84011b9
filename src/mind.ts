import { join } from 'node:path'
import { type Config, projectRoot } from './config.ts'
import type { Mind } from './gateway/index.ts'
import { createDemoOrders, type DemoOrders, type Orders } from './orders/index.ts'
import { type Loaded, loadPlaybook, type Playbook } from './playbook/index.ts'
import { createUnderstander } from './understanding/index.ts'

/** The shop behind the counter: its orders, and what fills the places in replies nobody filled in. */
export interface Shop {
  readonly name: string
  readonly orders: Orders
  readonly details: Readonly<Record<string, string>>
  readonly demo: DemoOrders | undefined
}

export const openShop = (config: Config, now: () => number): Shop => {
  if (!config.demo) {
    return { name: config.shopName ?? '售后客服', orders: noOrders, details: {}, demo: undefined }
  }
  const demo = createDemoOrders({ dir: join(projectRoot, 'data/demo'), now })
  const details = demo.shop()
  const { name = '售后客服' } = details
  return { name: config.shopName ?? name, orders: demo, details, demo }
}

/** A shop whose order system is not connected: no order is known, and nothing is invented. */
const noOrders: Orders = {
  ofBuyer: async () => [],
  byNumber: async () => undefined,
  products: async () => [],
}

export const loadShopPlaybook = (config: Config, shop: Shop): Promise<Loaded> =>
  loadPlaybook({ dir: config.playbookDir, shopDefaults: shop.details })

/** Trains the understanding on a playbook: together they are what a turn thinks with. */
export const makeUp = async (config: Config, playbook: Playbook): Promise<Mind> => {
  const { understand } = await createUnderstander({
    playbook,
    engine: config.understandingEngine,
    timeZone: config.timeZone,
  })
  return { playbook, understand }
}
