import { loadShopPlaybook, openShop } from '../mind.ts'
import { doctor, formatDoctor } from './doctor.ts'
import { type Command, print } from './io.ts'

/** Checks this machine; exit code 1 when something keeps the counter from running. */
export const runDoctor: Command = async ({ config }) => {
  const shop = openShop(config, Date.now)
  const loadPlaybook = () => loadShopPlaybook(config, shop)
  const checks = await doctor(config, { loadPlaybook, at: Date.now() })
  print(formatDoctor(checks, config.locale))
  return checks.some(({ state }) => state === 'fault') ? 1 : 0
}
