import { Worker } from 'node:worker_threads'
import type { LinearTask } from '../linear/learn.ts'

/** Learns on a thread of its own, so that chats are served meanwhile. */
export interface Learner {
  /** What was learned, as bytes; one task after another. */
  learn(task: LinearTask): Promise<Uint8Array>
  /** Gives up what is being learned and what waits: whoever closes does not need it any more. */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (cause: unknown) => void
}

/** The thread starts with the first task, stays for the next, and keeps no process alive. */
export const createLearner = (): Learner => {
  let worker: Worker | undefined
  let waiting: Waiting | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const start = (): Worker => {
    const thread = startWorker()
    const lost = (cause: unknown) => {
      // An error is followed by an exit, when another thread may be learning the next task.
      if (worker !== thread) return
      worker = undefined
      waiting?.reject(cause)
    }
    thread.on('message', (bytes: Uint8Array) => waiting?.resolve(bytes))
    thread.on('error', lost)
    thread.on('exit', (code) => lost(new Error(`the learning thread ended with code ${code}`)))
    return thread
  }

  const learn = async (task: LinearTask): Promise<Uint8Array> => {
    if (closed) throw new Error('nothing is learned any more: the learner is closed')
    worker ??= start()
    const thread = worker
    thread.ref()
    try {
      return await new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        thread.postMessage(task)
      })
    } finally {
      waiting = undefined
      thread.unref()
    }
  }

  return {
    learn: (task) => {
      const next = last.then(() => learn(task))
      last = next.catch(() => undefined)
      return next
    },
    close: async () => {
      closed = true
      await worker?.terminate()
      await last
    },
  }
}

/** From source (tests, `npm run dev`) a thread has no TypeScript loader until it asks for one. */
const startWorker = (): Worker => {
  if (import.meta.url.endsWith('.js'))
    return new Worker(new URL('./learn-worker.js', import.meta.url))
  const file = new URL('./learn-worker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
  return new Worker(load, { eval: true })
}
