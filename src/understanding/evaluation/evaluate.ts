import type { Engine, Example } from '../understand.ts'
import { binsOf, calibrationError } from './calibration.ts'
import { confusionsOf } from './confusions.ts'
import { intentReports } from './intents.ts'
import { createNearest, type FindNearest } from './nearest.ts'
import type { EvalLine, Report, Verdict } from './report.ts'
import { aurocOf, outOfScopeRecall, sureHalf } from './scope.ts'
import { isRight, mean, shareOf } from './share.ts'

/** An engine, and what its training took, as whoever trained it measured. */
export interface Trained {
  readonly engine: Engine
  readonly trainMs?: number
  readonly memoryBytes?: number
}

interface Measured {
  readonly lines: readonly EvalLine[]
  /** Intents that are not the shop's business. */
  readonly offTopic?: ReadonlySet<string>
  /** What the engine was trained on; mistakes are shown beside the nearest of these. */
  readonly examples?: readonly Example[]
}

export type EvalTask = Trained & Measured
export type CompareTask = Measured & { readonly trained: readonly Trained[] }

/** Labels of the shop's own playbook and of the public benchmarks. */
export const usualOffTopic: readonly string[] = ['other_out_of_scope', 'oos']

const falseRejection = 0.05
const warmUp = 200

/** Runs an engine over labelled lines. Right is the line's intent or one of its alternatives. */
export const evaluate = async ({ engine, ...task }: EvalTask): Promise<Report> => {
  const verdicts = await classifyInTurn([engine], task.lines)
  return reportOf({ ...readied(task), ...task, engine, verdicts: verdicts.flat() })
}

/** Runs all engines over the same lines, line by line, so that they share the machine's moods. */
export const compare = async ({ trained, ...task }: CompareTask): Promise<Report[]> => {
  const verdicts = await classifyInTurn(
    trained.map(({ engine }) => engine),
    task.lines,
  )
  const ready = readied(task)
  return trained.map((each, n) => reportOf({ ...ready, ...each, verdicts: verdicts[n] ?? [] }))
}

const readied = ({ examples = [], offTopic = new Set(usualOffTopic) }: Measured) => ({
  offTopic,
  findNearest: createNearest(examples),
})

/** The verdicts of each engine. */
const classifyInTurn = async (engines: readonly Engine[], lines: readonly EvalLine[]) => {
  // The first calls measure the compiler rather than the engine.
  for (const { text } of lines.slice(0, warmUp)) {
    for (const engine of engines) await engine.classify(text)
  }
  const verdicts = engines.map((): Verdict[] => [])
  for (const line of lines) {
    for (const [n, engine] of engines.entries()) verdicts[n]?.push(await judge(engine, line))
  }
  return verdicts
}

const judge = async (engine: Engine, { text, intent, alt = [] }: EvalLine): Promise<Verdict> => {
  const began = performance.now()
  const { ranking, inScope } = await engine.classify(text)
  const us = (performance.now() - began) * 1_000
  const right = [intent].concat(alt)
  const rank = ranking.findIndex((each) => right.includes(each.intent)) + 1
  const [best] = ranking
  return {
    text,
    intent,
    got: best?.intent ?? '',
    confidence: best?.confidence ?? 0,
    inScope,
    rank,
    us,
  }
}

type Judged = Trained & {
  readonly verdicts: readonly Verdict[]
  readonly offTopic: ReadonlySet<string>
  readonly findNearest: FindNearest
}

const reportOf = ({ engine, verdicts, offTopic, findNearest, ...costs }: Judged): Report => {
  const times = verdicts.map(({ us }) => us).sort((a, b) => a - b)
  const percentile = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const intents = intentReports(verdicts)
  const isBusiness = ({ intent }: Verdict) => !offTopic.has(intent)
  const business = verdicts.filter(isBusiness)
  const isMixed = business.length > 0 && business.length < verdicts.length
  const confidenceBins = binsOf(verdicts, ({ confidence }) => confidence, isRight)
  const scopeBins = binsOf(verdicts, ({ inScope }) => inScope, isBusiness)
  return {
    engine: engine.name,
    lines: verdicts.length,
    accuracy: shareOf(verdicts, isRight),
    inScopeAccuracy: shareOf(business, isRight),
    macroF1: mean(intents.map(({ f1 }) => f1)),
    top2: shareOf(verdicts, isRightAmong(2)),
    top3: shareOf(verdicts, isRightAmong(3)),
    auroc: aurocOf(verdicts, offTopic),
    outOfScopeRecall: outOfScopeRecall(verdicts, offTopic, falseRejection),
    ...sureHalf(verdicts, offTopic),
    ece: calibrationError(confidenceBins),
    scopeEce: isMixed ? calibrationError(scopeBins) : undefined,
    p50Us: percentile(0.5),
    p95Us: percentile(0.95),
    p99Us: percentile(0.99),
    trainMs: costs.trainMs,
    memoryMib: costs.memoryBytes === undefined ? undefined : costs.memoryBytes / 1_048_576,
    intents,
    confusions: confusionsOf(verdicts, findNearest),
    confidenceBins,
    scopeBins: isMixed ? scopeBins : [],
    verdicts,
  }
}

const isRightAmong =
  (first: number) =>
  ({ rank }: Verdict): boolean =>
    rank > 0 && rank <= first
