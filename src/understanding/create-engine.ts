import { createLinearEngine } from './linear/linear.ts'
import type { Engine, EngineName, Example } from './understand.ts'

export interface EngineTask {
  readonly engine: EngineName
  readonly examples: readonly Example[]
  /** Intents that are not the shop's business. */
  readonly offTopic: ReadonlySet<string>
}

/** Trains the engine of that name. The two packaged ones are loaded only when they are asked for. */
export const createEngine = async (task: EngineTask): Promise<Engine> => {
  switch (task.engine) {
    case 'linear':
      return createLinearEngine(task)
    case 'node-nlp':
      return (await import('./node-nlp.ts')).createNodeNlpEngine(task)
    case 'natural':
      return (await import('./natural.ts')).createNaturalEngine(task)
    default:
      return task.engine satisfies never
  }
}
