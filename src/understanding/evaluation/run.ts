import type { EngineTask } from '../create-engine.ts'
import { normalise } from '../normalise.ts'
import type { EngineName } from '../understand.ts'
import { compare, type Trained } from './evaluate.ts'
import type { EvalLine, Run } from './report.ts'
import { firstOfEach, trainMeasured } from './train.ts'

type Asked = Pick<Run, 'at' | 'test' | 'train' | 'perClass' | 'titles'>

export interface RunTask extends Asked, Omit<EngineTask, 'engine'> {
  readonly engines: readonly EngineName[]
  readonly lines: readonly EvalLine[]
  /** Told before each engine is trained, which may take minutes. */
  readonly onTraining: (engine: EngineName) => void
}

/** Trains the engines on the same examples and measures them on the same lines. */
export const runEvaluation = async (task: RunTask): Promise<Run> => {
  const { engines, lines, onTraining, at, test, train, perClass, titles, ...training } = task
  const examples =
    perClass === undefined ? training.examples : firstOfEach(training.examples, perClass)
  const trained: Trained[] = []
  for (const engine of engines) {
    onTraining(engine)
    trained.push(await trainMeasured({ ...training, engine, examples }))
  }
  const texts = new Set(examples.map(({ text }) => normalise(text)))
  const intents = new Set(examples.map(({ intent }) => intent))
  return {
    at,
    test,
    ...(train === undefined ? {} : { train }),
    ...(perClass === undefined ? {} : { perClass }),
    examples: examples.length,
    intents: intents.size,
    known: lines.filter(({ text }) => texts.has(normalise(text))).length,
    untrained: [...new Set(lines.map(({ intent }) => intent))].filter((each) => !intents.has(each)),
    titles,
    reports: await compare({ ...training, trained, lines, examples }),
  }
}
