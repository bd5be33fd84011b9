import { createEngine, type EngineTask } from '../create-engine.ts'
import type { Example } from '../understand.ts'
import type { Trained } from './evaluate.ts'
import { memoryKept } from './memory.ts'

/** Trains an engine; tells how long it took and what it keeps in memory, its package included. */
export const trainMeasured = async (task: EngineTask): Promise<Trained> => {
  const before = memoryKept()
  const began = performance.now()
  const engine = await createEngine(task)
  const trainMs = performance.now() - began
  return { engine, trainMs, memoryBytes: Math.max(0, memoryKept() - before) }
}

/** The first of each intent, so that engines can be compared at so many examples a class. */
export const firstOfEach = (examples: readonly Example[], most: number): Example[] => {
  const taken = new Map<string, number>()
  return examples.filter(({ intent }) => {
    const count = (taken.get(intent) ?? 0) + 1
    taken.set(intent, count)
    return count <= most
  })
}
