/** A sentence with the intent it should get; `alt` names others that are right as well. */
export interface EvalLine {
  readonly text: string
  readonly intent: string
  readonly alt?: string | readonly string[]
}

/** What an engine said to a line. */
export interface Verdict {
  readonly text: string
  /** As labelled. */
  readonly intent: string
  /** The best intent; empty where the engine named none. */
  readonly got: string
  readonly confidence: number
  readonly inScope: number
  /** The place of the first right intent in the ranking, from 1; 0 where none is right. */
  readonly rank: number
  readonly us: number
}

export interface IntentReport {
  readonly intent: string
  readonly lines: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** A training example, and how alike it is: the cosine of two texts' characters and pairs. */
export interface Nearest {
  readonly text: string
  readonly intent: string
  readonly likeness: number
}

export interface Mistake {
  readonly text: string
  readonly confidence: number
  /** Absent where no training example shares a character with the line. */
  readonly nearest?: Nearest
}

export interface Confusion {
  readonly expected: string
  readonly got: string
  readonly lines: number
  /** The surest first. */
  readonly mistakes: readonly Mistake[]
}

/** A tenth of a scale from 0 to 1: what was promised and what came true in it. */
export interface Bin {
  readonly lines: number
  readonly promised: number
  readonly true: number
}

/** One engine, measured. Shares are 0..1; where nothing could be measured the value is undefined. */
export interface Report {
  readonly engine: string
  readonly lines: number
  readonly accuracy: number
  /** Over the lines that are the shop's business. */
  readonly inScopeAccuracy: number
  readonly macroF1: number
  readonly top2: number
  readonly top3: number
  /** How well `inScope` tells the shop's business from the rest: 0.5 is chance. */
  readonly auroc: number | undefined
  /** Out-of-scope lines found where `inScope` may turn away 5 % of the shop's business. */
  readonly outOfScopeRecall: number | undefined
  /** Right, in the half of the lines that the engine is surest of. */
  readonly sureHalfRight: number
  /** Out-of-scope lines that are in that half and pass for business, of all out-of-scope lines. */
  readonly sureHalfLetThrough: number | undefined
  /** Expected calibration error of the best intent's confidence, in ten bins. */
  readonly ece: number
  /** The same of `inScope`. */
  readonly scopeEce: number | undefined
  readonly p50Us: number
  readonly p95Us: number
  readonly p99Us: number
  readonly trainMs: number | undefined
  /** What stays in memory after training. */
  readonly memoryMib: number | undefined
  readonly intents: readonly IntentReport[]
  /** The most frequent first. */
  readonly confusions: readonly Confusion[]
  readonly confidenceBins: readonly Bin[]
  readonly scopeBins: readonly Bin[]
  readonly verdicts: readonly Verdict[]
}

/** Engines measured together, and on what. */
export interface Run {
  readonly at: number
  /** The labelled file. */
  readonly test: string
  /** The file trained on; absent where it was the shop's playbook. */
  readonly train?: string
  readonly perClass?: number
  readonly examples: number
  readonly intents: number
  /** Lines of the test that stand in the training word for word. */
  readonly known: number
  /** Intents of the test that no training example has: nothing can get these lines right. */
  readonly untrained: readonly string[]
  /** The operators' names of intents. */
  readonly titles: Readonly<Record<string, string>>
  readonly reports: readonly Report[]
}
