import { rm } from 'node:fs/promises'
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
 * in, all at once: whoever tries the demo meanwhile has the counter for themselves. A demo without a
 * past is a demo all the same: what fails here is logged and no more.
 */
export const startPast = ({ config, store, log, now }: Parts): { stop(): Promise<void> } => {
  let worker: Worker | undefined
  let stopped = false

  const play = (): Promise<string> =>
    new Promise((resolve, reject) => {
      worker = openWorker({ dataDir: config.dataDir, at: now() })
      worker.unref()
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`the past ended with code ${code}`)))
    })

  const begin = async (): Promise<void> => {
    const [known] = await store.read.conversations({ externalId: 'past-1', limit: 1 })
    if (known !== undefined || stopped) return
    const file = await play()
    if (!stopped) await store.adopt(file)
    await rm(file, { force: true })
  }

  const begun = begin().catch((error: unknown) => {
    if (!stopped) log.warn({ err: error }, 'the demo has no past')
  })
  return {
    async stop() {
      stopped = true
      await worker?.terminate()
      await begun
    },
  }
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
