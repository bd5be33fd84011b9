import { parentPort, workerData } from 'node:worker_threads'
import { createPlaybookLoader, type Drafts, type LoadOptions } from '../playbook/index.ts'
import type { JudgeNews } from './judge.ts'

const load = createPlaybookLoader(workerData as LoadOptions)

const tell = (news: JudgeNews) => parentPort?.postMessage(news)

/** The thread that judges: drafts come in, the playbook or its faults go out. */
parentPort?.on('message', async (drafts: Drafts) => {
  tell({ kind: 'begun' })
  tell({ kind: 'judged', loaded: await load(drafts) })
})
