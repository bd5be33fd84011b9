import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Cell } from '../model/csv.ts'

type Rows = readonly (readonly Cell[])[]

/**
 * A table as spreadsheets keep it; text stays text there, whatever it begins with. It is put together
 * on a thread of its own: thousands of rows take long, and chats are served meanwhile.
 */
export async function xlsxOf(rows: Rows): Promise<Buffer> {
  const worker = startWorker(rows)
  try {
    const [bytes]: Uint8Array[] = await once(worker, 'message')
    if (bytes === undefined) throw new Error('the thread made no workbook')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } finally {
    await worker.terminate()
  }
}

/** From source (tests, `npm run dev`) a thread has no TypeScript loader until it asks for one. */
function startWorker(workerData: Rows): Worker {
  if (import.meta.url.endsWith('.js'))
    return new Worker(new URL('./xlsx-worker.js', import.meta.url), { workerData })
  const source = new URL('./xlsx-worker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(load, { eval: true, workerData })
}
