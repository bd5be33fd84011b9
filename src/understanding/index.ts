export { createEngine, type EngineTask } from './create-engine.ts'
export { createUnderstander, trainingOf, type UnderstanderDeps } from './create-understander.ts'
export { normalise } from './normalise.ts'
export {
  type Classification,
  type Engine,
  type EngineName,
  type Example,
  engineNames,
  type Understander,
} from './understand.ts'
