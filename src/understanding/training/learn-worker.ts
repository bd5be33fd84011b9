import { serialize } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { createPupil, type LinearTask } from '../linear/learn.ts'

const learn = createPupil()

/** The thread that learns: a task comes in, what was learned goes out as bytes. */
parentPort?.on('message', (task: LinearTask) => {
  const bytes = Uint8Array.from(serialize(learn(task)))
  parentPort?.postMessage(bytes, [bytes.buffer])
})
