import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Store } from '../store/index.ts'

interface Parts {
  readonly config: Pick<Config, 'dataDir' | 'timeZone'>
  readonly store: Store
  readonly log: Logger
  readonly now: () => number
}

/**
 * Gives a demo shop its past, once. A thread of its own plays it, and only the finished chats come
 * in, some at a time: whoever tries the demo meanwhile has the counter for themselves. A demo without a
 * past is a demo all the same: what fails here is logged and no more.
 */
export const startPast = ({ config, store, log, now }: Parts): { stop(): Promise<void> } => {
  const file = join(config.dataDir, 'past.db')
  let worker: Worker | undefined
  let stopped = false

  const play = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker = openWorker({ dataDir: config.dataDir, at: now() })
      worker.unref()
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`the past ended with code ${code}`)))
    })

  const begin = async (): Promise<void> => {
    if (!existsSync(file)) {
      const [known] = await store.read.conversations({ externalId: 'past-1', limit: 1 })
      if (known !== undefined || stopped) return
      await play()
    }
    if (stopped) return
    await moveMedia(config.dataDir)
    // As long as the file is there, some of it may be missing: the next start goes on with it.
    if (await store.adopt(file, () => !stopped)) await rm(file, { force: true })
  }

  const begun = begin().catch((error: unknown) => {
    if (!stopped) log.warn({ err: error }, 'the demo has no past')
  })
  return {
    async stop() {
      stopped = true
      await worker?.terminate()
      await begun
      // What was not played to its end is begun anew, and leaves nothing.
      if (existsSync(file)) return
      for (const half of [`${file}.part`, join(config.dataDir, 'past-media')])
        await rm(half, { recursive: true, force: true })
    },
  }
}

/** The pictures of finished chats; those of a past that was never finished are thrown away. */
async function moveMedia(dataDir: string): Promise<void> {
  const from = join(dataDir, 'past-media')
  if (!existsSync(from)) return
  await mkdir(join(dataDir, 'media'), { recursive: true })
  for (const name of await readdir(from))
    await rename(join(from, name), join(dataDir, 'media', name))
  await rm(from, { recursive: true, force: true })
}

export interface PastAsked {
  readonly dataDir: string
  readonly at: number
}

/** From source (tests, `npm run dev`) a thread has no TypeScript loader until it asks for one. */
const openWorker = (workerData: PastAsked): Worker => {
  if (import.meta.url.endsWith('.js')) {
    return new Worker(new URL('./past-worker.js', import.meta.url), { workerData })
  }
  const file = new URL('./past-worker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
  return new Worker(load, { eval: true, workerData })
}
