import type { Lexicon } from '../../playbook/index.ts'
import { normalise } from '../normalise.ts'
import type { Example } from '../understand.ts'
import { type Calibration, calibrate, probabilities, type Trial } from './calibrate.ts'
import { countFeatures, rowVector, type Vocabulary } from './features.ts'
import { createFeaturise } from './featurise.ts'
import { type Corpus, fitModel, type Model, score } from './model.ts'
import { hashOf } from './random.ts'
import { createRecall } from './recall.ts'

export interface LinearTask {
  readonly examples: readonly Example[]
  /** Intents that are not the shop's business. */
  readonly offTopic: ReadonlySet<string>
  readonly lexicon: Lexicon
}

/** A trained classifier as plain data: it can be kept in a file and sent between threads. */
export interface Learned extends Model {
  readonly intents: readonly string[]
  readonly lexicon: Lexicon
  readonly vocabulary: Vocabulary
  readonly calibration: Calibration
  /** Examples judged by a model that had not seen them. */
  readonly outOfFold: readonly Judged[]
}

export interface Judged {
  /** Its place in the task. */
  readonly example: number
  /** The place in `intents` of what it was taken for. */
  readonly takenFor: number
  readonly inScope: number
}

const folds = 5
/** The calibration has ten numbers to learn; more trials only take longer. */
const enoughTrials = 1_000

/** Trains on everything, and on parts of it to learn how far its own judgement can be trusted. */
export const learn = (task: LinearTask): Learned => createPupil()(task)

/**
 * Learns one task after another, and begins each where the last one ended: after an edit most of the
 * solution stands. The optimum is the same (the dual is strictly convex), it is only found sooner.
 */
export const createPupil = (): ((task: LinearTask) => Learned) => {
  const recall = createRecall()
  return (task) => {
    const intents = [...new Set(task.examples.map((example) => example.intent))]
    const corpus = corpusOf(task, intents)
    const all = Int32Array.from(task.examples, (_, row) => row)
    const train = (name: string, rows: Int32Array): Model => {
      const made = { name, intents, examples: Array.from(rows, (row) => task.examples[row]) }
      const { duals, ...model } = fitModel(corpus, rows, recall.begin(made))
      recall.keep(made, duals)
      return model
    }
    const model = train('all', all)
    const trials = outOfFoldTrials(corpus, task.examples, train)
    const calibration = calibrate(corpus, trials)
    return {
      ...model,
      intents,
      lexicon: task.lexicon,
      vocabulary: corpus.counted.vocabulary,
      calibration,
      outOfFold: trials.map((trial) => judgedBy(calibration, trial)),
    }
  }
}

const corpusOf = (
  { examples, offTopic, lexicon }: LinearTask,
  intents: readonly string[],
): Corpus => {
  const classOf = new Map(intents.map((intent, k) => [intent, k]))
  const texts = examples.map((example) => normalise(example.text))
  return {
    counted: countFeatures(texts, createFeaturise(lexicon)),
    labels: Int32Array.from(examples, (example) => classOf.get(example.intent) ?? 0),
    classes: intents.length,
    offTopic: intents.map((intent) => offTopic.has(intent)),
  }
}

/** A trial, and which example it was made with. */
interface Held extends Trial {
  readonly example: number
}

/** Examples judged by a model that was trained without them, fold by fold until there are enough. */
const outOfFoldTrials = (
  corpus: Corpus,
  examples: readonly Example[],
  train: (name: string, rows: Int32Array) => Model,
): Held[] => {
  // By its words, so that an example keeps its fold when others come and go.
  const foldOf = Uint8Array.from(examples, ({ text }) => hashOf(text) % folds)
  const trials: Held[] = []
  for (let fold = 0; fold < folds && trials.length < enoughTrials; fold++) {
    const held = rowsWhere(foldOf, (each) => each === fold)
    const rest = rowsWhere(foldOf, (each) => each !== fold)
    if (held.length === 0 || rest.length === 0) continue
    const { svm, weighting } = train(`without fold ${fold}`, rest)
    for (const row of held) {
      const scored = score(svm, rowVector(corpus.counted, weighting, row))
      trials.push({ scored, label: corpus.labels[row] ?? 0, example: row })
    }
  }
  return trials
}

const judgedBy = (calibration: Calibration, { scored, example }: Held): Judged => {
  const { confidences, inScope } = probabilities(scored, calibration)
  return { example, takenFor: confidences.indexOf(Math.max(...confidences)), inScope }
}

const rowsWhere = (folds: Uint8Array, holds: (fold: number) => boolean): Int32Array =>
  Int32Array.from(folds.keys()).filter((row) => holds(folds[row] ?? 0))
