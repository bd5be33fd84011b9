import type { Classification, Engine } from './understand.ts'

/** A sentence with the intent it should get; `alt` names others that are right as well. */
export interface EvalLine {
  readonly text: string
  readonly intent: string
  readonly alt?: string | readonly string[]
}

export interface EvalTask {
  readonly engine: Engine
  readonly lines: readonly EvalLine[]
  /** Intents that are not the shop's business. */
  readonly offTopic?: ReadonlySet<string>
  /** Of training, measured by whoever trained. */
  readonly trainMs?: number
  readonly rssBytes?: number
}

export interface IntentReport {
  readonly intent: string
  readonly lines: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface Confusion {
  readonly expected: string
  readonly got: string
  readonly lines: number
  readonly samples: readonly string[]
}

/** Shares are 0..1; where nothing could be measured the value is undefined. */
export interface Report {
  readonly engine: string
  readonly lines: number
  readonly accuracy: number
  /** Over the lines that are the shop's business. */
  readonly inScopeAccuracy: number
  readonly top2: number
  readonly top3: number
  readonly macroF1: number
  /** How well `inScope` tells the shop's business from the rest: 0.5 is chance. */
  readonly auroc: number | undefined
  /** Expected calibration error of the best intent's confidence, in ten bins. */
  readonly ece: number
  readonly p50Us: number
  readonly p99Us: number
  readonly trainMs: number | undefined
  readonly rssMib: number | undefined
  readonly intents: readonly IntentReport[]
  readonly confusions: readonly Confusion[]
}

interface Verdict {
  readonly line: EvalLine
  readonly said: Classification
  readonly us: number
}

const mostConfusions = 15
const mostSamples = 3
const warmUp = 200

/** Runs an engine over labelled lines. Right is the line's intent or one of its alternatives. */
export const evaluate = async (task: EvalTask): Promise<Report> => {
  const { engine, lines, offTopic = new Set(['other_out_of_scope']) } = task
  // The first calls measure the compiler rather than the engine.
  for (const { text } of lines.slice(0, warmUp)) await engine.classify(text)
  const verdicts: Verdict[] = []
  for (const line of lines) {
    const began = performance.now()
    const said = await engine.classify(line.text)
    verdicts.push({ line, said, us: (performance.now() - began) * 1_000 })
  }
  const times = verdicts.map(({ us }) => us).sort((a, b) => a - b)
  const intents = intentReports(verdicts)
  return {
    engine: engine.name,
    lines: lines.length,
    accuracy: share(verdicts, isRight),
    inScopeAccuracy: share(
      verdicts.filter(({ line }) => !offTopic.has(line.intent)),
      isRight,
    ),
    top2: share(verdicts, rightAmong(2)),
    top3: share(verdicts, rightAmong(3)),
    macroF1: mean(intents.map(({ f1 }) => f1)),
    auroc: auroc(verdicts, offTopic),
    ece: calibrationError(verdicts),
    p50Us: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Us: times[Math.floor(times.length * 0.99)] ?? 0,
    trainMs: task.trainMs,
    rssMib: task.rssBytes === undefined ? undefined : task.rssBytes / 1_048_576,
    intents,
    confusions: confusions(verdicts),
  }
}

const bestOf = ({ said }: Verdict): string => said.ranking[0]?.intent ?? ''

const accepts = ({ intent, alt }: EvalLine, said: string): boolean =>
  said === intent || (typeof alt === 'string' ? alt === said : (alt?.includes(said) ?? false))

const isRight = (verdict: Verdict): boolean => accepts(verdict.line, bestOf(verdict))

const rightAmong =
  (first: number) =>
  ({ line, said }: Verdict): boolean =>
    said.ranking.slice(0, first).some(({ intent }) => accepts(line, intent))

const share = (verdicts: readonly Verdict[], holds: (verdict: Verdict) => boolean): number =>
  verdicts.length === 0 ? 0 : verdicts.filter(holds).length / verdicts.length

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length

/** A line that was answered with an alternative counts for the intent it was labelled with. */
const intentReports = (verdicts: readonly Verdict[]): IntentReport[] => {
  const judged = verdicts.map((verdict) => ({
    expected: verdict.line.intent,
    got: isRight(verdict) ? verdict.line.intent : bestOf(verdict),
  }))
  return [...new Set(judged.map(({ expected }) => expected))].sort().map((intent) => {
    const expected = judged.filter((each) => each.expected === intent)
    const hits = expected.filter(({ got }) => got === intent).length
    const claimed = judged.filter(({ got }) => got === intent).length
    const precision = claimed === 0 ? 0 : hits / claimed
    const recall = hits / expected.length
    const f1 = hits === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return { intent, lines: expected.length, precision, recall, f1 }
  })
}

const confusions = (verdicts: readonly Verdict[]): Confusion[] => {
  const pairs = new Map<string, { expected: string; got: string; texts: string[] }>()
  for (const verdict of verdicts) {
    if (isRight(verdict)) continue
    const expected = verdict.line.intent
    const got = bestOf(verdict)
    const pair = pairs.get(`${expected} ${got}`)
    if (pair === undefined)
      pairs.set(`${expected} ${got}`, { expected, got, texts: [verdict.line.text] })
    else pair.texts.push(verdict.line.text)
  }
  return [...pairs.values()]
    .sort((a, b) => b.texts.length - a.texts.length)
    .slice(0, mostConfusions)
    .map(({ expected, got, texts }) => ({
      expected,
      got,
      lines: texts.length,
      samples: texts.slice(0, mostSamples),
    }))
}

/** The chance that a line of the shop's business scores above one that is not; ties count half. */
const auroc = (verdicts: readonly Verdict[], offTopic: ReadonlySet<string>): number | undefined => {
  const scores = (off: 'in' | 'out') =>
    verdicts
      .filter(({ line }) => offTopic.has(line.intent) === (off === 'out'))
      .map(({ said }) => said.inScope)
  const inside = scores('in')
  const outside = scores('out')
  if (inside.length === 0 || outside.length === 0) return undefined
  let won = 0
  for (const a of inside) for (const b of outside) won += a > b ? 1 : a === b ? 0.5 : 0
  return won / (inside.length * outside.length)
}

/** How far confidence and truth lie apart, bin by bin, weighted by the lines in each. */
const calibrationError = (verdicts: readonly Verdict[]): number => {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, right: 0 }))
  for (const verdict of verdicts) {
    const confidence = verdict.said.ranking[0]?.confidence ?? 0
    const bin = bins[Math.min(9, Math.floor(confidence * 10))]
    if (bin === undefined) continue
    bin.said += confidence
    if (isRight(verdict)) bin.right += 1
  }
  const apart = bins.reduce((sum, { said, right }) => sum + Math.abs(said - right), 0)
  return verdicts.length === 0 ? 0 : apart / verdicts.length
}
