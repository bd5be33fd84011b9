import { Worker } from 'node:worker_threads'
import type { Checked, FileDraft, PlaybookFault } from '../model/wire/authoring.ts'
import type { Drafts, Fault, Loaded, LoadOptions } from '../playbook/index.ts'

export type Language = 'zh' | 'en'

/** What the playbook would be with drafts in it. Says nothing to who has gone meanwhile. */
export type Judge = (drafts: readonly FileDraft[], signal?: AbortSignal) => Promise<Loaded>

export interface JudgeThread {
  readonly judge: Judge
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (loaded: Loaded) => void
  readonly reject: (cause: unknown) => void
}

/** Anything that a person wrote is read in far less; what was made to be slow is not waited for. */
const usualLongestMs = 10_000

/**
 * Judges on a thread of its own, one after another: a broken file takes seconds to read, and chats
 * are served meanwhile. The thread starts with the first question and remembers what it has parsed.
 */
export const createJudge = (options: LoadOptions, longestMs = usualLongestMs): JudgeThread => {
  let thread: Worker | undefined
  let waiting: Waiting | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const start = (): Worker => {
    const worker = startWorker(options)
    const lost = (cause: unknown) => {
      // One that was given up ends while another may be judging the next drafts.
      if (thread !== worker) return
      thread = undefined
      waiting?.reject(cause)
    }
    worker.on('message', (loaded: Loaded) => waiting?.resolve(loaded))
    worker.on('error', lost)
    worker.on('exit', (code) => lost(new Error(`the judging thread ended with code ${code}`)))
    return worker
  }

  const ask = async (drafts: Drafts): Promise<Loaded> => {
    if (closed) throw new Error('nothing is judged any more: the judge is closed')
    thread ??= start()
    const worker = thread
    worker.ref()
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<Loaded>((resolve, reject) => {
        waiting = { resolve, reject }
        timer = setTimeout(() => {
          thread = undefined
          void worker.terminate()
          resolve(tooSlow(drafts))
        }, longestMs)
        worker.postMessage(drafts)
      })
    } finally {
      clearTimeout(timer)
      waiting = undefined
      worker.unref()
    }
  }

  return {
    judge(drafts, signal) {
      const asMap: Drafts = new Map(drafts.map(({ file, text }) => [file, text]))
      const next = last.then(() => (signal?.aborted ? unheard : ask(asMap)))
      last = next.catch(() => undefined)
      return next
    },
    async close() {
      closed = true
      await thread?.terminate()
      await last
    },
  }
}

const unheard: Loaded = { ok: false, faults: [], warnings: [] }

/** Nobody knows which of them it is: the largest is the likeliest. */
const tooSlow = (drafts: Drafts): Loaded => {
  const size = (text: string | null) => text?.length ?? 0
  const [[file] = ['']] = [...drafts].sort(([, a], [, b]) => size(b) - size(a))
  const fault: Fault = {
    file,
    line: 1,
    column: 1,
    sourceLine: '',
    severity: 'error',
    message: '检查得太久，停下来了：这个文件多半有很多处写错，或者太大',
    messageEn: 'Checking took too long and was given up: this file is very broken, or too large',
    remedy: '先撤回最近的改动，或者拆成几个文件',
    remedyEn: 'take back the latest changes, or split it into several files',
  }
  return { ok: false, faults: [fault], warnings: [] }
}

/** From source (tests, `npm run dev`) a thread has no TypeScript loader until it asks for one. */
const startWorker = (options: LoadOptions): Worker => {
  const given = { workerData: options }
  if (import.meta.url.endsWith('.js')) {
    return new Worker(new URL('./judge-worker.js', import.meta.url), given)
  }
  const file = new URL('./judge-worker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
  return new Worker(load, { eval: true, ...given })
}

export const checkedIn = (loaded: Loaded, language: Language): Checked => ({
  ok: loaded.ok,
  faults: faultsIn(loaded, language),
})

/** What stands against it first. */
export const faultsIn = (loaded: Loaded, language: Language): readonly PlaybookFault[] =>
  [...(loaded.ok ? [] : loaded.faults), ...loaded.warnings].map((fault) => told(fault, language))

const told = (fault: Fault, language: Language): PlaybookFault => {
  const { file, line, column, severity } = fault
  const remedy = language === 'zh' ? fault.remedy : fault.remedyEn
  return {
    file,
    line,
    column,
    severity,
    message: language === 'zh' ? fault.message : fault.messageEn,
    remedy: remedy ?? null,
  }
}
