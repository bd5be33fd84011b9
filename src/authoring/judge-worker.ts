import { parentPort, workerData } from 'node:worker_threads'
import { createPlaybookLoader, type Drafts, type LoadOptions } from '../playbook/index.ts'

const load = createPlaybookLoader(workerData as LoadOptions)

/** The thread that judges: drafts come in, the playbook or its faults go out. */
parentPort?.on('message', async (drafts: Drafts) => {
  parentPort?.postMessage(await load(drafts))
})
