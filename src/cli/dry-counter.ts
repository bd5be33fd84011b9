import { pino } from 'pino'
import type { Config } from '../config.ts'
import { type Mind, type Rehearsal, startRehearsal } from '../gateway/index.ts'
import { loadShopPlaybook, makeUp, openShop, openTrainer } from '../mind.ts'
import { GatewayError } from '../model/errors.ts'
import { formatFaults } from '../playbook/index.ts'

/** A counter that only thinks: no door is open, and nothing is kept. */
export interface DryCounter {
  readonly mind: Mind
  rehearse(customer?: string): Rehearsal
  /** Always, where the shop has no list of its buyers. */
  knowsBuyer(id: string): boolean
}

/** Throws `playbook_invalid` with the full report when the YAML is wrong. */
export const openDryCounter = async (config: Config): Promise<DryCounter> => {
  const now = () => Date.now()
  const shop = openShop(config, now)
  const loaded = await loadShopPlaybook(config, shop)
  if (!loaded.ok) {
    const report = formatFaults(loaded.faults, { locale: config.locale, color: false })
    throw new GatewayError('playbook_invalid', report)
  }
  const mind = await makeUp({
    config,
    playbook: loaded.playbook,
    shop,
    trainer: openTrainer(config),
  })
  const log = pino({ level: 'silent' })
  return {
    mind,
    knowsBuyer: (id) => shop.demo?.buyers().some(({ buyerId }) => buyerId === id) ?? true,
    rehearse: (customer) =>
      startRehearsal({
        mind: () => mind,
        orders: shop.orders,
        timeZone: config.timeZone,
        log,
        now,
        ...(customer === undefined ? {} : { customer: { id: customer } }),
      }),
  }
}
