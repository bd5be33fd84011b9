import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Mind } from './gateway/index.ts'
import { createShopLoader, makeUp, openTrainer, type Shop } from './mind.ts'
import { GatewayError } from './model/errors.ts'
import type { PlaybookStatus } from './model/wire.ts'
import { type Fault, formatFaults, type Playbook, watchPlaybook } from './playbook/index.ts'

/** The playbook in force: reloaded when its files change, the last good one while they are broken. */
export interface PlaybookKeeper {
  /** A turn takes it once and keeps to it. */
  mind(): Mind
  /** What customers see above the chat. */
  shopName(): string
  status(): PlaybookStatus
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

interface Keeping {
  readonly config: Config
  readonly shop: Shop
  readonly log: Logger
  readonly now: () => number
}

/** Throws `playbook_invalid` with the full report when there is no good playbook to begin with. */
export const keepPlaybook = async ({
  config,
  shop,
  log,
  now,
}: Keeping): Promise<PlaybookKeeper> => {
  const load = createShopLoader(config, shop)
  const report = (faults: readonly Fault[]) =>
    formatFaults(faults, { locale: config.locale, color: false })
  const first = await load()
  if (!first.ok) throw new GatewayError('playbook_invalid', report(first.faults))

  const trainer = openTrainer(config)
  let mind = await makeUp({ config, playbook: first.playbook, shop, trainer })
  let loadedAt = now()
  let refused: PlaybookStatus['refused'] = null
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  const takeOver = async (playbook: Playbook): Promise<void> => {
    const next = await makeUp({ config, playbook, shop, trainer })
    mind = next
    loadedAt = now()
    refused = null
    log.info({ revision: playbook.revision }, 'playbook loaded')
    tell()
  }

  /** One training after another, so that the newest playbook is the last to take over. */
  let training: Promise<void> = Promise.resolve()
  const watcher = watchPlaybook({
    dir: config.playbookDir,
    load,
    revision: first.playbook.revision,
    onLoaded: (playbook) => {
      training = training
        .then(() => takeOver(playbook))
        .catch((error: unknown) => log.error({ err: error }, 'playbook not taken over'))
    },
    onRefused: (faults) => {
      const text = report(faults)
      refused = { at: now(), text }
      const places = faults.map(({ file, line, column }) => `${file}:${line}:${column}`)
      log.warn(
        { faults: places, kept: mind.playbook.revision },
        'playbook refused, last good one stays',
      )
      tell()
    },
  })

  return {
    mind: () => mind,
    shopName: () => {
      const { name = '' } = mind.playbook.shop
      return name
    },
    status: () => ({ revision: mind.playbook.revision, loaded_at: loadedAt, refused }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      watcher.close()
      await trainer.close()
    },
  }
}
