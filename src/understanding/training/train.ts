import { deserialize } from 'node:v8'
import type { Learned, LinearTask } from '../linear/learn.ts'
import { createLearnedFiles } from './learned-files.ts'
import { createLearner } from './learner.ts'

/** Learns, or remembers what it learned from the same task before. */
export interface Trainer {
  train(task: LinearTask): Promise<Learned>
  close(): Promise<void>
}

/** `dir` holds what was learned; it may be deleted at any time. */
export const createTrainer = (dir: string): Trainer => {
  const files = createLearnedFiles(dir)
  const learner = createLearner()
  return {
    train: async (task) => {
      const kept = await files.recall(task)
      if (kept !== undefined) return deserialize(kept)
      const bytes = await learner.learn(task)
      // A full disk costs the next start a second, and this one nothing.
      await files.keep(task, bytes).catch(() => undefined)
      return deserialize(bytes)
    },
    close: () => learner.close(),
  }
}
