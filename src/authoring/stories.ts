import { existsSync, readdirSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import type { FailedStory } from '../model/wire/authoring.ts'
import type { Change } from './concerns.ts'
import type { Language } from './judge.ts'

/** What of the settings a thread of its own is told; the rest it reads where this one did. */
export type StorySettings = Pick<
  Config,
  'playbookDir' | 'dataDir' | 'timeZone' | 'burstWindowMs' | 'understandingEngine' | 'shopName'
>

export interface StoryTask {
  readonly files: readonly { readonly dir: string; readonly file: string }[]
  readonly change: Change
  /** With the playbook's folder as it would be. */
  readonly settings: StorySettings
  /** The playbook's folder as it is. */
  readonly before: string
  /** Whatever is needed for a while is made in here; who started the thread removes it. */
  readonly stagesDir: string
  readonly language: Language
}

export type StoryNews =
  | {
      readonly kind: 'played'
      readonly done: number
      readonly total: number
      readonly concerned: number
    }
  | { readonly kind: 'failed'; readonly story: FailedStory }
  | { readonly kind: 'failedBefore'; readonly title: string }
  | { readonly kind: 'unreadable'; readonly place: string }
  | { readonly kind: 'done' }

/** The files of a folder's stories; none where there is no folder. */
export const storiesIn = (dir: string): StoryTask['files'] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
        .sort()
        .map((file) => ({ dir, file }))
    : []

/**
 * Plays stories on a thread of its own: it takes a minute, and chats are served meanwhile. Who stops
 * listening, or aborts, ends it.
 */
export async function* playStories(
  task: StoryTask,
  signal: AbortSignal,
): AsyncGenerator<StoryNews> {
  if (signal.aborted) return
  const worker = startWorker(task)
  const news: StoryNews[] = []
  let failure: unknown
  let ended = false
  let wake = () => {}
  const on = (change: () => void) => {
    change()
    wake()
  }
  worker.on('message', (told: StoryNews) => on(() => news.push(told)))
  worker.on('error', (error) => on(() => ([failure, ended] = [error, true])))
  worker.on('exit', () => on(() => (ended = true)))
  const abort = () => void worker.terminate()
  signal.addEventListener('abort', abort)
  try {
    for (;;) {
      const next = news.shift()
      if (next !== undefined) {
        yield next
        if (next.kind === 'done') return
      } else if (ended) {
        if (signal.aborted) return
        throw failure ?? new Error('the stories were not played to their end')
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    signal.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

/** From source (tests, `npm run dev`) a thread has no TypeScript loader until it asks for one. */
const startWorker = (task: StoryTask): Worker => {
  const options = { workerData: task }
  if (import.meta.url.endsWith('.js')) {
    return new Worker(new URL('./stories-worker.js', import.meta.url), options)
  }
  const file = new URL('./stories-worker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
  return new Worker(load, { eval: true, ...options })
}
