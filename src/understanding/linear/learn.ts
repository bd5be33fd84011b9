import type { Lexicon } from '../../playbook/index.ts'
import { normalise } from '../normalise.ts'
import type { Example } from '../understand.ts'
import { type Calibration, calibrate, type Trial } from './calibrate.ts'
import { countFeatures, rowVector, type Vocabulary } from './features.ts'
import { createFeaturise } from './featurise.ts'
import { type Corpus, fitModel, type Model, score } from './model.ts'
import { createRandom, shuffle } from './random.ts'

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
}

const folds = 5
/** The calibration has nine numbers to learn; more trials only take longer. */
const enoughTrials = 1_000
const seed = 20

/** Trains on everything, and on parts of it to learn how far its own judgement can be trusted. */
export const learn = (task: LinearTask): Learned => {
  const intents = [...new Set(task.examples.map((example) => example.intent))]
  const corpus = corpusOf(task, intents)
  const all = Int32Array.from(task.examples, (_, row) => row)
  const { duals, ...model } = fitModel(corpus, all)
  const trainOn: TrainOn = (rows) => fitModel(corpus, rows, dualsOf(duals, all.length, rows))
  return {
    ...model,
    intents,
    lexicon: task.lexicon,
    vocabulary: corpus.counted.vocabulary,
    calibration: calibrate(corpus, outOfFoldTrials(corpus, trainOn)),
  }
}

type TrainOn = (rows: Int32Array) => Model

/** The part of a solution that concerns some of its rows: most of them keep their place. */
const dualsOf = (duals: Float32Array, count: number, rows: Int32Array): Float32Array => {
  const classes = duals.length / Math.max(count, 1)
  const out = new Float32Array(classes * rows.length)
  for (let k = 0; k < classes; k++) {
    for (let at = 0; at < rows.length; at++) {
      out[k * rows.length + at] = duals[k * count + (rows[at] ?? 0)] ?? 0
    }
  }
  return out
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

/** Examples judged by a model that was trained without them, fold by fold until there are enough. */
const outOfFoldTrials = (corpus: Corpus, train: TrainOn): Trial[] => {
  const order = Int32Array.from(corpus.labels, (_, row) => row)
  shuffle(order, order.length, createRandom(seed))
  const trials: Trial[] = []
  for (let fold = 0; fold < folds && trials.length < enoughTrials; fold++) {
    const held = order.filter((_, at) => at % folds === fold)
    const rest = order.filter((_, at) => at % folds !== fold)
    if (held.length === 0 || rest.length === 0) continue
    const { svm, weighting } = train(rest)
    for (const row of held) {
      const scored = score(svm, rowVector(corpus.counted, weighting, row))
      trials.push({ scored, label: corpus.labels[row] ?? 0 })
    }
  }
  return trials
}
