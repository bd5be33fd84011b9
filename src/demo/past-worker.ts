import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { createMoments, dayAt } from '../cases/index.ts'
import { loadConfig, projectRoot } from '../config.ts'
import { createMediaFiles } from '../media/index.ts'
import { loadShopPlaybook, makeUp, openShop, openTrainer } from '../mind.ts'
import { createDemoOrders } from '../orders/index.ts'
import { createSqliteStore } from '../store/index.ts'
import { playPast } from './play.ts'
import type { PastAsked } from './start-past.ts'

const days = 42
const perDay = 13

/** Plays the past into a file and tells its name. */
const run = async ({ dataDir, at }: PastAsked): Promise<void> => {
  const config = { ...loadConfig(), dataDir }
  const shop = openShop(config, () => at)
  const loaded = await loadShopPlaybook(config, shop)
  if (!loaded.ok) return
  const mind = await makeUp({
    config,
    playbook: loaded.playbook,
    shop,
    trainer: openTrainer(config),
  })
  const store = createSqliteStore({ file: ':memory:' })
  const media = join(dataDir, 'past-media')
  rmSync(media, { recursive: true, force: true })
  await playPast({
    config,
    mind,
    openOrders: (now) => createDemoOrders({ dir: join(projectRoot, 'data/demo'), now }),
    store,
    files: createMediaFiles({ dir: media }),
    todayAt: createMoments(config.timeZone)(Date.parse(`${dayAt(at, config.timeZone)}T00:00:00Z`)),
    at,
    days,
    perDay,
    log: pino({ level: 'silent' }),
  })
  const file = join(dataDir, 'past.db')
  const half = `${file}.part`
  rmSync(half, { force: true })
  await store.copyTo(half)
  await store.close()
  renameSync(half, file)
  parentPort?.postMessage(file)
}

await run(workerData as PastAsked)
