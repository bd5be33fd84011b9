import { intentId } from '../../model/ids.ts'
import { normalise } from '../normalise.ts'
import type { Classification, Engine, Example } from '../understand.ts'
import { calibrate, probabilities, type Trial } from './calibrate.ts'
import { countFeatures, rowVector, textVector } from './features.ts'
import { type Corpus, fitModel, score } from './model.ts'
import { createRandom, shuffle } from './random.ts'

export interface LinearTask {
  readonly examples: readonly Example[]
  /** Intents that are not the shop's business. */
  readonly offTopic: ReadonlySet<string>
}

const folds = 4
/** Intents are left out half of them at a time: they only set how common the unknown is. */
const leftOutGroups = 2
const seed = 20

/**
 * The own engine: n-grams of characters, a linear support vector machine, calibrated confidence.
 * It trains in slices, one model each, so that chats are served while a playbook is reloaded.
 */
export const createLinearEngine = async (task: LinearTask): Promise<Engine> => {
  const intents = [...new Set(task.examples.map((example) => example.intent))]
  const corpus = corpusOf(task, intents)
  const all = Int32Array.from(task.examples, (_, row) => row)
  await breathe()
  const model = fitModel(corpus, all)
  const trials = [
    ...(await outOfFoldTrials(corpus, all)),
    ...(await leftOutIntentTrials(corpus, all)),
  ]
  await breathe()
  const calibration = calibrate(corpus, trials)
  const classify = (text: string): Classification => {
    const row = textVector(corpus.counted.vocabulary, model.weighting, normalise(text))
    const { confidences, inScope } = probabilities(score(model, row), calibration)
    const ranking = intents.map((intent, k) => ({
      intent: intentId(intent),
      confidence: confidences[k] ?? 0,
    }))
    return { ranking: ranking.sort((a, b) => b.confidence - a.confidence), inScope }
  }
  return { name: 'linear', classify: async (text) => classify(text) }
}

const corpusOf = ({ examples, offTopic }: LinearTask, intents: readonly string[]): Corpus => {
  const classOf = new Map(intents.map((intent, k) => [intent, k]))
  return {
    counted: countFeatures(examples.map((example) => normalise(example.text))),
    labels: Int32Array.from(examples, (example) => classOf.get(example.intent) ?? 0),
    classes: intents.length,
    offTopic: intents.map((intent) => offTopic.has(intent)),
  }
}

/** Each example judged by a model that was trained without it and its fold. */
const outOfFoldTrials = async (corpus: Corpus, all: Int32Array): Promise<Trial[]> => {
  const order = all.slice()
  shuffle(order, order.length, createRandom(seed))
  const fold = new Int32Array(all.length)
  for (const [at, row] of order.entries()) fold[row] = at % folds
  return foldTrials(corpus, all, fold)
}

/** Each example judged by a model that was trained without its whole intent. */
const leftOutIntentTrials = async (corpus: Corpus, all: Int32Array): Promise<Trial[]> => {
  const order = Int32Array.from({ length: corpus.classes }, (_, k) => k)
  shuffle(order, order.length, createRandom(seed))
  const fold = new Int32Array(corpus.classes)
  for (const [at, k] of order.entries()) fold[k] = corpus.offTopic[k] ? -1 : at % leftOutGroups
  const trials = await foldTrials(
    corpus,
    all,
    corpus.labels.map((label) => fold[label] ?? 0),
  )
  return trials.map((trial) => ({ ...trial, known: false }))
}

/** Trains once a fold on everything else; rows of a negative fold are always trained on. */
const foldTrials = async (
  corpus: Corpus,
  all: Int32Array,
  foldOf: Int32Array,
): Promise<Trial[]> => {
  const trials: Trial[] = []
  for (let fold = 0; fold < folds; fold++) {
    const train = all.filter((row) => foldOf[row] !== fold)
    if (train.length === 0 || train.length === all.length) continue
    await breathe()
    const model = fitModel(corpus, train)
    for (const row of all.filter((row) => foldOf[row] === fold)) {
      const scored = score(model, rowVector(corpus.counted, model.weighting, row))
      trials.push({ scored, label: corpus.labels[row] ?? 0, known: true })
    }
  }
  return trials
}

/** Lets whatever else waits go first. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
