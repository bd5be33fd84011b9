import { intentId } from '../model/ids.ts'
import type { EngineTask } from './create-engine.ts'
import { gramsOf } from './grams.ts'
import { normalise } from './normalise.ts'
import { rankingOf } from './ranking.ts'
import type { Engine } from './understand.ts'

/** Naive Bayes takes grams for independent and is far too sure of itself; measured on held-out lines. */
const temperature = 3
/** Beyond it the product of the probabilities would sink below the smallest number. */
const mostGrams = 100

/**
 * natural's naive Bayes over the characters and pairs of characters that the own engine uses.
 * The package's root reads `.env` and prints, so only the one module is imported.
 */
export const createNaturalEngine = async ({
  examples,
  offTopic,
}: Pick<EngineTask, 'examples' | 'offTopic'>): Promise<Engine> => {
  const { default: BayesClassifier } = await import(
    'natural/lib/natural/classifiers/bayes_classifier.js'
  )
  const bayes = new BayesClassifier()
  const known = new Set<string>()
  for (const { text, intent } of examples) {
    const grams = tokensOf(text)
    for (const gram of grams) known.add(gram)
    bayes.addDocument(grams, intent)
  }
  bayes.train()
  return {
    name: 'natural',
    classify: async (text) => {
      const grams = tokensOf(text).filter((gram) => known.has(gram))
      const found = bayes.getClassifications(grams.slice(0, mostGrams))
      return rankingOf(
        found.map(({ label, value }) => ({
          intent: intentId(label),
          score: grams.length === 0 ? 0 : value ** (1 / temperature),
        })),
        offTopic,
      )
    },
  }
}

const tokensOf = (text: string): string[] => [...new Set(gramsOf(normalise(text)))]
