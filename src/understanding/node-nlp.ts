import type { EngineTask } from './create-engine.ts'
import type { Engine } from './understand.ts'
export const createNodeNlpEngine = async (_task: EngineTask): Promise<Engine> => {
  throw new Error('soon')
}
