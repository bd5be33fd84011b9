import { Worker } from 'node:worker_threads'
import { GatewayError } from '../model/errors.ts'
import type { Checked, FileDraft, PlaybookFault } from '../model/wire/authoring.ts'
import type { Drafts, Fault, Loaded, LoadOptions } from '../playbook/index.ts'

export type Language = 'zh' | 'en'

/**
 * What the playbook would be with drafts in it. Says nothing to who has gone meanwhile; throws
 * `store_busy` where it is not known in good time.
 */
export type Judge = (drafts: readonly FileDraft[], signal?: AbortSignal) => Promise<Loaded>

export interface JudgeThread {
  readonly judge: Judge
  close(): Promise<void>
}

interface Waiting {
  readonly begun: () => void
  readonly resolve: (loaded: Loaded) => void
  readonly reject: (cause: unknown) => void
}

/** What the thread has to say of the drafts that were sent to it. */
export type JudgeNews =
  | { readonly kind: 'begun' }
  | { readonly kind: 'judged'; readonly loaded: Loaded }

interface JudgeLimits {
  /** Of the judging alone: how long a thread takes to start is the machine's affair. */
  readonly longestMs?: number
  readonly start?: (options: LoadOptions) => Worker
}

/**
 * Anything that a person wrote is read in far less, also on a machine with other things to do; what
 * was made to be slow is not waited for.
 */
const usualLongestMs = 60_000

/**
 * Judges on a thread of its own, one after another: a broken file takes seconds to read, and chats
 * are served meanwhile. The thread starts with the first question and remembers what it has parsed.
 */
export const createJudge = (
  options: LoadOptions,
  { longestMs = usualLongestMs, start: startThread = startWorker }: JudgeLimits = {},
): JudgeThread => {
  let thread: Worker | undefined
  let waiting: Waiting | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const start = (): Worker => {
    const worker = startThread(options)
    const lost = (cause: unknown) => {
      // One that was given up ends while another may be judging the next drafts.
      if (thread !== worker) return
      thread = undefined
      waiting?.reject(cause)
    }
    worker.on('message', (news: JudgeNews) => {
      if (thread !== worker) return
      if (news.kind === 'begun') waiting?.begun()
      else waiting?.resolve(news.loaded)
    })
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
        const giveUp = () => {
          thread = undefined
          void worker.terminate()
          reject(tooSlow(drafts, longestMs))
        }
        const begun = () => {
          timer = setTimeout(giveUp, longestMs)
        }
        waiting = { begun, resolve, reject }
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

/** Nobody knows whether it is the machine or one of them: if one, the largest is the likeliest. */
const tooSlow = (drafts: Drafts, longestMs: number): GatewayError => {
  const size = (text: string | null) => text?.length ?? 0
  const [[file] = []] = [...drafts].sort(([, a], [, b]) => size(b) - size(a))
  const seconds = Math.ceil(longestMs / 1_000)
  const or = file === undefined ? '' : `，或者改动里有特别大的文件（${file}）`
  const orEnglish = file === undefined ? '' : `, or a changed file is very large (${file})`
  return new GatewayError(
    'store_busy',
    `检查了 ${seconds} 秒还没有完：机器正忙${or}。没有保存，改动都还在，过一会儿再试`,
    {
      english: `Checking was not done after ${seconds} seconds: the machine is busy${orEnglish}. Nothing was saved, your changes are all here; try again in a while`,
    },
  )
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
