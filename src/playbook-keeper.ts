import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Mind } from './gateway/index.ts'
import { createShopLoader, makeUp, openTrainer, type Shop } from './mind.ts'
import { GatewayError } from './model/errors.ts'
import type { PlaybookStatus } from './model/wire/desk.ts'
import { type Fault, formatFaults, type Playbook, watchPlaybook } from './playbook/index.ts'
import { createToneGuard, type ToneGuard } from './tone/index.ts'
import type { Trainer } from './understanding/index.ts'

/** The playbook in force: reloaded when its files change, the last good one while they are broken. */
export interface PlaybookKeeper {
  /** A turn takes it once and keeps to it. */
  mind(): Mind
  /** What customers see above the chat. */
  shopName(): string
  /** What agents are warned of, by the same revision. */
  tone(): ToneGuard
  status(): PlaybookStatus
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

interface Keeping {
  readonly config: Config
  readonly shop: Shop
  readonly log: Logger
  readonly now: () => number
  readonly trainer?: Trainer
}

/** Throws `playbook_invalid` with the full report when there is no good playbook to begin with. */
export const keepPlaybook = async ({
  config,
  shop,
  log,
  now,
  trainer = openTrainer(config),
}: Keeping): Promise<PlaybookKeeper> => {
  const load = createShopLoader(config, shop)
  const report = (faults: readonly Fault[]) =>
    formatFaults(faults, { locale: config.locale, color: false })
  const first = await load()
  if (!first.ok) throw new GatewayError('playbook_invalid', report(first.faults))

  let closed = false
  /** It is of use before it has learned all; replies are never kept waiting for it. */
  const guardTone = (playbook: Playbook): ToneGuard => {
    const guard = createToneGuard(playbook, trainer.train)
    guard.learned.catch((error: unknown) => {
      if (!closed) log.error({ err: error }, 'tone not learned, phrases alone')
    })
    return guard
  }

  let mind = await makeUp({ config, playbook: first.playbook, shop, trainer })
  let tone = guardTone(first.playbook)
  let loadedAt = now()
  let refused: PlaybookStatus['refused'] = null
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  const takeOver = async (playbook: Playbook): Promise<void> => {
    mind = await makeUp({ config, playbook, shop, trainer })
    tone = guardTone(playbook)
    loadedAt = now()
    log.info({ revision: playbook.revision }, 'playbook loaded')
    tell()
  }

  const refuse = (text: string) => {
    refused = { at: now(), text }
    tell()
  }

  /** One training after another, and none for what a newer playbook has overtaken. */
  let training: Promise<void> = Promise.resolve()
  let newest: Playbook | undefined
  const watcher = watchPlaybook({
    dir: config.playbookDir,
    load,
    revision: first.playbook.revision,
    onLoaded: (playbook) => {
      // Here and not when it takes over: by then the files may be broken again.
      refused = null
      newest = playbook
      training = training
        .then(() => (playbook === newest ? takeOver(playbook) : undefined))
        .catch((error: unknown) => {
          if (closed) return
          log.error({ err: error }, 'playbook not taken over')
          if (playbook === newest) refuse(texts[config.locale].notLearned(String(error)))
        })
    },
    onRefused: (faults) => {
      const places = faults.map(({ file, line, column }) => `${file}:${line}:${column}`)
      log.warn(
        { faults: places, kept: mind.playbook.revision },
        'playbook refused, last good one stays',
      )
      refuse(report(faults))
    },
  })

  return {
    mind: () => mind,
    shopName: () => {
      const { name = '' } = mind.playbook.shop
      return name
    },
    tone: () => tone,
    status: () => ({ revision: mind.playbook.revision, loaded_at: loadedAt, refused }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closed = true
      newest = undefined
      watcher.close()
      await trainer.close()
    },
  }
}

const texts = {
  'zh-CN': {
    notLearned: (cause: string) =>
      `知识库没有错误，但没有学成（${cause}），改动没有生效；请重启售后客服台，还不行就看日志`,
  },
  en: {
    notLearned: (cause: string) =>
      `The playbook is sound, but learning it failed (${cause}), so it is not in force; restart the counter, and see the log if that does not help`,
  },
} as const
