export { createEngine, type EngineTask } from './create-engine.ts'
export { createUnderstander, trainingOf, type UnderstanderDeps } from './create-understander.ts'
export { type Baseline, changesSince } from './evaluation/changes.ts'
export { compare, evaluate, usualOffTopic } from './evaluation/evaluate.ts'
export { renderPage } from './evaluation/html/render-page.ts'
export { parseLines } from './evaluation/parse-lines.ts'
export type { EvalLine, Report, Run } from './evaluation/report.ts'
export { runEvaluation } from './evaluation/run.ts'
export { formatChanges } from './evaluation/text/format-changes.ts'
export { formatRun } from './evaluation/text/format-run.ts'
export { featuresOf } from './linear/featurise.ts'
export { engineOf } from './linear/linear.ts'
export { foldInPlace } from './mood/fold.ts'
export { normalise } from './normalise.ts'
export { bands } from './outcome.ts'
export { createTrainer, type Trainer } from './training/train.ts'
export {
  type Classification,
  type Engine,
  type EngineName,
  type Example,
  engineNames,
  type Understander,
} from './understand.ts'
