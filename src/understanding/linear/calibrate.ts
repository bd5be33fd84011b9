import { fitLogistic, type Logistic, logistic } from './logistic.ts'
import type { Corpus, Scored } from './model.ts'

/** A prediction on an example that the model had not seen. */
export interface Trial {
  readonly scored: Scored
  readonly label: number
}

/** How margins become probabilities. */
export interface Calibration {
  readonly temperature: number
  /** Whether the best class is right. */
  readonly right: Logistic
  /** Whether the text is the shop's business. */
  readonly inScope: Logistic
  readonly offTopic: readonly boolean[]
}

export interface Probabilities {
  /** By class; they sum to 1. */
  readonly confidences: Float64Array
  readonly inScope: number
}

const fewestTrials = 20

/**
 * Examples are written to differ from each other, and one that is left out is harder than what
 * customers mostly write. On own sentences that are in no playbook these log-odds bring the
 * calibration error from 4.0 % to 1.2 %, on real customers' lines from 6.9 % to 3.1 %.
 */
const customersAreEasier = 0.5

export const calibrate = ({ offTopic }: Corpus, trials: readonly Trial[]): Calibration => {
  if (trials.length < fewestTrials) return { ...uncalibrated, offTopic }
  const judged = trials.map(({ scored, label }) => ({
    signals: signalsOf(scored, offTopic),
    label,
  }))
  const right = fitLogistic(
    judged.map(({ signals, label }) => ({
      features: rightSignals(signals),
      is: signals.top === label,
    })),
  )
  const inScope = fitLogistic(
    judged.map(({ signals, label }) => ({
      features: scopeSignals(signals),
      is: !offTopic[label],
    })),
  )
  const constant = right.length - 1
  return {
    temperature: fitTemperature(trials),
    right: right.map((weight, at) => (at === constant ? weight + customersAreEasier : weight)),
    inScope,
    offTopic,
  }
}

/** Too few examples to learn from: plain guesses, for toys and for tests. */
const uncalibrated = {
  temperature: 0.3,
  right: [1, 2, 0, 0],
  inScope: [-2, 2, 0, 1],
} as const

/** More than sums are rounded by. */
const hair = 1e-9

/** `trust`: how far the best is believed, 0..1, where something speaks against it. */
export const probabilities = (
  scored: Scored,
  calibration: Calibration,
  trust = 1,
): Probabilities => {
  const classes = scored.margins.length
  // Nothing in the text was ever seen: the margins are the biases alone.
  if (scored.coverage === 0)
    return { confidences: new Float64Array(classes).fill(1 / classes), inScope: 0 }
  const signals = signalsOf(scored, calibration.offTopic)
  const confidences = sharesOfOthers(scored.margins, signals.top, calibration.temperature)
  // The best keeps its place: a hair above what would be left to the second.
  const second = classes > 1 ? highestOf(confidences, signals.top) : 0
  const said = trust * logistic(calibration.right, rightSignals(signals))
  const best = classes > 1 ? Math.max(said, (second / (1 + second)) * (1 + hair)) : 1
  for (let k = 0; k < classes; k++) {
    confidences[k] = k === signals.top ? best : (confidences[k] ?? 0) * (1 - best)
  }
  let off = 0
  for (let k = 0; k < classes; k++) {
    if (calibration.offTopic[k]) off += confidences[k] ?? 0
  }
  // The two models were fitted apart; what the ranking gives away, the scope cannot claim.
  const inScope = Math.min(logistic(calibration.inScope, scopeSignals(signals)), 1 - off)
  return { confidences, inScope }
}

interface Signals {
  readonly top: number
  readonly best: number
  readonly gap: number
  readonly coverage: number
  /** The best margin among the classes that are off topic, and among the others. */
  readonly off: number
  readonly topical: number
}

const rightSignals = ({ best, gap, coverage }: Signals) => [best, Math.sqrt(gap), coverage]

const scopeSignals = ({ off, topical, gap, coverage }: Signals) => [off, topical, gap, coverage]

const signalsOf = ({ margins, coverage }: Scored, offTopic: readonly boolean[]): Signals => {
  let top = 0
  let best = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  let off = -1
  let topical = -1
  for (let k = 0; k < margins.length; k++) {
    const margin = margins[k] ?? 0
    if (margin > best) {
      second = best
      best = margin
      top = k
    } else if (margin > second) second = margin
    if (offTopic[k]) off = Math.max(off, margin)
    else topical = Math.max(topical, margin)
  }
  const gap = Number.isFinite(second) ? Math.min(best - second, 2) : 1
  return { top, best, gap, coverage, off, topical }
}

/** How the classes but the best share what the best leaves: 1 in all, or 0 where there is no other. */
const sharesOfOthers = (margins: Float64Array, top: number, temperature: number): Float64Array => {
  const shares = new Float64Array(margins.length)
  const highest = highestOf(margins, top)
  let sum = 0
  for (let k = 0; k < margins.length; k++) {
    if (k === top) continue
    const share = Math.exp(((margins[k] ?? 0) - highest) / temperature)
    shares[k] = share
    sum += share
  }
  for (let k = 0; k < shares.length; k++) shares[k] = (shares[k] ?? 0) / (sum || 1)
  return shares
}

const highestOf = (numbers: Float64Array, but: number): number => {
  let highest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < numbers.length; k++) {
    if (k !== but) highest = Math.max(highest, numbers[k] ?? 0)
  }
  return highest
}

/** The temperature that makes the true classes likeliest, by golden section over its logarithm. */
const fitTemperature = (trials: readonly Trial[]): number => {
  const cost = (logTemperature: number): number => {
    const temperature = Math.exp(logTemperature)
    let sum = 0
    for (const { scored, label } of trials) sum += surprise(scored.margins, label, temperature)
    return sum
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = Math.log(0.02)
  let high = Math.log(2)
  for (let step = 0; step < 12; step++) {
    const left = high - ratio * (high - low)
    const right = low + ratio * (high - low)
    if (cost(left) < cost(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

/** Minus the log of the softmax probability of one class. */
const surprise = (margins: Float64Array, label: number, temperature: number): number => {
  const own = margins[label] ?? 0
  let sum = 0
  for (const margin of margins) sum += Math.exp((margin - own) / temperature)
  return Math.log(sum)
}
