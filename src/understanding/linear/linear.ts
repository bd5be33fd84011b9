import { intentId } from '../../model/ids.ts'
import { normalise } from '../normalise.ts'
import type { Engine } from '../understand.ts'
import { probabilities } from './calibrate.ts'
import { createTextVector } from './features.ts'
import { createFeaturise } from './featurise.ts'
import type { Learned } from './learn.ts'
import { score } from './model.ts'

/** The own engine: n-grams and concepts, a linear support vector machine, calibrated confidence. */
export const engineOf = (learned: Learned): Engine => {
  const { vocabulary, weighting, svm, calibration } = learned
  const intents = learned.intents.map(intentId)
  const vectorOf = createTextVector(vocabulary, weighting)
  const featurise = createFeaturise(learned.lexicon)
  return {
    name: 'linear',
    classify: async (text) => {
      const normalised = normalise(text)
      // 「！！！」 alone says nothing, whatever the sentences that hold one are about.
      const row = vectorOf(featurise(/[^?! ]/.test(normalised) ? normalised : ''))
      const { confidences, inScope } = probabilities(score(svm, row), calibration)
      const ranking = intents.map((intent, k) => ({ intent, confidence: confidences[k] ?? 0 }))
      return { ranking: ranking.sort((a, b) => b.confidence - a.confidence), inScope }
    },
  }
}
