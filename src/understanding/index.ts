export { createEngine, type EngineTask } from './create-engine.ts'
export { createUnderstander, trainingOf, type UnderstanderDeps } from './create-understander.ts'
export {
  type Confusion,
  type EvalLine,
  type EvalTask,
  evaluate,
  type IntentReport,
  type Report,
} from './evaluate.ts'
export { formatReport } from './format-report.ts'
export { normalise } from './normalise.ts'
export { parseLines } from './parse-lines.ts'
export {
  type Classification,
  type Engine,
  type EngineName,
  type Example,
  engineNames,
  type Understander,
} from './understand.ts'
