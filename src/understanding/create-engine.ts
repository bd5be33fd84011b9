import type { Lexicon } from '../playbook/index.ts'
import { noLexicon } from './linear/featurise.ts'
import { type Learned, type LinearTask, learn } from './linear/learn.ts'
import { engineOf } from './linear/linear.ts'
import type { Engine, EngineName, Example } from './understand.ts'

export interface EngineTask {
  readonly engine: EngineName
  readonly examples: readonly Example[]
  /** Intents that are not the shop's business. */
  readonly offTopic: ReadonlySet<string>
  /** What the operators know of words; the packaged engines make nothing of them. */
  readonly lexicon?: Lexicon
}

/** How the own engine learns: here and now, or on another thread. */
export type Train = (task: LinearTask) => Promise<Learned>

const trainHere: Train = async (task) => learn(task)

/** Trains the engine of that name. The two packaged ones are loaded only when they are asked for. */
export const createEngine = async (task: EngineTask, train = trainHere): Promise<Engine> => {
  switch (task.engine) {
    case 'linear':
      return engineOf(await train({ lexicon: noLexicon, ...task }))
    case 'node-nlp':
      return (await import('./node-nlp.ts')).createNodeNlpEngine(task)
    case 'natural':
      return (await import('./natural.ts')).createNaturalEngine(task)
    default:
      return task.engine satisfies never
  }
}
