import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Piece } from './row.ts'
import type { Said } from './xlsx-worker.ts'

/** A workbook that cannot be read; the detail is the library's. */
export class WorkbookError extends Error {
  readonly tooBig: boolean

  constructor(detail: string, options: { readonly tooBig: boolean }) {
    super(detail)
    this.name = 'WorkbookError'
    this.tooBig = options.tooBig
  }
}

const mostMegabytes = 1_024

/**
 * The sheets of a workbook and their rows. It is taken apart on a thread of its own: a million empty
 * cells that a spreadsheet left behind must take neither the counter's memory nor its time.
 */
export async function* readXlsx(file: string): AsyncIterable<Piece> {
  const worker = startWorker(file)
  let row = 0
  try {
    for await (const [said] of on(worker, 'message', { close: ['exit'] })) {
      const news = said as Said
      if (news.kind === 'end') return
      if (news.kind === 'failed') throw new WorkbookError(news.detail, { tooBig: false })
      if (news.kind === 'sheet') {
        row = 0
        yield news
      } else for (const cells of news.rows) yield { kind: 'cells', row: ++row, cells }
      worker.postMessage('next')
    }
    throw new WorkbookError('the reading thread ended early', { tooBig: false })
  } catch (error) {
    const tooBig = error instanceof Error && 'code' in error && error.code === outOfMemory
    throw tooBig ? new WorkbookError(error.message, { tooBig }) : error
  } finally {
    await worker.terminate()
  }
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY'

/** From source (tests, `npm run dev`) a thread has no TypeScript loader until it asks for one. */
function startWorker(file: string): Worker {
  const options = {
    workerData: { file },
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  }
  if (import.meta.url.endsWith('.js'))
    return new Worker(new URL('./xlsx-worker.js', import.meta.url), options)
  const source = new URL('./xlsx-worker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(load, { ...options, eval: true })
}
